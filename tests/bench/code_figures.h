// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>

namespace yichuang::bench
{

/// How many of the codes on the pictures of tests/fixtures/codes are read, and what a picture costs: as the product
/// reads them, with a budget of 60 ms, beside one plain call of ZXing; and zbarimg on the same pictures where it is
/// installed. One figure a kind of picture and one for all.
[[nodiscard]] QList<QJsonObject> codeFigures();

} // namespace yichuang::bench
