// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/applicant.h"

#include <QList>

namespace yichuang::simulator
{

/// The invented people whose cards the simulator has: each layout of card, names that are long, rare or with a dot;
/// their numbers have valid check digits.
[[nodiscard]] QList<IdCard> people();

} // namespace yichuang::simulator
