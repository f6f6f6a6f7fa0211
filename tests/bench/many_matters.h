// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace yichuang::bench
{

/// The most matters that a catalogue may hold, and that are made here.
inline constexpr int mostMatters = 20000;

/// A catalogue of `count` invented matters (1 to mostMatters) over 24 departments, as the bytes of a file that
/// `yichuang-admin catalogue check` passes: names of two to four parts in everyday Chinese, no two alike, codes with
/// right check characters, situations, conditional and tolerable materials, forms. The same count and seed give the
/// same bytes on every machine; another count keeps the first matters.
[[nodiscard]] QByteArray manyMatters(int count, quint32 seed = 1);

} // namespace yichuang::bench
