// SPDX-License-Identifier: Apache-2.0
#include "app/storage/print_queue.h"

namespace yichuang
{

Result<PrintJob> PrintQueue::add(const QString &caseId, PaperKind paper, bool offline, bool handedOver,
                                 const QDateTime &now)
{
    const QString name = paperName(paper);
    const QString fault = handedOver ? faultName(Fault::HelperCrashed) : QString();
    const qint64 queuedMs = now.toMSecsSinceEpoch();
    auto added = m_database.rows("INSERT INTO print_job(case_id, paper, copy, offline, queued_at, printed_at, fault) "
                                 "SELECT ?, ?, count(*), ?, ?, NULL, ? FROM print_job WHERE case_id = ? AND paper = ? "
                                 "RETURNING id, copy",
                                 {caseId, name, offline ? 1 : 0, queuedMs, fault, caseId, name});
    if (!added)
        return failure(added.error());
    const Row row = added->value(0);
    return PrintJob{row.value(0).toLongLong(),
                    caseId,
                    paper,
                    row.value(1).toInt(),
                    offline,
                    QDateTime::fromMSecsSinceEpoch(queuedMs, Qt::UTC),
                    false,
                    fault};
}

Result<QList<PrintJob>> PrintQueue::open()
{
    auto found = m_database.rows("SELECT id, case_id, paper, copy, offline, queued_at, fault FROM print_job "
                                 "WHERE printed_at IS NULL ORDER BY id");
    if (!found)
        return failure(found.error());
    QList<PrintJob> jobs;
    for (const Row &row : *found) {
        const auto paper = paperNamed(row[2].toString());
        if (!paper)
            return failure(Fault::StoreDamaged, QStringLiteral("store.print"), row[0].toString());
        jobs.append({row[0].toLongLong(), row[1].toString(), *paper, row[3].toInt(), row[4].toInt() != 0,
                     QDateTime::fromMSecsSinceEpoch(row[5].toLongLong(), Qt::UTC), false, row[6].toString()});
    }
    return jobs;
}

Result<Done> PrintQueue::mark(qint64 job, const std::optional<Reason> &failed, const QDateTime &now)
{
    auto marked =
        failed ? m_database.change("UPDATE print_job SET fault = ? WHERE id = ?", {faultName(failed->fault), job})
               : m_database.change("UPDATE print_job SET printed_at = ?, fault = '' WHERE id = ?",
                                   {now.toMSecsSinceEpoch(), job});
    if (!marked)
        return failure(marked.error());
    if (*marked == 0)
        return failure(Fault::NotFound, QStringLiteral("store.print"), QString::number(job));
    return Done{};
}

} // namespace yichuang
