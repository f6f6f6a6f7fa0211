// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QChar>
#include <QStringView>

namespace yichuang
{

// Check characters of the standards used at a counter. Each function takes the characters before the check character,
// upper case, and gives the check character; a null QChar where the length or a character is not the standard's.
// Any thread.

/// GB 11643 (ISO 7064 MOD 11-2): 17 digits, gives 0 to 9 or X.
[[nodiscard]] QChar residentCheck(QStringView body);
/// GB 32100: 17 characters of the alphabet without I O S V Z.
[[nodiscard]] QChar creditCheck(QStringView body);
/// GB 11714: 8 characters 0 to 9, A to Z; gives 0 to 9 or X.
[[nodiscard]] QChar organisationCheck(QStringView body);
/// ICAO 9303: weights 7 3 1 over 0 to 9, A to Z and the filler `<`; any length.
[[nodiscard]] QChar icaoCheck(QStringView body);
/// ISO 7064 MOD 37,36: 0 to 9, A to Z, any length from 1.
[[nodiscard]] QChar mod3736Check(QStringView body);

/// The characters a unified social credit code may have (GB 32100), in the order of their values.
[[nodiscard]] QStringView creditAlphabet();

} // namespace yichuang
