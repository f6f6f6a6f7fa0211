// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace yichuang::bench
{

/// Search over 10,000 matters, letter by letter through what clerks type (tests/unit/domain/search/queries.tsv):
/// processor time of one core for each keystroke, beside a plain substring scan of the same names for the same text.
/// The limit is 5 ms a keystroke. Slips are forgiven in some of them; their cost is told apart.
[[nodiscard]] QJsonObject searchFigure(int runs);

/// How many texts a second are identified: the vectors of every kind, right and with one wrong character; beside a
/// plain copy of each text to upper case.
[[nodiscard]] QJsonObject identifyFigure(int runs);

} // namespace yichuang::bench
