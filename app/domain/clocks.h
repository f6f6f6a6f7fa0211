// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/calendar/working_days.h"
#include "app/domain/case.h"

namespace yichuang
{

/// 时限 lights: green, yellow, red, grey.
enum class TimerState { Stopped, Normal, Warning, Overdue, Suspended };

/// 行政许可法 art. 32: working days to tell everything that is missing, once.
inline constexpr int correctionDays = 5;

/// How a hall sets its clocks. Published by the centre; a hall that says nothing has these.
struct ClockRules {
    ReceiptDay receiptDay = ReceiptDay::NotCounted; ///< art. 82 leaves the day of receipt out
    int warningDays = 2;                            ///< yellow when so many working days are left, or fewer: 0 to 100
    int warningPercent = 20;                        ///< yellow when so much of the limit is left, or less: 0 to 100
    bool operator==(const ClockRules &) const = default;
};
/// From `{"countReceiptDay": false, "warningDays": 2, "warningPercent": 20}`; what is absent keeps its usual value.
/// ConfigMalformed where a member has another type or is out of range.
[[nodiscard]] Result<ClockRules> clockRulesFromJson(const QJsonObject &json);

/// One clock of a case, as seen on a day.
struct Deadline {
    QDate due;                ///< last day; invalid when the clock does not run
    int days = 0;             ///< the limit, working days
    int remaining = 0;        ///< working days left after `today`; negative when overdue; stands still while suspended
    bool provisional = false; ///< a year beyond the known calendar is involved: computed again when it is published
    TimerState state = TimerState::Stopped;
    bool operator==(const Deadline &) const = default;
};

/// The clocks of a case (行政许可法 art. 32, 42, 45, 82).
struct Deadlines {
    Deadline correction; ///< the hall's: to ask for what is missing
    Deadline promised;
    Deadline statutory;
    Deadline tolerance;  ///< 容缺: what was let follow later
    Deadline supplement; ///< the applicant's: to bring what was asked for
    QDate specialUntil;  ///< the end of an open special procedure as it was told to the applicant
    bool operator==(const Deadlines &) const = default;
};

/// The deadlines of a case as seen on `today`: its clocks as the fold left them, the matter's limits, the calendar.
/// Suspended stretches are given back in working days. For a draft: what they would be if it were received today.
/// Costs no walk over days, so that a hall recomputes all its clocks when a calendar is published.
[[nodiscard]] Deadlines deadlinesOf(const Case &theCase, const Matter &matter, const WorkingDays &calendar,
                                    const QDate &today, const ClockRules &rules = {});

/// 视为受理, 行政许可法 art. 32: the last of the five working days, where it has passed on `today` without anybody
/// having told what is missing; the case then counts as accepted from the day of receipt. Nothing while the day is
/// provisional: an unknown holiday may still move it.
[[nodiscard]] std::optional<QDate> deemedAcceptedAfter(const Case &theCase, const WorkingDays &calendar,
                                                       const QDate &today, const ClockRules &rules = {});

/// What an operation is judged by where it is taken in.
struct Admission {
    const WorkingDays &calendar;
    const Matter *matter; ///< of the case; without it the law's limit is not checked
    QDate today;          ///< the hall's day by the clock of whoever takes it in; time may not act before it
    ClockRules rules{};
};
/// The rules of time for an act, whatever else it needs: TransitionRefused with the last day. For a window that asks
/// before it commits.
[[nodiscard]] Result<Done> isTimely(const Case &before, const Operation &operation, const Admission &admission);
/// fold(), after the rules of time that the table of transitions names: asked within the five days, deemed accepted
/// only after them, extended within the law's limit. TransitionRefused, and what fold() says.
[[nodiscard]] Result<Case> admit(const Case &before, const Operation &operation, const Admission &admission);

} // namespace yichuang
