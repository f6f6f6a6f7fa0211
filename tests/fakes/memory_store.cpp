// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/memory_store.h"

#include <QCryptographicHash>
#include <QPromise>

namespace yichuang
{

MemoryStore::MemoryStore() = default;
MemoryStore::~MemoryStore() = default;

CaseFile MemoryStore::held(const QString &caseId) const
{
    return m_cases.value(caseId);
}

void MemoryStore::put(const CaseFile &file)
{
    if (!m_cases.contains(file.current.id))
        m_order.append(file.current.id);
    m_cases.insert(file.current.id, file);
    Q_EMIT caseChanged(file.current.id);
}

void MemoryStore::setStanding(const OutboxStanding &standing)
{
    stands = standing;
    Q_EMIT standingChanged(standing);
}

void MemoryStore::release()
{
    holding = false;
    answerLater();
}

QFuture<Result<CaseFile>> MemoryStore::commit(const CommitRequest &request)
{
    commits.append(request);
    if (m_witness && !request.papers.isEmpty())
        m_witness->expected();
    return answer<CaseFile>("commit", [this, request] {
        const qsizetype before = jobs.size();
        const Result<CaseFile> file = commitNow(request);
        if (file && m_witness && jobs.size() > before) {
            m_witness->written(file->current, jobs.mid(before), [](const QByteArray &) { return QByteArray(64, 's'); });
            m_witness->durable();
        }
        return file;
    });
}

void MemoryStore::setPapersWitness(std::shared_ptr<PapersWitness> witness)
{
    m_witness = std::move(witness);
}

QFuture<Result<CaseFile>> MemoryStore::load(const QString &caseId)
{
    return answer<CaseFile>("load", [this, caseId]() -> Result<CaseFile> {
        if (!m_cases.contains(caseId))
            return failure(Fault::NotFound, QStringLiteral("memory.load"));
        return m_cases.value(caseId);
    });
}

QFuture<Result<QList<CaseSummary>>> MemoryStore::list(const QString &clerk, const QString &text, int limit)
{
    return answer<QList<CaseSummary>>("list", [=, this]() -> Result<QList<CaseSummary>> {
        QList<CaseSummary> found;
        for (auto id = m_order.crbegin(); id != m_order.crend() && found.size() < limit; ++id) {
            const CaseSummary one = summary(m_cases.value(*id));
            const bool foreign = one.state == CaseState::Draft && one.clerk != clerk;
            const bool fits = text.isEmpty() || one.receiptNumber.contains(text) || one.applicantName.contains(text)
                              || one.matterCode.contains(text);
            if (!foreign && fits)
                found.append(one);
        }
        return found;
    });
}

QFuture<Result<QList<CaseSummary>>> MemoryStore::drafts(const QString &clerk)
{
    return listOf("drafts",
                  [clerk](const CaseSummary &one) { return one.state == CaseState::Draft && one.clerk == clerk; });
}

QFuture<Result<QList<CaseSummary>>> MemoryStore::outbox()
{
    return listOf("outbox", [](const CaseSummary &one) { return one.waiting > 0; });
}

QFuture<Result<OutboxStanding>> MemoryStore::standing()
{
    return answer<OutboxStanding>("standing", [this] { return Result<OutboxStanding>(stands); });
}

QFuture<Result<CaseFile>> MemoryStore::settle(const QString &caseId, const QString &, Settlement settlement)
{
    return answer<CaseFile>("settle", [=, this]() -> Result<CaseFile> {
        CaseFile file = m_cases.value(caseId);
        if (file.word != SyncWord::NeedsAttention)
            return failure(Fault::BadArgument, QStringLiteral("memory.settle"));
        settlements.append({caseId, settlement});
        if (settlement == Settlement::KeepCentre && file.atCentre)
            file.current = *file.atCentre;
        file.atCentre.reset();
        file.word = settlement == Settlement::KeepCentre ? SyncWord::Acknowledged : SyncWord::SavedHere;
        m_cases.insert(caseId, file);
        return file;
    });
}

QFuture<Result<CaseFile>> MemoryStore::merge(const QString &caseId, const QString &clerk,
                                             const QList<OperationDraft> &drafts)
{
    return answer<CaseFile>("merge", [=, this]() -> Result<CaseFile> {
        CaseFile file = m_cases.value(caseId);
        if (file.word != SyncWord::NeedsAttention || !file.atCentre)
            return failure(Fault::BadArgument, QStringLiteral("memory.merge"));
        file.current = *file.atCentre;
        file.atCentre.reset();
        file.history.resize(file.history.size() - file.waiting);
        file.waiting = 0;
        file.word = SyncWord::Acknowledged;
        const CaseFile before = m_cases.value(caseId);
        m_cases.insert(caseId, file);
        CommitRequest request;
        request.caseId = caseId;
        request.clerk = clerk;
        request.drafts = drafts;
        auto made = drafts.isEmpty() ? Result<CaseFile>(file) : commitNow(request);
        if (made)
            merges.append({caseId, drafts});
        else
            m_cases.insert(caseId, before);
        return made;
    });
}

QFuture<Result<PageRef>> MemoryStore::putPage(const QByteArray &bytes, const QString &mime, const QString &name)
{
    return answer<PageRef>("putPage", [=, this]() -> Result<PageRef> {
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        pages.insert(hash, bytes);
        return PageRef{hash, mime, name, bytes.size()};
    });
}

QFuture<Result<QByteArray>> MemoryStore::page(const QString &blob)
{
    return answer<QByteArray>("page", [=, this] { return Result<QByteArray>(pages.value(blob)); });
}

QFuture<Result<QList<PrintJob>>> MemoryStore::printJobs()
{
    return answer<QList<PrintJob>>("printJobs", [this]() -> Result<QList<PrintJob>> {
        QList<PrintJob> open;
        for (const PrintJob &job : std::as_const(jobs)) {
            if (!job.printed)
                open.append(job);
        }
        return open;
    });
}

QFuture<Result<Done>> MemoryStore::markPrinted(qint64 id, const std::optional<Reason> &failed)
{
    return answer<Done>("markPrinted", [=, this]() -> Result<Done> {
        for (PrintJob &job : jobs) {
            if (job.id == id) {
                job.printed = !failed;
                job.fault = failed ? faultName(failed->fault) : QString();
            }
        }
        return Done{};
    });
}

QFuture<Result<QByteArray>> MemoryStore::sign(const QByteArray &bytes)
{
    return answer<QByteArray>("sign", [bytes]() -> Result<QByteArray> {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha512);
    });
}

QFuture<Result<Done>> MemoryStore::keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit)
{
    return answer<Done>("keepVisit", [=, this]() -> Result<Done> {
        if (visit)
            kept.insert(clerk, *visit);
        else
            kept.remove(clerk);
        return Done{};
    });
}

QFuture<Result<std::optional<KeptVisit>>> MemoryStore::keptVisit(const QString &clerk)
{
    return answer<std::optional<KeptVisit>>("keptVisit", [=, this]() -> Result<std::optional<KeptVisit>> {
        return kept.contains(clerk) ? std::optional(kept.value(clerk)) : std::nullopt;
    });
}

QFuture<Result<QHash<QString, qint64>>> MemoryStore::matterUses()
{
    return answer<QHash<QString, qint64>>("matterUses", [this]() -> Result<QHash<QString, qint64>> {
        QHash<QString, qint64> uses;
        for (const CaseFile &file : std::as_const(m_cases)) {
            if (!file.current.receiptNumber.isEmpty())
                ++uses[file.current.matterCode];
        }
        return uses;
    });
}

template <typename T, typename Act>
QFuture<Result<T>> MemoryStore::answer(const char *call, Act act)
{
    const QString name = QString::fromLatin1(call);
    journal.append(name);
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_answers.emplace_back([this, promise, act, name] {
        if (!failNext.value(name).isEmpty())
            promise->addResult(Result<T>(failure(failNext[name].takeFirst())));
        else
            promise->addResult(Result<T>(act()));
        promise->finish();
    });
    if (!holding)
        answerLater();
    return promise->future();
}

template <typename Wanted>
QFuture<Result<QList<CaseSummary>>> MemoryStore::listOf(const char *call, Wanted wanted)
{
    return answer<QList<CaseSummary>>(call, [this, wanted]() -> Result<QList<CaseSummary>> {
        QList<CaseSummary> found;
        for (auto id = m_order.crbegin(); id != m_order.crend(); ++id) {
            if (const CaseSummary one = summary(m_cases.value(*id)); wanted(one))
                found.append(one);
        }
        return found;
    });
}

void MemoryStore::answerLater()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            while (!m_answers.empty() && !holding) {
                const std::function<void()> act = std::move(m_answers.front());
                m_answers.pop_front();
                act();
            }
        },
        Qt::QueuedConnection);
}

Result<CaseFile> MemoryStore::commitNow(const CommitRequest &request)
{
    const QString caseId = request.caseId.isEmpty() ? samples::idOf(0xc000 + ++m_number) : request.caseId;
    CaseFile file = m_cases.value(caseId);
    for (const OperationDraft &draft : request.drafts) {
        Operation operation = samples::operation(++m_number, draft.kind, draft.payload);
        operation.caseId = caseId;
        operation.clerk = request.clerk;
        operation.catalogueHash = request.catalogueHash;
        if (draft.kind == OperationKind::Received) {
            operation.payload.insert(
                QStringLiteral("receipt"),
                QStringLiteral("130102-03-1-260213-%1-X").arg(m_receipts + 1, 4, 10, QLatin1Char('0')));
            operation.payload.insert(QStringLiteral("receivedAt"), operation.wallTime.toString(Qt::ISODateWithMs));
        }
        auto after = fold(file.current, operation);
        if (!after)
            return failure(after.error());
        file.current = *after;
        file.history.append(operation);
        file.waiting += 1;
        file.word = SyncWord::SavedHere;
    }
    if (!file.current.receiptNumber.isEmpty() && m_cases.value(caseId).current.receiptNumber.isEmpty())
        m_receipts += 1;
    for (const PaperKind paper : request.papers) {
        const QDateTime queued = samples::morning().addSecs(m_number);
        jobs.append(PrintJob{jobs.size() + 1, caseId, paper, 0, request.offline, queued, false, {}});
    }
    put(file);
    return file;
}

CaseSummary MemoryStore::summary(const CaseFile &file)
{
    CaseSummary one;
    one.id = file.current.id;
    one.receiptNumber = file.current.receiptNumber;
    one.matterCode = file.current.matterCode;
    one.applicantName = file.current.applicant.name;
    one.state = file.current.state;
    one.word = file.word;
    one.waiting = file.waiting;
    one.clerk = file.current.clerk;
    return one;
}

} // namespace yichuang
