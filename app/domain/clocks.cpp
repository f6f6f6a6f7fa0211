// SPDX-License-Identifier: Apache-2.0
#include "app/domain/clocks.h"

#include "app/domain/transitions.h"

namespace yichuang
{
namespace
{

TimerState lightOf(int remaining, int days, const ClockRules &rules)
{
    if (remaining < 0)
        return TimerState::Overdue;
    if (remaining <= rules.warningDays || remaining * 100 <= days * rules.warningPercent)
        return TimerState::Warning;
    return TimerState::Normal;
}

/// The days that suspensions took from the limits, and whether one is open.
struct Given {
    int days = 0;     ///< of ended stretches
    int openDays = 0; ///< of the open one, up to today
    const Suspension *open = nullptr;
};

Given givenBack(const Case &theCase, const WorkingDays &calendar, const QDate &today)
{
    Given given;
    for (const Suspension &stretch : theCase.suspensions) {
        const bool isOpen = !stretch.to.isValid();
        const int days =
            std::max(0, calendar.workingDaysBetween(stretch.from, isOpen ? today : stretch.to).value_or(0));
        (isOpen ? given.openDays : given.days) += days;
        if (isOpen)
            given.open = &stretch;
    }
    return given;
}

/// What all clocks of one case are seen with.
struct View {
    const WorkingDays &calendar;
    const QDate &today;
    const ClockRules &rules;

    [[nodiscard]] Deadline until(const QDate &due, int days) const
    {
        if (!due.isValid())
            return {};
        // On a free day after the last one no working day has passed yet, and it is late all the same.
        const int between = calendar.workingDaysBetween(today, due).value_or(0);
        const int remaining = today > due ? std::min(between, -1) : between;
        return {due, days, remaining, false, lightOf(remaining, days, rules)};
    }
    [[nodiscard]] Deadline limit(const CaseClock &clock, int days, const Given &given) const
    {
        const bool runs = clock.phase == ClockPhase::Running || clock.phase == ClockPhase::Suspended;
        if (days <= 0 || !runs)
            return {};
        const auto due = calendar.addWorkingDays(clock.from, days + given.days + given.openDays, rules.receiptDay);
        if (!due)
            return {};
        Deadline deadline = until(due->date, days);
        deadline.provisional = due->provisional;
        if (clock.phase == ClockPhase::Suspended && given.open != nullptr) {
            const auto had = calendar.addWorkingDays(clock.from, days + given.days, rules.receiptDay);
            const View then{calendar, given.open->from, rules};
            deadline.remaining = had ? then.until(had->date, days).remaining : 0;
            deadline.state = TimerState::Suspended;
        }
        return deadline;
    }
    /// A clock whose last day was told, not counted.
    [[nodiscard]] Deadline told(const QDate &from, const QDate &due) const
    {
        const int days = from.isValid() && due.isValid() ? calendar.workingDaysBetween(from, due).value_or(0) : 0;
        Deadline deadline = until(due, days);
        deadline.provisional = due.isValid() && !calendar.isKnown(due.year());
        return deadline;
    }
};

/// The fifth working day, while nobody has asked and nobody has accepted.
std::optional<Due> correctionDueOf(const Case &theCase, const WorkingDays &calendar, const ClockRules &rules)
{
    const CaseClock &clock = theCase.clock(ClockKind::Correction);
    if (clock.phase != ClockPhase::Running)
        return std::nullopt;
    const auto due = calendar.addWorkingDays(clock.from, correctionDays, rules.receiptDay);
    return due ? std::optional(*due) : std::nullopt;
}

tl::unexpected<Reason> late(const Operation &operation, const QDate &due)
{
    return failure(Fault::TransitionRefused, QStringLiteral("case.admit"),
                   operationName(operation.kind) + QStringLiteral(": last day ")
                       + (due.isValid() ? due.toString(Qt::ISODate) : QStringLiteral("unknown")));
}

} // namespace

Result<ClockRules> clockRulesFromJson(const QJsonObject &json)
{
    ClockRules rules;
    const auto malformed = [](const QString &key) {
        return failure(Fault::ConfigMalformed, QStringLiteral("clockRules.fromJson"), key);
    };
    const QString counted = QStringLiteral("countReceiptDay");
    if (json.contains(counted)) {
        if (!json.value(counted).isBool())
            return malformed(counted);
        rules.receiptDay = json.value(counted).toBool() ? ReceiptDay::Counted : ReceiptDay::NotCounted;
    }
    for (const auto &[key, target] : {std::pair{QStringLiteral("warningDays"), &rules.warningDays},
                                      std::pair{QStringLiteral("warningPercent"), &rules.warningPercent}}) {
        if (!json.contains(key))
            continue;
        const int value = json.value(key).toInt(-1);
        if (value < 0 || value > 100)
            return malformed(key);
        *target = value;
    }
    return rules;
}

Deadlines deadlinesOf(const Case &theCase, const Matter &matter, const WorkingDays &calendar, const QDate &today,
                      const ClockRules &rules)
{
    Deadlines deadlines;
    const View view{calendar, today, rules};
    const int statutory = matter.statutoryDays > 0 ? matter.statutoryDays + theCase.extendedDays : 0;
    if (theCase.state == CaseState::Draft) {
        const CaseClock now{ClockPhase::Running, today, {}};
        deadlines.promised = view.limit(now, matter.promisedDays, {});
        deadlines.statutory = view.limit(now, statutory, {});
        return deadlines;
    }
    deadlines.correction = view.limit(theCase.clock(ClockKind::Correction), correctionDays, {});
    const Given given = givenBack(theCase, calendar, today);
    deadlines.promised = view.limit(theCase.clock(ClockKind::Promised), matter.promisedDays, given);
    deadlines.statutory = view.limit(theCase.clock(ClockKind::Statutory), statutory, given);
    const CaseClock &tolerance = theCase.clock(ClockKind::Tolerance);
    if (tolerance.phase == ClockPhase::Running)
        deadlines.tolerance = view.told(tolerance.from, theCase.toleranceDue);
    if (theCase.state == CaseState::CorrectionRequested)
        deadlines.supplement = view.told(theCase.clock(ClockKind::Correction).stopped, theCase.correctionDue);
    if (given.open != nullptr) {
        const auto until = calendar.addWorkingDays(given.open->from, given.open->toldDays);
        deadlines.specialUntil = until ? until->date : QDate();
    }
    return deadlines;
}

std::optional<QDate> deemedAcceptedAfter(const Case &theCase, const WorkingDays &calendar, const QDate &today,
                                         const ClockRules &rules)
{
    const auto due = correctionDueOf(theCase, calendar, rules);
    if (!due || due->provisional || !(today > due->date))
        return std::nullopt;
    return due->date;
}

Result<Done> isTimely(const Case &before, const Operation &operation, const Admission &by)
{
    const bool granted = operation.payload.value(QStringLiteral("granted")).toBool();
    const auto row = transitionFor(before.state, operation.kind, operation.actor, granted);
    if (!row)
        return Done{}; // fold() says so
    const QDate day = dayOf(operation);
    if (row->needs.testFlag(Need::WithinFiveDays)) {
        if (const auto due = deemedAcceptedAfter(before, by.calendar, day, by.rules))
            return late(operation, *due);
    }
    if (row->needs.testFlag(Need::FiveDaysOver)
        && !deemedAcceptedAfter(before, by.calendar, std::min(day, by.today), by.rules)) {
        const auto due = correctionDueOf(before, by.calendar, by.rules);
        return late(operation, due ? due->date : QDate());
    }
    if (row->needs.testFlag(Need::WithinStatutory) && by.matter != nullptr) {
        const Deadline law = deadlinesOf(before, *by.matter, by.calendar, day, by.rules).statutory;
        if (law.state == TimerState::Overdue)
            return late(operation, law.due);
    }
    return Done{};
}

Result<Case> admit(const Case &before, const Operation &operation, const Admission &admission)
{
    if (auto timely = isTimely(before, operation, admission); !timely)
        return failure(timely.error());
    return fold(before, operation);
}

} // namespace yichuang
