// SPDX-License-Identifier: Apache-2.0
#include "app/domain/clocks.h"

namespace yichuang
{
namespace
{

constexpr int correctionDays = 5; ///< 行政许可法 art. 32
constexpr int warningDays = 2;
constexpr int warningPercent = 20;
constexpr int hallOffset = 8 * 3600;

QDate hallDay(const QDateTime &instant)
{
    return instant.toOffsetFromUtc(hallOffset).date();
}

TimerState lightOf(int remaining, int days)
{
    if (remaining < 0)
        return TimerState::Overdue;
    if (remaining <= warningDays || remaining * 100 <= days * warningPercent)
        return TimerState::Warning;
    return TimerState::Normal;
}

/// Working days after `today` up to and including `due`; negative when `due` is past.
int remainingDays(const WorkingDays &calendar, const QDate &today, const QDate &due)
{
    return calendar.workingDaysBetween(today, due).value_or(0);
}

Deadline until(const QDate &due, int days, const WorkingDays &calendar, const QDate &today)
{
    if (!due.isValid())
        return {};
    Deadline deadline{due, days, remainingDays(calendar, today, due), false, TimerState::Normal};
    deadline.state = lightOf(deadline.remaining, days);
    return deadline;
}

/// The days that suspensions took from a clock, and whether one is open.
struct Given {
    int days = 0;
    QDate openSince;
};

Given givenBack(const Case &theCase, const WorkingDays &calendar, const QDate &today)
{
    Given given;
    for (const Suspension &stretch : theCase.suspensions) {
        const QDate end = stretch.to.isValid() ? stretch.to : today;
        given.days += std::max(0, calendar.workingDaysBetween(stretch.from, end).value_or(0));
        if (!stretch.to.isValid())
            given.openSince = stretch.from;
    }
    return given;
}

Deadline limit(int days, const QDate &start, const Given &given, const WorkingDays &calendar, const QDate &today)
{
    if (days <= 0)
        return {};
    const auto due = calendar.addWorkingDays(start, days + given.days);
    if (!due)
        return {};
    Deadline deadline = until(due->date, days, calendar, today);
    deadline.provisional = due->provisional;
    if (given.openSince.isValid())
        deadline.state = TimerState::Suspended;
    return deadline;
}

bool limitsRun(CaseState state)
{
    switch (state) {
    case CaseState::Draft:
    case CaseState::Received:
    case CaseState::Accepted:
    case CaseState::ToleranceAccepted:
    case CaseState::DeemedAccepted:
    case CaseState::Routed:
    case CaseState::UnderReview:
    case CaseState::Suspended:
        return true;
    default:
        return false;
    }
}

} // namespace

Deadlines deadlinesOf(const Case &theCase, const Matter &matter, const WorkingDays &calendar, const QDate &today)
{
    Deadlines deadlines;
    const QDate start = theCase.receivedAt.isValid() ? hallDay(theCase.receivedAt) : today;
    if (theCase.state == CaseState::Received) {
        const auto due = calendar.addWorkingDays(start, correctionDays);
        if (due) {
            deadlines.correction = until(due->date, correctionDays, calendar, today);
            deadlines.correction.provisional = due->provisional;
        }
    } else if (theCase.state == CaseState::CorrectionRequested) {
        deadlines.correction = until(theCase.correctionDue, correctionDays, calendar, today);
    }
    deadlines.tolerance = until(theCase.toleranceDue, 0, calendar, today);
    if (limitsRun(theCase.state)) {
        const Given given = givenBack(theCase, calendar, today);
        deadlines.promised = limit(matter.promisedDays, start, given, calendar, today);
        deadlines.statutory = limit(matter.statutoryDays > 0 ? matter.statutoryDays + theCase.extendedDays : 0, start,
                                    given, calendar, today);
    }
    return deadlines;
}

} // namespace yichuang
