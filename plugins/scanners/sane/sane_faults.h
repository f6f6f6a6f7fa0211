// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <sane/sane.h>

namespace yichuang::sane
{

/// The fault for a status that is not SANE_STATUS_GOOD.
[[nodiscard]] Fault faultOf(SANE_Status status);
/// The same with the act and SANE's own words.
[[nodiscard]] Reason reasonOf(SANE_Status status, const char *act);

} // namespace yichuang::sane
