// SPDX-License-Identifier: Apache-2.0
#include "app/storage/local_store.h"

#include "app/storage/ledger.h"

#include <QPromise>

namespace yichuang
{

LocalStore::LocalStore(StorePlace place, StoreKeys keys, StoreIdentity identity, StoreSurroundings surroundings,
                       QObject *parent)
    : CaseStore(parent),
      m_desk(std::make_unique<QObject>()),
      m_ledger(
          std::make_unique<Ledger>(std::move(place), std::move(keys), std::move(identity), std::move(surroundings)))
{
    qRegisterMetaType<OutboxStanding>();
    m_thread.setObjectName(QStringLiteral("store"));
    m_desk->moveToThread(&m_thread);
    m_thread.start();
}

LocalStore::~LocalStore()
{
    m_checks.waitForDone();
    // Behind all the jobs: the connection must close in the thread that opened it.
    QMetaObject::invokeMethod(
        m_desk.get(),
        [this] {
            m_ledger.reset();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

template <typename Job>
auto LocalStore::post(Job job) -> QFuture<decltype(job(std::declval<Ledger &>()))>
{
    using Answer = decltype(job(std::declval<Ledger &>()));
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    QMetaObject::invokeMethod(
        m_desk.get(),
        [this, promise, job = std::move(job)] {
            Answer answer = job(*m_ledger);
            if (!answer && isDamage(answer.error()))
                m_ledger->suspect(answer.error());
            announce();
            promise->addResult(std::move(answer));
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

/// One step; the next queues up behind whatever was asked for meanwhile. A store that cannot be read says so in the
/// job.
void LocalStore::fillThen(std::function<void()> job)
{
    QMetaObject::invokeMethod(
        m_desk.get(),
        [this, job = std::move(job)]() mutable {
            if (!m_ledger)
                return;
            const auto filled = m_ledger->fillSome();
            if (filled && !*filled)
                fillThen(std::move(job));
            else
                job();
        },
        Qt::QueuedConnection);
}

template <typename Job>
auto LocalStore::postFound(Job job) -> QFuture<decltype(job(std::declval<Ledger &>()))>
{
    using Answer = decltype(job(std::declval<Ledger &>()));
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    fillThen([this, promise, job = std::move(job)] {
        promise->addResult(job(*m_ledger));
        promise->finish();
    });
    return future;
}

void LocalStore::announce()
{
    const Ledger::News news = m_ledger->takeNews();
    if (news.cases.isEmpty() && !news.standing)
        return;
    QMetaObject::invokeMethod(
        this,
        [this, news] {
            for (const QString &id : news.cases)
                Q_EMIT caseChanged(id);
            if (news.standing)
                Q_EMIT standingChanged(*news.standing);
        },
        Qt::QueuedConnection);
}

QFuture<Result<Done>> LocalStore::open()
{
    auto opening = post([this](Ledger &ledger) {
        auto opened = ledger.open();
        if (const auto report = ledger.mended())
            QMetaObject::invokeMethod(this, [this, report] { Q_EMIT mended(*report); }, Qt::QueuedConnection);
        return opened;
    });
    // Behind it, so that whoever waits for the opening does not wait for all the cases to be read.
    (void)post([](Ledger &ledger) { return ledger.standing(); });
    fillThen([] {});
    return opening;
}

QFuture<Result<std::optional<Reason>>> LocalStore::viewOnly()
{
    return post([](Ledger &ledger) { return Result<std::optional<Reason>>(ledger.viewOnly()); });
}

QFuture<Result<Done>> LocalStore::verify()
{
    return post([](Ledger &ledger) { return ledger.verify(); });
}

QFuture<Result<ResealStanding>> LocalStore::rotate(const StoreKeys &keys)
{
    auto promise = std::make_shared<QPromise<Result<ResealStanding>>>();
    promise->start();
    auto future = promise->future();
    QMetaObject::invokeMethod(
        m_desk.get(),
        [=, this] {
            if (auto taken = m_ledger->takeUp(keys); taken)
                return resealOn(promise);
            else
                promise->addResult(failure(taken.error()));
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

/// One step; the next queues up behind whatever was asked for meanwhile.
void LocalStore::resealOn(const std::shared_ptr<QPromise<Result<ResealStanding>>> &promise)
{
    if (!m_ledger || promise->isCanceled()) {
        promise->finish();
        return;
    }
    const auto standing = m_ledger->resealSome();
    announce();
    if (standing) {
        QMetaObject::invokeMethod(this, [this, now = *standing] { Q_EMIT resealed(now); }, Qt::QueuedConnection);
        if (!standing->over) {
            QMetaObject::invokeMethod(m_desk.get(), [=, this] { resealOn(promise); }, Qt::QueuedConnection);
            return;
        }
    }
    promise->addResult(standing);
    promise->finish();
}

QFuture<Result<Done>> LocalStore::backUp(qint64 olderThanMs)
{
    auto promise = std::make_shared<QPromise<Result<Done>>>();
    promise->start();
    auto future = promise->future();
    QMetaObject::invokeMethod(
        m_desk.get(),
        [=, this] {
            if (!m_ledger->hasBackup(olderThanMs))
                return backUpOn(promise);
            promise->addResult(Done{});
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

/// One step, as resealOn(); the whole copy is looked through in the pool.
void LocalStore::backUpOn(const std::shared_ptr<QPromise<Result<Done>>> &promise)
{
    if (!m_ledger)
        return;
    const auto copied = m_ledger->backUpSome();
    if (!copied) {
        promise->addResult(failure(copied.error()));
        promise->finish();
        return;
    }
    if (!*copied) {
        QMetaObject::invokeMethod(m_desk.get(), [=, this] { backUpOn(promise); }, Qt::QueuedConnection);
        return;
    }
    m_checks.start([=, this, file = **copied] {
        const auto placed = placeBackup(file);
        QMetaObject::invokeMethod(
            m_desk.get(),
            [=, this] {
                if (m_ledger)
                    m_ledger->backedUp(placed);
                promise->addResult(placed);
                promise->finish();
            },
            Qt::QueuedConnection);
    });
}

QFuture<Result<QList<Operation>>> LocalStore::setAside(const QString &caseId)
{
    return post([=](Ledger &ledger) { return ledger.setAside(caseId); });
}

QFuture<Result<CaseFile>> LocalStore::commit(const CommitRequest &request)
{
    if (request.papers.isEmpty() || !m_witness)
        return post([=](Ledger &ledger) { return ledger.commit(request); });
    m_witness->expected();
    return post([request, witness = m_witness](Ledger &ledger) { return ledger.commit(request, witness.get()); });
}

QFuture<Result<CaseFile>> LocalStore::load(const QString &caseId)
{
    return post([=](Ledger &ledger) { return ledger.load(caseId); });
}

QFuture<Result<QList<CaseSummary>>> LocalStore::list(const QString &clerk, const QString &text, int limit)
{
    const auto job = [=](Ledger &ledger) { return ledger.list(clerk, text, limit); };
    return text.trimmed().isEmpty() ? post(job) : postFound(job);
}

QFuture<Result<QList<CaseSummary>>> LocalStore::drafts(const QString &clerk)
{
    return post([=](Ledger &ledger) { return ledger.drafts(clerk); });
}

QFuture<Result<QList<CaseSummary>>> LocalStore::outbox()
{
    return post([](Ledger &ledger) { return ledger.outbox(); });
}

QFuture<Result<OutboxStanding>> LocalStore::standing()
{
    return post([](Ledger &ledger) { return ledger.standing(); });
}

QFuture<Result<CaseFile>> LocalStore::settle(const QString &caseId, const QString &clerk, Settlement settlement)
{
    return post([=](Ledger &ledger) { return ledger.settle(caseId, clerk, settlement); });
}

QFuture<Result<CaseFile>> LocalStore::merge(const QString &caseId, const QString &clerk,
                                            const QList<OperationDraft> &drafts)
{
    return post([=](Ledger &ledger) { return ledger.merge(caseId, clerk, drafts); });
}

QFuture<Result<CarriedCase>> LocalStore::toCarry(const QString &caseId)
{
    return post([=](Ledger &ledger) { return ledger.toCarry(caseId); });
}

QFuture<Result<TakenIn>> LocalStore::takeIn(const QList<Operation> &operations, const QStringList &blobs)
{
    return post([=](Ledger &ledger) { return ledger.takeIn(operations, blobs); });
}

QFuture<Result<PageRef>> LocalStore::putPage(const QByteArray &bytes, const QString &mime, const QString &name)
{
    return post([=](Ledger &ledger) { return ledger.putPage(bytes, mime, name); });
}

QFuture<Result<QByteArray>> LocalStore::page(const QString &blob)
{
    return post([=](Ledger &ledger) { return ledger.page(blob); });
}

QFuture<Result<QList<PrintJob>>> LocalStore::printJobs()
{
    return post([](Ledger &ledger) { return ledger.printJobs(); });
}

QFuture<Result<Done>> LocalStore::markPrinted(qint64 job, const std::optional<Reason> &failed)
{
    return post([=](Ledger &ledger) { return ledger.markPrinted(job, failed); });
}

QFuture<Result<QByteArray>> LocalStore::sign(const QByteArray &bytes)
{
    return post([=](Ledger &ledger) { return ledger.sign(bytes); });
}

QFuture<Result<Done>> LocalStore::keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit)
{
    return post([=](Ledger &ledger) { return ledger.keepVisit(clerk, visit); });
}

QFuture<Result<std::optional<KeptVisit>>> LocalStore::keptVisit(const QString &clerk)
{
    return post([=](Ledger &ledger) { return ledger.keptVisit(clerk); });
}

QFuture<Result<QHash<QString, qint64>>> LocalStore::matterUses()
{
    return postFound([](Ledger &ledger) { return ledger.matterUses(); });
}

QFuture<Result<QList<Operation>>> LocalStore::pending(int limit)
{
    return post([=](Ledger &ledger) { return ledger.pending(limit); });
}

QFuture<Result<Done>> LocalStore::markSent(const QStringList &operationIds)
{
    return post([=](Ledger &ledger) { return ledger.markSent(operationIds); });
}

QFuture<Result<Done>> LocalStore::recordVerdicts(const QList<OperationVerdict> &verdicts)
{
    return post([=](Ledger &ledger) { return ledger.recordVerdicts(verdicts); });
}

QFuture<Result<QString>> LocalStore::cursor()
{
    return post([](Ledger &ledger) { return ledger.cursor(); });
}

QFuture<Result<Done>> LocalStore::applyChanges(const QList<Change> &changes, const QString &cursor)
{
    return post([=](Ledger &ledger) { return ledger.applyChanges(changes, cursor); });
}

QFuture<Result<Done>> LocalStore::beginEpoch(const QString &cursor)
{
    return post([=](Ledger &ledger) { return ledger.beginEpoch(cursor); });
}

QFuture<Result<QList<BlobToSend>>> LocalStore::blobsToSend(int limit)
{
    return post([=](Ledger &ledger) { return ledger.blobsToSend(limit); });
}

QFuture<Result<QByteArray>> LocalStore::blobBytes(const QString &blob)
{
    return post([=](Ledger &ledger) { return ledger.page(blob); });
}

QFuture<Result<Done>> LocalStore::blobSent(const QString &blob)
{
    return post([=](Ledger &ledger) { return ledger.blobSent(blob); });
}

QFuture<Result<Done>> LocalStore::keepDocument(const QString &name, const QByteArray &bytes, const QString &etag)
{
    return post([=](Ledger &ledger) { return ledger.keepDocument(name, bytes, etag); });
}

QFuture<Result<QPair<QByteArray, QString>>> LocalStore::document(const QString &name)
{
    return post([=](Ledger &ledger) { return ledger.document(name); });
}

QFuture<Result<std::optional<AuditHead>>> LocalStore::auditHead()
{
    return post([](Ledger &ledger) { return ledger.auditHead(); });
}

QFuture<Result<Done>> LocalStore::keepCountersigned(const CountersignedHead &head)
{
    return post([=](Ledger &ledger) { return ledger.keepCountersigned(head); });
}

} // namespace yichuang
