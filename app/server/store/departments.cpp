// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/departments.h"

#include <algorithm>
#include <array>

namespace yichuang::server
{
namespace
{

/// How long a played department takes before a step. At real pace: of the days that the matter promises a tenth until
/// somebody looks at it, half until the decision, a fifth for the licence, a tenth until it lies ready.
qint64 departmentDelay(const LedgerRules &rules, const Matter *matter, int step)
{
    if (!rules.departmentsAtRealPace)
        return rules.departmentDelaysMs.value(step, 2000);
    static constexpr std::array<qint64, 4> percents{10, 50, 20, 10};
    constexpr qint64 percentOfADayMs = 24LL * 3600 * 10;
    const qint64 days = matter != nullptr ? std::max(1, matter->promisedDays) : 1;
    return days * percents.at(static_cast<std::size_t>(std::clamp(step, 0, 3))) * percentOfADayMs;
}

/// What the played department gives with its step.
QJsonObject playedPayload(const LedgerRules &rules, const Matter *matter, int step)
{
    const auto orElse = [](const QString &text, const QString &otherwise) { return text.isEmpty() ? otherwise : text; };
    switch (step) {
    case 1:
        return {{QStringLiteral("granted"), true}};
    case 2:
        return {{QStringLiteral("licence"),
                 matter != nullptr ? orElse(matter->outcome, matter->name) : QStringLiteral("办理结果")}};
    case 3:
        return {
            {QStringLiteral("place"), matter != nullptr ? orElse(matter->collectAt, rules.hallName) : rules.hallName}};
    default:
        return {};
    }
}

void putOff(Sql &sql, const LedgerRules &rules, const QString &caseId, int step, qint64 dueMs)
{
    sql.run("UPDATE department_task SET step = ?, due_ms = ? WHERE hall = ? AND case_id = ?",
            {step, dueMs, rules.hall, caseId});
}

} // namespace

void giveToDepartment(Sql &sql, const LedgerRules &rules, const QString &caseId, const Matter *matter)
{
    sql.run("INSERT INTO department_task (hall, case_id, due_ms, step) VALUES (?, ?, ?, 0)"
            " ON CONFLICT (hall, case_id) DO NOTHING",
            {rules.hall, caseId, rules.clock->now().toMSecsSinceEpoch() + departmentDelay(rules, matter, 0)});
}

bool playDepartments(Sql &sql, const LedgerRules &rules)
{
    static const OperationKind steps[] = {OperationKind::ReviewStarted, OperationKind::Decided,
                                          OperationKind::LicenceMade, OperationKind::Ready};
    const qint64 now = rules.clock->now().toMSecsSinceEpoch();
    bool any = false;
    for (const Row &row : sql.rows("SELECT case_id, step FROM department_task WHERE hall = ? AND due_ms <= ?"
                                   " ORDER BY due_ms LIMIT 50",
                                   {rules.hall, now})) {
        const QString caseId = row[0].toString();
        const int step = row[1].toInt();
        const auto record = loadCase(sql, rules.hall, caseId);
        const Matter *matter = record ? rules.matterOf(record->state) : nullptr;
        if (record && step == 1 && !record->state.isSupplied()) {
            // 容缺: the decision waits for what was let follow later.
            putOff(sql, rules, caseId, step, now + departmentDelay(rules, matter, step));
            continue;
        }
        const auto done =
            actAtCentre(sql, rules, caseId, steps[std::clamp(step, 0, 3)], playedPayload(rules, matter, step));
        any = any || done.has_value();
        if (!done || step >= 3) {
            sql.run("DELETE FROM department_task WHERE hall = ? AND case_id = ?", {rules.hall, caseId});
        } else {
            putOff(sql, rules, caseId, step + 1, now + departmentDelay(rules, matter, step + 1));
        }
    }
    return any;
}

} // namespace yichuang::server
