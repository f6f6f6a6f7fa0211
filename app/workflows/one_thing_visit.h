// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit.h"

#include <functional>

namespace yichuang
{

// What a visit does for a one thing (一件事): its matters are opened one after another, and what the visitor gives for
// one of them is carried to the others that ask for the same, so that it is asked for once.

/// The step of one event without regard to one things.
using SingleStep = std::function<VisitStep(const VisitState &state, const VisitEvent &event)>;

/// The step of an event, with regard to one things. Choosing a one thing puts its questions, with the usual answers;
/// begun, it opens the matters that the answers call for and the visit does not have yet, and ends at the first of
/// them. A commit to one case brings with it commits to the other cases of the same one thing that are still being
/// prepared: the applicant, shared fields that they do not have or have as that case had them, shared materials. A case
/// that is opened takes from the others what they have. Pure.
[[nodiscard]] VisitStep stepTogether(const VisitState &state, const VisitEvent &event, const VisitContext &context,
                                     const SingleStep &single);

} // namespace yichuang
