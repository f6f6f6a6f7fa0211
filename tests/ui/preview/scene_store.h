// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"

#include <QCryptographicHash>
#include <QUuid>

namespace yichuang
{

/// A store in memory: folds what it is given, at once and unsealed. For looking at pages.
class SceneStore final : public CaseStore
{
    Q_OBJECT

public:
    explicit SceneStore(const Clock &clock) : m_clock(clock) {}

    QFuture<Result<CaseFile>> commit(const CommitRequest &request) override
    {
        const QString id =
            request.caseId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : request.caseId;
        CaseFile file = m_files.value(id);
        for (const OperationDraft &draft : request.drafts) {
            const Operation operation = operationOf(id, file, draft, request);
            auto next = fold(file.current, operation);
            if (!next)
                return QtFuture::makeReadyFuture(Result<CaseFile>(failure(next.error())));
            file.current = *next;
            file.history.append(operation);
            ++file.waiting;
        }
        for (const PaperKind kind : request.papers) {
            PrintJob job;
            job.id = ++m_lastJob;
            job.caseId = id;
            job.paper = kind;
            job.offline = request.offline;
            job.queuedAt = m_clock.now();
            m_jobs.append(job);
        }
        put(file);
        return QtFuture::makeReadyFuture(Result<CaseFile>(file));
    }
    QFuture<Result<CaseFile>> load(const QString &caseId) override
    {
        return QtFuture::makeReadyFuture(Result<CaseFile>(m_files.value(caseId)));
    }
    QFuture<Result<QList<CaseSummary>>> list(const QString &, const QString &text, int) override
    {
        QList<CaseSummary> found;
        for (const QString &id : m_order) {
            const CaseSummary summary = summaryOf(m_files.value(id));
            if (text.isEmpty() || summary.receiptNumber.contains(text) || summary.applicantName.contains(text))
                found.prepend(summary);
        }
        return QtFuture::makeReadyFuture(Result<QList<CaseSummary>>(found));
    }
    QFuture<Result<QList<CaseSummary>>> drafts(const QString &) override
    {
        return QtFuture::makeReadyFuture(Result<QList<CaseSummary>>(QList<CaseSummary>()));
    }
    QFuture<Result<QList<CaseSummary>>> outbox() override
    {
        QList<CaseSummary> found;
        for (const QString &id : m_order) {
            const CaseFile file = m_files.value(id);
            if (file.word != SyncWord::Acknowledged && file.current.state != CaseState::Draft)
                found.append(summaryOf(file));
        }
        return QtFuture::makeReadyFuture(Result<QList<CaseSummary>>(found));
    }
    QFuture<Result<OutboxStanding>> standing() override
    {
        return QtFuture::makeReadyFuture(Result<OutboxStanding>(now()));
    }
    QFuture<Result<CaseFile>> settle(const QString &caseId, const QString &, Settlement) override
    {
        CaseFile file = m_files.value(caseId);
        file.word = SyncWord::SavedHere;
        file.atCentre.reset();
        put(file);
        return QtFuture::makeReadyFuture(Result<CaseFile>(file));
    }
    QFuture<Result<CaseFile>> merge(const QString &caseId, const QString &clerk,
                                    const QList<OperationDraft> &drafts) override
    {
        merges.append(drafts);
        return settle(caseId, clerk, Settlement::ReapplyOurs);
    }
    QFuture<Result<PageRef>> putPage(const QByteArray &bytes, const QString &mime, const QString &name) override
    {
        PageRef page{QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()), mime,
                     name, bytes.size()};
        m_pages.insert(page.blob, bytes);
        return QtFuture::makeReadyFuture(Result<PageRef>(page));
    }
    QFuture<Result<QByteArray>> page(const QString &blob) override
    {
        return QtFuture::makeReadyFuture(Result<QByteArray>(m_pages.value(blob)));
    }
    QFuture<Result<QList<PrintJob>>> printJobs() override
    {
        QList<PrintJob> open;
        for (const PrintJob &job : std::as_const(m_jobs)) {
            if (!job.printed)
                open.append(job);
        }
        return QtFuture::makeReadyFuture(Result<QList<PrintJob>>(open));
    }
    QFuture<Result<Done>> markPrinted(qint64 number, const std::optional<Reason> &failed) override
    {
        for (PrintJob &job : m_jobs) {
            if (job.id == number)
                job.printed = !failed;
        }
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    }
    QFuture<Result<QByteArray>> sign(const QByteArray &) override
    {
        return QtFuture::makeReadyFuture(Result<QByteArray>(QByteArray(64, 's')));
    }
    QFuture<Result<Done>> keepVisit(const QString &, const std::optional<KeptVisit> &) override
    {
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    }
    QFuture<Result<std::optional<KeptVisit>>> keptVisit(const QString &) override
    {
        return QtFuture::makeReadyFuture(Result<std::optional<KeptVisit>>(std::optional<KeptVisit>()));
    }
    QFuture<Result<QHash<QString, qint64>>> matterUses() override
    {
        return QtFuture::makeReadyFuture(Result<QHash<QString, qint64>>(QHash<QString, qint64>()));
    }

    void put(const CaseFile &file)
    {
        if (!m_files.contains(file.current.id))
            m_order.append(file.current.id);
        m_files.insert(file.current.id, file);
        Q_EMIT caseChanged(file.current.id);
        Q_EMIT standingChanged(now());
    }
    QList<QList<OperationDraft>> merges; ///< what was asked for
    [[nodiscard]] QList<CaseFile> files() const { return m_files.values(); }

private:
    Operation operationOf(const QString &id, const CaseFile &file, const OperationDraft &draft,
                          const CommitRequest &request) const
    {
        Operation operation;
        operation.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        operation.device = QStringLiteral("130100-3");
        operation.caseId = id;
        operation.deviceSequence = file.history.size() + 1;
        operation.catalogueHash = request.catalogueHash;
        operation.clerk = request.clerk;
        operation.wallTime = m_clock.now();
        operation.kind = draft.kind;
        operation.payload = draft.payload;
        if (draft.kind == OperationKind::Received) {
            operation.payload.insert(
                QStringLiteral("receipt"),
                QStringLiteral("130100-03-260213-%1-7").arg(m_order.size() + 41, 4, 10, QLatin1Char('0')));
            operation.payload.insert(QStringLiteral("receivedAt"), m_clock.now().toString(Qt::ISODateWithMs));
        }
        return operation;
    }
    static CaseSummary summaryOf(const CaseFile &file)
    {
        CaseSummary summary;
        summary.id = file.current.id;
        summary.receiptNumber = file.current.receiptNumber;
        summary.caseNumber = file.current.caseNumber;
        summary.matterCode = file.current.matterCode;
        summary.applicantName = file.current.applicant.name;
        summary.state = file.current.state;
        summary.word = file.word;
        summary.receivedAt = file.current.receivedAt;
        summary.changedAt = file.current.changedAt;
        summary.waiting = file.waiting;
        for (const Operation &operation : file.history.last(file.waiting)) {
            for (const PageRef &page : pagesOf(operation)) {
                ++summary.waitingPages;
                summary.waitingPageBytes += page.size;
            }
        }
        if (file.word == SyncWord::NeedsAttention)
            summary.attention = file.attention;
        return summary;
    }
    OutboxStanding now() const
    {
        OutboxStanding standing;
        for (const CaseFile &file : m_files) {
            if (file.word == SyncWord::Acknowledged || file.current.state == CaseState::Draft)
                continue;
            ++standing.cases;
            standing.operations += file.waiting;
            standing.attention += file.word == SyncWord::NeedsAttention ? 1 : 0;
            if (!standing.oldest.isValid() || file.current.receivedAt < standing.oldest)
                standing.oldest = file.current.receivedAt;
        }
        return standing;
    }

    const Clock &m_clock;
    QHash<QString, CaseFile> m_files;
    QStringList m_order;
    QHash<QString, QByteArray> m_pages;
    QList<PrintJob> m_jobs;
    qint64 m_lastJob = 0;
};

} // namespace yichuang
