// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

namespace yichuang
{

namespace
{

const QString cursorMark = QStringLiteral("cursor");

} // namespace

Result<QList<Operation>> Ledger::pending(int limit)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    return m_operations.toSend(limit);
}

Result<Done> Ledger::markSent(const QStringList &operationIds)
{
    return write([&]() -> Result<Done> {
        QSet<QString> cases;
        for (const QString &id : operationIds) {
            auto moved = m_operations.markSent(id);
            if (!moved)
                return failure(moved.error());
            if (!*moved)
                continue;
            auto theCase = m_operations.caseOf(id);
            if (!theCase)
                return failure(theCase.error());
            cases.insert(*theCase);
        }
        for (const QString &id : cases) {
            if (auto folded = refold(id); !folded)
                return failure(folded.error());
        }
        return Done{};
    });
}

Result<Done> Ledger::recordVerdicts(const QList<OperationVerdict> &verdicts)
{
    return write([&]() -> Result<Done> {
        QSet<QString> cases;
        for (const OperationVerdict &verdict : verdicts) {
            auto changed = m_operations.record(verdict);
            if (!changed)
                return failure(changed.error());
            if (!*changed)
                continue;
            auto theCase = m_operations.caseOf(verdict.operationId);
            if (!theCase)
                return failure(theCase.error());
            cases.insert(*theCase);
            if (verdict.kind != VerdictKind::Refused)
                continue;
            auto noted = m_audit.append(
                {QStringLiteral("refused"), {}, *theCase, {verdict.operationId}, faultName(verdict.fault)}, now());
            if (!noted)
                return noted;
        }
        for (const QString &id : cases) {
            if (auto folded = refold(id); !folded)
                return failure(folded.error());
        }
        return Done{};
    });
}

Result<QString> Ledger::cursor()
{
    if (auto can = readable(); !can)
        return failure(can.error());
    return m_kept.mark(cursorMark);
}

Result<Done> Ledger::applyChanges(const QList<Change> &changes, const QString &cursor)
{
    return write([&]() -> Result<Done> {
        QSet<QString> cases;
        for (const Change &change : changes) {
            auto changed = m_operations.confirm(change);
            if (!changed)
                return failure(changed.error());
            if (*changed)
                cases.insert(change.operation.caseId);
        }
        for (const QString &id : cases) {
            if (auto folded = refold(id); !folded)
                return failure(folded.error());
        }
        return m_kept.setMark(cursorMark, cursor);
    });
}

Result<QList<BlobToSend>> Ledger::blobsToSend(int limit)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    return m_pages.toSend(limit);
}

Result<Done> Ledger::blobSent(const QString &blob)
{
    return write([&] { return m_pages.markSent(blob); });
}

} // namespace yichuang
