// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

namespace yichuang
{

namespace
{

const QString cursorMark = QStringLiteral("cursor");

qint64 epochOf(const QString &cursor)
{
    return cursor.section(QLatin1Char(':'), 0, 0).toLongLong();
}

} // namespace

/// Each case as it is now; ours that was refused for what it knew is made anew, by whoever made it.
Result<Done> Ledger::refoldAll(const QSet<QString> &cases)
{
    for (const QString &id : cases) {
        auto folded = refold(id);
        if (!folded)
            return failure(folded.error());
        if (!folded->refusedInVain)
            continue;
        auto remade =
            reapplyOurs(*folded, folded->waiting.constLast().operation.clerk, QStringLiteral("knewTheBundle"));
        if (!remade)
            return failure(remade.error());
    }
    return Done{};
}

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
        return refoldAll(cases);
    });
}

/// A verdict of an epoch that is not followed here says nothing: what it promises may be lost. Where none is followed
/// yet, this one is from now on.
Result<Done> Ledger::isOfEpoch(qint64 epoch)
{
    if (epoch == 0)
        return Done{};
    auto cursor = m_kept.mark(cursorMark);
    if (!cursor)
        return failure(cursor.error());
    if (cursor->isEmpty())
        return m_kept.setMark(cursorMark, QStringLiteral("%1:0").arg(epoch));
    if (epochOf(*cursor) != epoch)
        return failure(Fault::CentreBusy, QStringLiteral("store.epoch"), QStringLiteral("epoch=%1").arg(epoch));
    return Done{};
}

Result<Done> Ledger::recordVerdicts(const QList<OperationVerdict> &verdicts)
{
    return write([&]() -> Result<Done> {
        QSet<QString> cases;
        for (const OperationVerdict &verdict : verdicts) {
            if (auto same = isOfEpoch(verdict.epoch); !same)
                return same;
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
        return refoldAll(cases);
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
        if (auto same = isOfEpoch(epochOf(cursor)); !same)
            return same;
        QSet<QString> cases;
        for (const Change &change : changes) {
            auto changed = m_operations.confirm(change);
            if (!changed)
                return failure(changed.error());
            if (*changed)
                cases.insert(change.operation.caseId);
        }
        if (auto folded = refoldAll(cases); !folded)
            return folded;
        return m_kept.setMark(cursorMark, cursor);
    });
}

Result<Done> Ledger::beginEpoch(const QString &cursor)
{
    return write([&]() -> Result<Done> {
        auto cases = m_operations.loseAfter(cursor.section(QLatin1Char(':'), 1).toLongLong());
        if (!cases)
            return failure(cases.error());
        for (const QString &id : *cases) {
            if (auto folded = refold(id); !folded)
                return failure(folded.error());
        }
        if (auto offered = m_pages.offerAgain(); !offered)
            return offered;
        if (auto noted = m_audit.append({QStringLiteral("epoch"), {}, {}, {}, cursor}, now()); !noted)
            return noted;
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

Result<std::optional<AuditHead>> Ledger::auditHead()
{
    if (auto can = writable(); !can)
        return failure(can.error());
    return m_audit.headToCountersign();
}

Result<Done> Ledger::keepCountersigned(const CountersignedHead &head)
{
    return write([&] { return m_audit.keepCountersigned(head); });
}

} // namespace yichuang
