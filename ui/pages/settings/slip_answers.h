// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

namespace yichuang
{

/// What a person saw on the test slip.
struct SlipAnswers {
    bool wide = true;    ///< the rule of 48 dashes stayed on one line
    bool chinese = true; ///< the line of Chinese can be read
    bool square = true;  ///< the code came out as a square
    bool cut = true;
    bool operator==(const SlipAnswers &) const = default;
};

/// The profile that the test slip is printed with: all that a printer may be able to do.
[[nodiscard]] QJsonObject trialProfile();
/// The printer's profile by what came out: the name of one that comes with the driver, or the object of its own; see
/// resources/printers.
[[nodiscard]] QJsonValue profileOf(const SlipAnswers &answers);

} // namespace yichuang
