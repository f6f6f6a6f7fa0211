// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/audit_log.h"
#include "app/storage/ballast.h"
#include "app/storage/case_index.h"
#include "app/storage/kept_things.h"
#include "app/storage/operation_log.h"
#include "app/storage/page_files.h"
#include "app/storage/print_queue.h"
#include "app/storage/receipt_counter.h"

#include <QSet>

class QTemporaryDir;

namespace yichuang
{

/// The sealed store itself, without threads: each call ends when its commit is durable. The ports' contracts
/// (case_store.h, outbox.h) hold for the calls of the same name. One thread, the one that calls open().
class Ledger
{
public:
    Ledger(StorePlace place, StoreKeys keys, StoreIdentity identity, StoreSurroundings surroundings);
    ~Ledger();

    /// See LocalStore::open().
    [[nodiscard]] Result<Done> open();
    /// Why it can only be looked at; nothing where it can be written.
    [[nodiscard]] const std::optional<Reason> &viewOnly() const { return m_viewOnly; }

    /// `witness` sees the papers that the commit queues; nobody where it is null.
    [[nodiscard]] Result<CaseFile> commit(const CommitRequest &request, PapersWitness *witness = nullptr);
    [[nodiscard]] Result<CaseFile> load(const QString &caseId);
    /// Reads the entries of all cases into memory (some 20 µs each), where that is not done; lists do it by themselves.
    [[nodiscard]] Result<Done> fillIndex();
    [[nodiscard]] Result<QList<CaseSummary>> list(const QString &clerk, const QString &text, int limit);
    [[nodiscard]] Result<QList<CaseSummary>> drafts(const QString &clerk);
    [[nodiscard]] Result<QList<CaseSummary>> outbox();
    [[nodiscard]] Result<OutboxStanding> standing();
    [[nodiscard]] Result<CaseFile> settle(const QString &caseId, const QString &clerk, Settlement settlement);
    [[nodiscard]] Result<PageRef> putPage(const QByteArray &bytes, const QString &mime, const QString &name);
    [[nodiscard]] Result<QByteArray> page(const QString &blob);
    [[nodiscard]] Result<QList<PrintJob>> printJobs();
    [[nodiscard]] Result<Done> markPrinted(qint64 job, const std::optional<Reason> &failed);
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &bytes) const { return m_keys.signing.sign(bytes); }
    [[nodiscard]] Result<Done> keepVisit(const QString &clerk, const std::optional<KeptVisit> &visit);
    [[nodiscard]] Result<std::optional<KeptVisit>> keptVisit(const QString &clerk);
    [[nodiscard]] Result<QHash<QString, qint64>> matterUses();

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

    /// What changed for others since it was last asked: cases, and the standing where it is another.
    struct News {
        QStringList cases;
        std::optional<OutboxStanding> standing;
    };
    [[nodiscard]] News takeNews();

private:
    [[nodiscard]] Result<Done> openToWrite();
    [[nodiscard]] Result<Done> openToView(const Reason &why);
    [[nodiscard]] Result<Done> holdKey();
    [[nodiscard]] Result<Done> readable() const;
    [[nodiscard]] Result<Done> writable() const;
    [[nodiscard]] Result<Done> roomForNew();

    [[nodiscard]] Result<HeldCase> held(const QString &caseId);
    [[nodiscard]] Result<HeldCase> refold(const QString &caseId);
    [[nodiscard]] Result<HeldOperation> add(const OperationDraft &draft, const CommitRequest &request,
                                            const HeldCase &before);
    [[nodiscard]] Result<HeldCase> commitInside(const CommitRequest &request, const QString &caseId, bool printsAhead,
                                                QList<PrintJob> &queued);
    [[nodiscard]] Result<HeldCase> settleInside(const QString &caseId, const QString &clerk, Settlement settlement);
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
    std::unique_ptr<QTemporaryDir> m_viewCopy;

    Database m_database;
    SealedRows m_seals;
    OperationLog m_operations;
    CaseTable m_cases;
    AuditLog m_audit;
    ReceiptCounter m_receipts;
    PrintQueue m_prints;
    PageFiles m_pages;
    KeptThings m_kept;
    Ballast m_ballast;
    CaseIndex m_index;
    bool m_indexed = false;

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
            if (m_indexed)
                m_index.put(entry);
            m_changed.insert(entry.summary.id);
        }
        m_standingMayDiffer = true;
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
