// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/audit.h"
#include "app/ports/case_carrier.h"
#include "app/ports/case_store.h"
#include "app/ports/mend_report.h"
#include "app/ports/outbox.h"
#include "app/storage/store_terms.h"

#include <QPromise>
#include <QThread>
#include <QThreadPool>

namespace yichuang
{

class Ledger;

/// The sealed local store behind its ports: SQLite (WAL, synchronous=FULL) with every personal value sealed, page
/// files sealed beside it. It lives in the thread that makes it and owns one writer thread; calls come from any
/// thread, run one after another in the order of the calls, and nobody waits. Signals come in its own thread, only
/// for what is committed. Destroying it finishes the calls under way.
class LocalStore final : public CaseStore, public Outbox, public CarryingStore, public AuditTrail
{
    Q_OBJECT

public:
    LocalStore(StorePlace place, StoreKeys keys, StoreIdentity identity, StoreSurroundings surroundings,
               QObject *parent = nullptr);
    ~LocalStore() override;

    /// To be called once, before all else. Where the store cannot be written, but can be read, it opens to view: see
    /// viewOnly(). StoreBusy where another program has it open, KeyMismatch where it was made with another key,
    /// StoreNewer, StoreDamaged, SealBroken, DiskFull, StoreUnavailable.
    [[nodiscard]] QFuture<Result<Done>> open();
    /// Why the store can only be looked at (StoreReadOnly): every writing call fails with this.
    [[nodiscard]] QFuture<Result<std::optional<Reason>>> viewOnly();
    /// Looks through everything: SQLite's own check, the chain of operations with its signatures, the audit chain with
    /// its heads, each case against the fold of its operations. StoreDamaged or SealBroken at the first fault. Takes
    /// as long as reading the whole store.
    [[nodiscard]] QFuture<Result<Done>> verify();
    /// Takes up a newer master key, where it is not taken up yet, and seals everything anew by it, in steps of some
    /// milliseconds between the calls of others; ends once nothing that opens is sealed by an older key. `keys` hold
    /// the keys of before. What a program that ended left undone is done by calling it again. KeyMismatch where they do
    /// not follow the store's, or the reason why a step failed: what was done stays done. Where the future is
    /// cancelled it ends behind the step under way; where this goes first, the future is cancelled.
    [[nodiscard]] QFuture<Result<ResealStanding>> rotate(const StoreKeys &keys);
    /// Where the newest backup is that old, copies the store beside itself, in steps of some milliseconds between the
    /// calls of others, and looks through the copy in another thread. StoreDamaged where the copy, and so the store, is
    /// not sound: it is looked through when it is opened next. DiskFull, StoreReadOnly, StoreUnavailable. Where this
    /// goes first, the future is cancelled.
    [[nodiscard]] QFuture<Result<Done>> backUp(qint64 olderThanMs = 0);
    /// Operations of a case that a settlement set aside, for export.
    [[nodiscard]] QFuture<Result<QList<Operation>>> setAside(const QString &caseId);

    [[nodiscard]] QFuture<Result<CaseFile>> commit(const CommitRequest &request) override;
    [[nodiscard]] QFuture<Result<CaseFile>> load(const QString &caseId) override;
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> list(const QString &clerk, const QString &text,
                                                           int limit) override;
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> drafts(const QString &clerk) override;
    [[nodiscard]] QFuture<Result<QList<CaseSummary>>> outbox() override;
    [[nodiscard]] QFuture<Result<OutboxStanding>> standing() override;
    [[nodiscard]] QFuture<Result<CaseFile>> settle(const QString &caseId, const QString &clerk,
                                                   Settlement settlement) override;
    [[nodiscard]] QFuture<Result<CaseFile>> merge(const QString &caseId, const QString &clerk,
                                                  const QList<OperationDraft> &drafts) override;
    [[nodiscard]] QFuture<Result<PageRef>> putPage(const QByteArray &bytes, const QString &mime,
                                                   const QString &name) override;
    [[nodiscard]] QFuture<Result<QByteArray>> page(const QString &blob) override;
    [[nodiscard]] QFuture<Result<QList<PrintJob>>> printJobs() override;
    [[nodiscard]] QFuture<Result<Done>> markPrinted(qint64 job, const std::optional<Reason> &failed) override;
    [[nodiscard]] QFuture<Result<QByteArray>> sign(const QByteArray &bytes) override;
    [[nodiscard]] QFuture<Result<Done>> keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit) override;
    [[nodiscard]] QFuture<Result<std::optional<KeptVisit>>> keptVisit(const QString &clerk) override;
    [[nodiscard]] QFuture<Result<QHash<QString, qint64>>> matterUses() override;
    /// For commits from here on. In the thread that commits.
    void setPapersWitness(std::shared_ptr<PapersWitness> witness) override { m_witness = std::move(witness); }

    [[nodiscard]] QFuture<Result<QList<Operation>>> pending(int limit) override;
    [[nodiscard]] QFuture<Result<Done>> markSent(const QStringList &operationIds) override;
    [[nodiscard]] QFuture<Result<Done>> recordVerdicts(const QList<OperationVerdict> &verdicts) override;
    [[nodiscard]] QFuture<Result<QString>> cursor() override;
    [[nodiscard]] QFuture<Result<Done>> applyChanges(const QList<Change> &changes, const QString &cursor) override;
    [[nodiscard]] QFuture<Result<Done>> beginEpoch(const QString &cursor) override;
    [[nodiscard]] QFuture<Result<QList<BlobToSend>>> blobsToSend(int limit) override;
    [[nodiscard]] QFuture<Result<QByteArray>> blobBytes(const QString &blob) override;
    [[nodiscard]] QFuture<Result<Done>> blobSent(const QString &blob) override;
    [[nodiscard]] QFuture<Result<Done>> keepDocument(const QString &name, const QByteArray &bytes,
                                                     const QString &etag) override;
    [[nodiscard]] QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name) override;

    [[nodiscard]] QFuture<Result<CarriedCase>> toCarry(const QString &caseId) override;
    [[nodiscard]] QFuture<Result<TakenIn>> takeIn(const QList<Operation> &operations,
                                                  const QStringList &blobs) override;

    [[nodiscard]] QFuture<Result<std::optional<AuditHead>>> auditHead() override;
    [[nodiscard]] QFuture<Result<Done>> keepCountersigned(const CountersignedHead &head) override;

Q_SIGNALS:
    void resealed(const yichuang::ResealStanding &standing);
    /// open() found the store damaged, and put a sound one in its place.
    void mended(const yichuang::MendReport &report);

private:
    template <typename Job>
    [[nodiscard]] auto post(Job job) -> QFuture<decltype(job(std::declval<Ledger &>()))>;
    /// As post(), once every case can be found; other calls go in between.
    template <typename Job>
    [[nodiscard]] auto postFound(Job job) -> QFuture<decltype(job(std::declval<Ledger &>()))>;
    void fillThen(std::function<void()> job);
    void announce();
    void backUpOn(const std::shared_ptr<QPromise<Result<Done>>> &promise);
    void resealOn(const std::shared_ptr<QPromise<Result<ResealStanding>>> &promise);

    std::shared_ptr<PapersWitness> m_witness;
    QThreadPool m_checks;
    QThread m_thread;
    std::unique_ptr<QObject> m_desk;  ///< in the writer thread: jobs queue up at it
    std::unique_ptr<Ledger> m_ledger; ///< used in the writer thread only
};

} // namespace yichuang
