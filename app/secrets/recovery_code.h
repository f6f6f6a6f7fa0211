// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace yichuang
{

/// A new recovery code: 160 random bits as 32 characters of RFC 4648 base32, in groups of four with hyphens between.
/// It is shown once, printed, and kept in the hall's safe; it opens the store when every other way is lost.
[[nodiscard]] QString newRecoveryCode();
/// What a person typed, brought to the 32 characters: case, spaces and hyphens do not matter, and 0, 1, 8 are read as
/// the letters O, I, B. Empty where it cannot be a code.
[[nodiscard]] QString plainRecoveryCode(const QString &typed);

} // namespace yichuang
