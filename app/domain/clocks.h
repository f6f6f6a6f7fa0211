// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/calendar/working_days.h"
#include "app/domain/case.h"

namespace yichuang
{

/// 时限 lights: green, yellow, red, grey.
enum class TimerState { Stopped, Normal, Warning, Overdue, Suspended };

/// One clock of a case.
struct Deadline {
    QDate due;                ///< last day; invalid when the clock does not run
    int days = 0;             ///< the limit, working days
    int remaining = 0;        ///< working days left after `today`; negative when overdue
    bool provisional = false; ///< a year beyond the known calendar is involved
    TimerState state = TimerState::Stopped;
    bool operator==(const Deadline &) const = default;
};

/// The clocks of a case (行政许可法 art. 32, 42, 45, 82).
struct Deadlines {
    Deadline correction;
    Deadline promised;
    Deadline statutory;
    Deadline tolerance;
};

/// The deadlines of a case as seen on `today`. The day of receipt is not counted. Suspended stretches are given
/// back in working days. For a draft: what they would be if it were received today.
[[nodiscard]] Deadlines deadlinesOf(const Case &theCase, const Matter &matter, const WorkingDays &calendar,
                                    const QDate &today);

} // namespace yichuang
