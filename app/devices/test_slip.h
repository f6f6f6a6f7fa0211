// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/paper.h"

namespace yichuang
{

/// A slip that shows what a printer can do: sizes, a rule as wide as the paper is thought to be, Chinese, the yen sign,
/// a character outside GBK, a QR, the cutter. `notes` stand below.
[[nodiscard]] Slip testSlip(const QStringList &notes);

} // namespace yichuang
