// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_carrier.h"
#include "app/storage/audit_log.h"
#include "app/storage/backup.h"
#include "app/storage/ballast.h"
#include "app/storage/case_index.h"
#include "app/storage/chain_head.h"
#include "app/storage/kept_things.h"
#include "app/storage/mending.h"
#include "app/storage/operation_log.h"
#include "app/storage/page_files.h"
#include "app/storage/pressing_cases.h"
#include "app/storage/print_queue.h"
#include "app/storage/receipt_counter.h"
#include "app/storage/resealing.h"

#include <QSet>

class QTemporaryDir;

namespace yichuang
{

/// The sealed store itself, without threads: each call ends when its commit is durable. The ports' contracts
/// (case_store.h, outbox.h, case_carrier.h, audit.h) hold for the calls of the same name. One thread, the one that
/// calls open().
class Ledger
{
public:
    Ledger(StorePlace place, StoreKeys keys, StoreIdentity identity, StoreSurroundings surroundings);
    ~Ledger();

    /// See LocalStore::open().
    [[nodiscard]] Result<Done> open();
    /// Why it can only be looked at; nothing where it can be written.
    [[nodiscard]] const std::optional<Reason> &viewOnly() const { return m_viewOnly; }

    /// What open() mended; nothing where the store was sound.
    [[nodiscard]] const std::optional<MendReport> &mended() const { return m_mended; }
    /// Something was found that should not be: the next opening looks through everything.
    void suspect(const Reason &why);
    /// One is under way, or the newest is not that old.
    [[nodiscard]] bool hasBackup(qint64 olderThanMs) const;
    /// Copies a little of the store into a backup, some milliseconds; once it is whole the file for placeBackup().
    [[nodiscard]] Result<std::optional<QString>> backUpSome();
    /// What became of it: where it is in its place older ones go, and where it was not sound the store is suspect.
    void backedUp(const Result<Done> &placed);

    /// `witness` sees the papers that the commit queues; nobody where it is null.
    [[nodiscard]] Result<CaseFile> commit(const CommitRequest &request, PapersWitness *witness = nullptr);
    [[nodiscard]] Result<CaseFile> load(const QString &caseId);
    /// Reads some cases into the index by which they are found: some milliseconds. True once all are there. What needs
    /// the index, list() with a text and matterUses(), does the rest of it by itself.
    [[nodiscard]] Result<bool> fillSome();
    [[nodiscard]] Result<QList<CaseSummary>> list(const QString &clerk, const QString &text, int limit);
    [[nodiscard]] Result<QList<CaseSummary>> drafts(const QString &clerk);
    [[nodiscard]] Result<QList<CaseSummary>> outbox();
    [[nodiscard]] Result<OutboxStanding> standing();
    [[nodiscard]] Result<CaseFile> settle(const QString &caseId, const QString &clerk, Settlement settlement);
    [[nodiscard]] Result<CaseFile> merge(const QString &caseId, const QString &clerk,
                                         const QList<OperationDraft> &drafts);
    [[nodiscard]] Result<PageRef> putPage(const QByteArray &bytes, const QString &mime, const QString &name);
    [[nodiscard]] Result<QByteArray> page(const QString &blob);
    [[nodiscard]] Result<QList<PrintJob>> printJobs();
    [[nodiscard]] Result<Done> markPrinted(qint64 job, const std::optional<Reason> &failed);
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const { return m_keys.signing.sign(bytes); }
    [[nodiscard]] Result<Done> keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit);
    [[nodiscard]] Result<std::optional<KeptVisit>> keptVisit(const QString &clerk);
    [[nodiscard]] Result<QHash<QString, qint64>> matterUses();

    [[nodiscard]] Result<CarriedCase> toCarry(const QString &caseId);
    [[nodiscard]] Result<TakenIn> takeIn(const QList<Operation> &operations, const QStringList &blobs);

    [[nodiscard]] Result<QList<Operation>> pending(int limit);
    [[nodiscard]] Result<Done> markSent(const QStringList &operationIds);
    [[nodiscard]] Result<Done> recordVerdicts(const QList<OperationVerdict> &verdicts);
    [[nodiscard]] Result<QString> cursor();
    [[nodiscard]] Result<Done> applyChanges(const QList<Change> &changes, const QString &cursor);
    [[nodiscard]] Result<Done> beginEpoch(const QString &cursor);
    [[nodiscard]] Result<QList<BlobToSend>> blobsToSend(int limit);
    [[nodiscard]] Result<Done> blobSent(const QString &blob);
    [[nodiscard]] Result<Done> keepDocument(const QString &name, const QByteArray &bytes, const QString &etag);
    [[nodiscard]] Result<QPair<QByteArray, QString>> document(const QString &name);

    /// Operations of a case that were set aside in a settlement, by device sequence.
    [[nodiscard]] Result<QList<Operation>> setAside(const QString &caseId);
    /// See LocalStore::verify().
    [[nodiscard]] Result<Done> verify();

    [[nodiscard]] Result<std::optional<AuditHead>> auditHead();
    [[nodiscard]] Result<Done> keepCountersigned(const CountersignedHead &head);
    /// The audit with its heads and keys; only to be read.
    [[nodiscard]] AuditLog &audit() { return m_audit; }

    /// See LocalStore::rotate().
    [[nodiscard]] Result<Done> takeUp(const StoreKeys &keys);
    /// Seals a few things anew by the newest key, in one transaction or one file: some milliseconds.
    [[nodiscard]] Result<ResealStanding> resealSome();

    /// What changed for others since it was last asked: cases, and the standing where it is another.
    struct News {
        QStringList cases;
        std::optional<OutboxStanding> standing;
    };
    [[nodiscard]] News takeNews();

private:
    [[nodiscard]] Result<Done> openSound();
    [[nodiscard]] Result<Done> openAsItIs();
    [[nodiscard]] Result<Done> mend(const Reason &why);
    [[nodiscard]] bool isOurs();
    [[nodiscard]] Result<Done> openToWrite();
    [[nodiscard]] Result<Done> openToView(const Reason &why);
    [[nodiscard]] Result<Done> holdKey();
    [[nodiscard]] Result<Done> isAtItsHead();
    [[nodiscard]] Result<Done> noteKey();
    [[nodiscard]] Result<Done> readable() const;
    [[nodiscard]] Result<Done> writable() const;
    [[nodiscard]] Result<Done> roomForNew();

    [[nodiscard]] Result<Done> fillIndex();
    [[nodiscard]] Result<Done> readPressing();
    [[nodiscard]] Result<QList<CaseSummary>> newest(const QString &clerk, int limit);

    [[nodiscard]] Result<HeldCase> held(const QString &caseId);
    [[nodiscard]] Result<HeldCase> known(const QString &caseId, const QString &where);
    [[nodiscard]] Result<HeldCase> refold(const QString &caseId);
    [[nodiscard]] Result<HeldOperation> add(const OperationDraft &draft, const CommitRequest &request,
                                            const HeldCase &before);
    [[nodiscard]] Result<Done> keepAdded(HeldCase &held);
    using PapersQueued = std::function<void(const Case &theCase, const QList<PrintJob> &jobs)>;
    [[nodiscard]] Result<HeldCase> commitInside(const CommitRequest &request, const QString &caseId,
                                                const PapersQueued &queued);
    /// One of ours, made anew in a settlement.
    struct Remade {
        OperationDraft draft;
        QString catalogueHash;
    };
    [[nodiscard]] Result<HeldCase> inDispute(const QString &caseId);
    [[nodiscard]] Result<HeldCase> replaceOurs(const HeldCase &before, const QString &clerk,
                                               const QList<Remade> &remade, const QString &how);
    [[nodiscard]] Result<HeldCase> reapplyOurs(const HeldCase &before, const QString &clerk, const QString &how);
    [[nodiscard]] Result<Done> refoldAll(const QSet<QString> &cases);
    [[nodiscard]] Result<Done> referPages(const Operation &operation);
    [[nodiscard]] Result<Done> isOfEpoch(qint64 epoch);
    template <typename Act>
    [[nodiscard]] auto write(Act &&act) -> decltype(act());
    [[nodiscard]] QDateTime now() const { return m_surroundings.clock->now().toUTC(); }

    StorePlace m_place;
    StoreKeys m_keys;
    StoreIdentity m_identity;
    StoreSurroundings m_surroundings;
    std::optional<Reason> m_viewOnly;
    bool m_open = false;
    std::optional<MendReport> m_mended;
    std::unique_ptr<QTemporaryDir> m_viewCopy;

    Database m_database;
    SealedRows m_seals;
    OperationLog m_operations;
    CaseTable m_cases;
    AuditLog m_audit;
    PrintQueue m_prints;
    PageFiles m_pages;
    KeptThings m_kept;
    ReceiptCounter m_receipts;
    Ballast m_ballast;
    ChainHead m_head;
    std::unique_ptr<Backup> m_backup;     ///< while one is under way
    std::optional<Resealing> m_resealing; ///< while a rotation is under way
    ResealStanding m_resealed;
    PressingCases m_pressing;
    bool m_pressingRead = false;
    CaseIndex m_index;
    CaseTable::Mark m_indexed;

    std::optional<HeldCase> m_atHand; ///< the case that was committed last, as held() would give it
    QList<CaseEntry> m_touched;       ///< written in the transaction under way
    QSet<QString> m_changed;          ///< not told yet
    bool m_standingMayDiffer = true;
    std::optional<OutboxStanding> m_lastStanding;
};

/// Runs `act`, which returns a Result, as one transaction; memory follows the disk only after the commit.
template <typename Act>
auto Ledger::write(Act &&act) -> decltype(act())
{
    if (auto can = writable(); !can)
        return failure(can.error());
    m_touched.clear();
    auto result = m_database.transaction(std::forward<Act>(act));
    if (result) {
        for (const CaseEntry &entry : m_touched) {
            m_index.put(entry);
            m_pressing.put(entry);
            m_changed.insert(entry.summary.id);
        }
        m_standingMayDiffer = true;
        m_head.note(m_operations.rememberedEnd());
    } else {
        m_operations.forget();
        m_audit.forget();
        m_atHand.reset();
        if (result.error().fault == Fault::DiskFull) {
            m_ballast.release();
            m_database.checkpoint();
        }
    }
    m_touched.clear();
    return result;
}

} // namespace yichuang
