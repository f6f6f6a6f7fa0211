// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/job.h"

namespace yichuang::tour
{

/// One step of the way through, as it is shown.
struct Step {
    const char *name; ///< of its picture, as "sign-in"
    const char *what; ///< for the line that is printed
    void (*act)(struct Journey &);
};

/// What the steps of one tour tell each other.
struct Journey {
    Stage &stage;
    Accepted first;    ///< on line
    Accepted second;   ///< while the centre was stopped
    Accepted third;    ///< changed at the centre meanwhile
    QString disputed;  ///< id of the third case
    int keys = 0;      ///< from ticket to printed receipt, for a prefilled matter
    int typedKeys = 0; ///< of them: characters of values that nothing could prefill
    int firstByteMicros = 0;
    bool acknowledged = false; ///< the centre has the first case
};

/// The steps in their order: on line, off line, a case that needs attention.
[[nodiscard]] const QList<Step> &onlineSteps();
[[nodiscard]] const QList<Step> &offlineSteps();
[[nodiscard]] const QList<Step> &attentionSteps();
[[nodiscard]] const QList<Step> &keystrokeSteps();

/// Plays the steps from the number on, prints one line and leaves one picture each. False at the first that fails;
/// then failed.png and failed.txt tell what was on the screen.
bool play(Journey &journey, const QList<Step> &steps, int &number);

} // namespace yichuang::tour
