// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/store_door.h"

#include "app/main/yichuang/decision_watch.h"

namespace yichuang
{

StoreDoor::StoreDoor(QObject *parent) : CaseStore(parent) {}

StoreDoor::~StoreDoor() = default;

void StoreDoor::open(std::unique_ptr<LocalStore> store)
{
    m_store = std::move(store);
    m_store->setPapersWitness(m_witness);
    connect(m_store.get(), &CaseStore::caseChanged, this, &CaseStore::caseChanged);
    connect(m_store.get(), &CaseStore::standingChanged, this, &CaseStore::standingChanged);
    connect(m_store.get(), &LocalStore::resealed, this, &StoreDoor::resealed);
}

QFuture<Result<Done>> StoreDoor::backUp(qint64 olderThanMs)
{
    return m_store ? m_store->backUp(olderThanMs) : closed<Done>();
}

void StoreDoor::close()
{
    m_store.reset();
}

template <typename T>
QFuture<Result<T>> StoreDoor::closed()
{
    Result<T> answer = failure(Fault::StoreUnavailable, QStringLiteral("store"), QStringLiteral("nobody is signed in"));
    return QtFuture::makeReadyFuture(std::move(answer));
}

QFuture<Result<CaseFile>> StoreDoor::commit(const CommitRequest &request)
{
    return m_store ? m_store->commit(request) : closed<CaseFile>();
}

QFuture<Result<CaseFile>> StoreDoor::load(const QString &caseId)
{
    return m_store ? m_store->load(caseId) : closed<CaseFile>();
}

QFuture<Result<QList<CaseSummary>>> StoreDoor::list(const QString &clerk, const QString &text, int limit)
{
    return m_store ? m_store->list(clerk, text, limit) : closed<QList<CaseSummary>>();
}

QFuture<Result<QList<CaseSummary>>> StoreDoor::drafts(const QString &clerk)
{
    return m_store ? m_store->drafts(clerk) : closed<QList<CaseSummary>>();
}

QFuture<Result<QList<CaseSummary>>> StoreDoor::outbox()
{
    return m_store ? m_store->outbox() : closed<QList<CaseSummary>>();
}

QFuture<Result<OutboxStanding>> StoreDoor::standing()
{
    return m_store ? m_store->standing() : closed<OutboxStanding>();
}

QFuture<Result<CaseFile>> StoreDoor::settle(const QString &caseId, const QString &clerk, Settlement settlement)
{
    return m_store ? m_store->settle(caseId, clerk, settlement) : closed<CaseFile>();
}

QFuture<Result<CaseFile>> StoreDoor::merge(const QString &caseId, const QString &clerk,
                                           const QList<OperationDraft> &drafts)
{
    return m_store ? m_store->merge(caseId, clerk, drafts) : closed<CaseFile>();
}

QFuture<Result<CarriedCase>> StoreDoor::toCarry(const QString &caseId)
{
    return m_store ? m_store->toCarry(caseId) : closed<CarriedCase>();
}

QFuture<Result<TakenIn>> StoreDoor::takeIn(const QList<Operation> &operations, const QStringList &blobs)
{
    return m_store ? m_store->takeIn(operations, blobs) : closed<TakenIn>();
}

QFuture<Result<PageRef>> StoreDoor::putPage(const QByteArray &bytes, const QString &mime, const QString &name)
{
    return m_store ? m_store->putPage(bytes, mime, name) : closed<PageRef>();
}

QFuture<Result<QByteArray>> StoreDoor::page(const QString &blob)
{
    return m_store ? m_store->page(blob) : closed<QByteArray>();
}

QFuture<Result<QList<PrintJob>>> StoreDoor::printJobs()
{
    return m_store ? m_store->printJobs() : closed<QList<PrintJob>>();
}

QFuture<Result<Done>> StoreDoor::markPrinted(qint64 job, const std::optional<Reason> &failed)
{
    return m_store ? m_store->markPrinted(job, failed) : closed<Done>();
}

QFuture<Result<QByteArray>> StoreDoor::sign(const QByteArray &bytes)
{
    return m_store ? m_store->sign(bytes) : closed<QByteArray>();
}

QFuture<Result<Done>> StoreDoor::keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit)
{
    return m_store ? m_store->keepVisit(clerk, visit) : closed<Done>();
}

QFuture<Result<std::optional<KeptVisit>>> StoreDoor::keptVisit(const QString &clerk)
{
    return m_store ? m_store->keptVisit(clerk) : closed<std::optional<KeptVisit>>();
}

QFuture<Result<QHash<QString, qint64>>> StoreDoor::matterUses()
{
    return m_store ? m_store->matterUses() : closed<QHash<QString, qint64>>();
}

void StoreDoor::setPapersWitness(std::shared_ptr<PapersWitness> witness)
{
    m_witness = DecisionWatch::around(std::move(witness));
    if (m_store)
        m_store->setPapersWitness(m_witness);
}

QFuture<Result<QList<Operation>>> StoreDoor::pending(int limit)
{
    return m_store ? m_store->pending(limit) : closed<QList<Operation>>();
}

QFuture<Result<Done>> StoreDoor::markSent(const QStringList &operationIds)
{
    return m_store ? m_store->markSent(operationIds) : closed<Done>();
}

QFuture<Result<Done>> StoreDoor::recordVerdicts(const QList<OperationVerdict> &verdicts)
{
    return m_store ? m_store->recordVerdicts(verdicts) : closed<Done>();
}

QFuture<Result<QString>> StoreDoor::cursor()
{
    return m_store ? m_store->cursor() : closed<QString>();
}

QFuture<Result<Done>> StoreDoor::applyChanges(const QList<Change> &changes, const QString &cursor)
{
    return m_store ? m_store->applyChanges(changes, cursor) : closed<Done>();
}

QFuture<Result<Done>> StoreDoor::beginEpoch(const QString &cursor)
{
    return m_store ? m_store->beginEpoch(cursor) : closed<Done>();
}

QFuture<Result<QList<BlobToSend>>> StoreDoor::blobsToSend(int limit)
{
    return m_store ? m_store->blobsToSend(limit) : closed<QList<BlobToSend>>();
}

QFuture<Result<QByteArray>> StoreDoor::blobBytes(const QString &blob)
{
    return m_store ? m_store->blobBytes(blob) : closed<QByteArray>();
}

QFuture<Result<Done>> StoreDoor::blobSent(const QString &blob)
{
    return m_store ? m_store->blobSent(blob) : closed<Done>();
}

QFuture<Result<Done>> StoreDoor::keepDocument(const QString &name, const QByteArray &bytes, const QString &etag)
{
    return m_store ? m_store->keepDocument(name, bytes, etag) : closed<Done>();
}

QFuture<Result<QPair<QByteArray, QString>>> StoreDoor::document(const QString &name)
{
    return m_store ? m_store->document(name) : closed<QPair<QByteArray, QString>>();
}

QFuture<Result<std::optional<AuditHead>>> StoreDoor::auditHead()
{
    return m_store ? m_store->auditHead() : closed<std::optional<AuditHead>>();
}

QFuture<Result<Done>> StoreDoor::keepCountersigned(const CountersignedHead &head)
{
    return m_store ? m_store->keepCountersigned(head) : closed<Done>();
}

QFuture<Result<ResealStanding>> StoreDoor::rotate(const StoreKeys &keys)
{
    return m_store ? m_store->rotate(keys) : closed<ResealStanding>();
}

} // namespace yichuang
