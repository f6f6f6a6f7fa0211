// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/ledger_store.h"

#include <algorithm>

namespace yichuang::chaos
{

LedgerStore::LedgerStore(Agenda &agenda, Dice dice, std::unique_ptr<Ledger> ledger, Break broken)
    : m_agenda(agenda),
      m_dice(dice),
      m_ledger(std::move(ledger)),
      m_broken(broken)
{
}

qint64 LedgerStore::nextMoment()
{
    m_busyUntil = std::max(m_busyUntil, m_agenda.now()) + m_dice.between(0, 3);
    return m_busyUntil;
}

void LedgerStore::announce()
{
    const Ledger::News news = m_ledger->takeNews();
    if (!news.cases.isEmpty())
        Q_EMIT changed();
}

QFuture<Result<CaseFile>> LedgerStore::commit(const CommitRequest &request)
{
    if (m_broken != Break::SavesLate || request.caseId.isEmpty())
        return post([=](Ledger &ledger) { return ledger.commit(request); });
    m_agenda.in(4000, [this, request, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired())
            (void)m_ledger->commit(request);
    });
    return post([=](Ledger &ledger) { return ledger.load(request.caseId); });
}

QFuture<Result<QList<Operation>>> LedgerStore::pending(int limit)
{
    return post([=, backwards = m_broken == Break::SendsBackwards](Ledger &ledger) {
        auto found = ledger.pending(limit);
        if (found && backwards)
            std::reverse(found->begin(), found->end());
        return found;
    });
}

QFuture<Result<Done>> LedgerStore::markSent(const QStringList &operationIds)
{
    return post([=](Ledger &ledger) { return ledger.markSent(operationIds); });
}

QFuture<Result<Done>> LedgerStore::recordVerdicts(const QList<OperationVerdict> &verdicts)
{
    return post([=](Ledger &ledger) { return ledger.recordVerdicts(verdicts); });
}

QFuture<Result<QString>> LedgerStore::cursor()
{
    return post([](Ledger &ledger) { return ledger.cursor(); });
}

QFuture<Result<Done>> LedgerStore::applyChanges(const QList<Change> &changes, const QString &cursor)
{
    QList<Change> kept = changes;
    if (m_broken == Break::FeedSkips && !kept.isEmpty() && m_dice.chance(0.1))
        kept.removeLast();
    return post([=](Ledger &ledger) { return ledger.applyChanges(kept, cursor); });
}

QFuture<Result<Done>> LedgerStore::beginEpoch(const QString &cursor)
{
    return post([=](Ledger &ledger) { return ledger.beginEpoch(cursor); });
}

QFuture<Result<QList<BlobToSend>>> LedgerStore::blobsToSend(int limit)
{
    return post([=](Ledger &ledger) { return ledger.blobsToSend(limit); });
}

QFuture<Result<QByteArray>> LedgerStore::blobBytes(const QString &blob)
{
    return post([=](Ledger &ledger) { return ledger.page(blob); });
}

QFuture<Result<Done>> LedgerStore::blobSent(const QString &blob)
{
    return post([=](Ledger &ledger) { return ledger.blobSent(blob); });
}

QFuture<Result<Done>> LedgerStore::keepDocument(const QString &name, const QByteArray &bytes, const QString &etag)
{
    return post([=](Ledger &ledger) { return ledger.keepDocument(name, bytes, etag); });
}

QFuture<Result<QPair<QByteArray, QString>>> LedgerStore::document(const QString &name)
{
    return post([=](Ledger &ledger) { return ledger.document(name); });
}

} // namespace yichuang::chaos
