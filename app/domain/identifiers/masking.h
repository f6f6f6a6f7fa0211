// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace yichuang
{

// How personal values are shown where nobody asked to see them whole. The hidden characters are stars, one each, so
// that lengths stay true. What is too short to hide part of is hidden wholly. Any thread.

/// 11010519491231002X as 1101**********002X; shorter numbers keep two at each end, or the first only.
[[nodiscard]] QString maskIdNumber(const QString &number);
/// 王小明 as 王*明, 王明 as 王*; of a name in Latin letters the first of each word is kept.
[[nodiscard]] QString maskName(const QString &name);
/// 13812345678 as 138****5678; of shorter numbers only the last four are kept.
[[nodiscard]] QString maskPhone(const QString &phone);
/// 91350100M000100Y43 as 9135**********0Y43.
[[nodiscard]] QString maskCreditCode(const QString &code);

} // namespace yichuang
