// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"
#include "tests/fakes/case_samples.h"

#include <QHash>
#include <QMap>

#include <deque>
#include <functional>

namespace yichuang
{

/// A store in memory that keeps the port's promises: a case is the fold of its operations, a commit is all or nothing,
/// a receipt number is given once, print jobs are queued with the commit that calls for them, answers come one after
/// another through the event loop in the order of the calls. A test scripts its troubles.
class MemoryStore final : public CaseStore
{
public:
    MemoryStore();
    ~MemoryStore() override;

    QMap<QString, QList<Reason>> failNext; ///< by call, as "commit"
    bool holding = false;                  ///< answers wait for release()
    QStringList journal;                   ///< every call, in order
    QList<CommitRequest> commits;          ///< every one asked for
    QList<PrintJob> jobs;                  ///< all, printed or not
    QMap<QString, KeptVisit> kept;         ///< by clerk
    QMap<QString, QByteArray> pages;       ///< by hash
    QList<QPair<QString, Settlement>> settlements;
    QList<QPair<QString, QList<OperationDraft>>> merges;
    OutboxStanding stands;

    [[nodiscard]] int calls(const QString &name) const { return static_cast<int>(journal.count(name)); }
    [[nodiscard]] CaseFile held(const QString &caseId) const;
    [[nodiscard]] QStringList ids() const { return m_order; }
    /// Something happens to a case by itself, as when the centre answers.
    void put(const CaseFile &file);
    void setStanding(const OutboxStanding &standing);
    /// Answers everything that waits.
    void release();

    QFuture<Result<CaseFile>> commit(const CommitRequest &request) override;
    void setPapersWitness(std::shared_ptr<PapersWitness> witness) override;
    QFuture<Result<CaseFile>> load(const QString &caseId) override;
    QFuture<Result<QList<CaseSummary>>> list(const QString &clerk, const QString &text, int limit) override;
    QFuture<Result<QList<CaseSummary>>> drafts(const QString &clerk) override;
    QFuture<Result<QList<CaseSummary>>> outbox() override;
    QFuture<Result<OutboxStanding>> standing() override;
    QFuture<Result<CaseFile>> settle(const QString &caseId, const QString &, Settlement settlement) override;
    QFuture<Result<CaseFile>> merge(const QString &caseId, const QString &clerk,
                                    const QList<OperationDraft> &drafts) override;
    QFuture<Result<PageRef>> putPage(const QByteArray &bytes, const QString &mime, const QString &name) override;
    QFuture<Result<QByteArray>> page(const QString &blob) override;
    QFuture<Result<QList<PrintJob>>> printJobs() override;
    QFuture<Result<Done>> markPrinted(qint64 id, const std::optional<Reason> &failed) override;
    QFuture<Result<QByteArray>> sign(const QByteArray &bytes) override;
    QFuture<Result<Done>> keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit) override;
    QFuture<Result<std::optional<KeptVisit>>> keptVisit(const QString &clerk) override;
    QFuture<Result<QHash<QString, qint64>>> matterUses() override;

private:
    template <typename T, typename Act>
    QFuture<Result<T>> answer(const char *call, Act act);
    template <typename Wanted>
    QFuture<Result<QList<CaseSummary>>> listOf(const char *call, Wanted wanted);
    void answerLater();
    Result<CaseFile> commitNow(const CommitRequest &request);
    static CaseSummary summary(const CaseFile &file);

    std::deque<std::function<void()>> m_answers;
    std::shared_ptr<PapersWitness> m_witness;
    QHash<QString, CaseFile> m_cases;
    QStringList m_order;
    int m_number = 0;
    int m_receipts = 0;
};

} // namespace yichuang
