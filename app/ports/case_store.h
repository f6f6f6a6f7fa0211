// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/case.h"
#include "app/domain/paper.h"
#include "app/domain/ticket.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

namespace yichuang
{

/// The four words of a case's way to the centre.
enum class SyncWord {
    SavedHere,      ///< 已存本机
    Sent,           ///< 已发送, no verdict yet
    Acknowledged,   ///< 中心已收
    NeedsAttention, ///< 待处理
};

/// A wish to add an operation; the store completes it (id, sequence, base, hash chain, signature, time).
struct OperationDraft {
    OperationKind kind = OperationKind::Noted;
    QJsonObject payload; ///< for Received the store adds {receipt, receivedAt}
};

/// A paper to print, durable: queued in the same transaction as the operations that call for it.
struct PrintJob {
    qint64 id = 0;
    QString caseId;
    PaperKind paper = PaperKind::ReceiptSlip;
    int copy = 0;
    bool offline = false;
    QDateTime queuedAt;
    bool printed = false;
    QString fault; ///< faultName of the last failure, or empty
};

struct CommitRequest {
    QString caseId; ///< empty for a new case
    QString clerk;  ///< login name of who acts
    QString catalogueHash;
    QList<OperationDraft> drafts;
    QList<PaperKind> papers; ///< to queue for printing
    bool offline = false;    ///< recorded on the print jobs
};

/// One case as it is held here, with its way to the centre.
struct CaseFile {
    Case current; ///< fold of what the centre has and what waits here
    SyncWord word = SyncWord::SavedHere;
    std::optional<Case> atCentre; ///< where it needs attention: the centre's version
    Reason attention;             ///< why it needs attention
    QList<Operation> history;     ///< in order; those of the centre first
    int waiting = 0;              ///< operations not yet acknowledged
};

/// A line of a list of cases. Names are shown masked.
struct CaseSummary {
    QString id;
    QString receiptNumber;
    QString caseNumber;
    QString matterCode;
    QString matterName; ///< filled by the workflow from the catalogue
    QString applicantName;
    CaseState state = CaseState::None;
    SyncWord word = SyncWord::SavedHere;
    QDateTime receivedAt;
    QDateTime changedAt;
    int waiting = 0;
    int waitingPages = 0;        ///< page files that the waiting operations name
    qint64 waitingPageBytes = 0; ///< their sizes together
    QString clerk;
    std::optional<Reason> attention;
};

struct OutboxStanding {
    int operations = 0; ///< waiting
    int cases = 0;      ///< with something waiting
    int attention = 0;  ///< cases that need attention
    int blobs = 0;      ///< page files to send
    qint64 blobBytes = 0;
    QDateTime oldest; ///< of what waits; invalid when nothing does
    bool operator==(const OutboxStanding &) const = default;
};

/// What must be there again after a power cut: who is being served, and with which cases.
struct KeptVisit {
    std::optional<Ticket> ticket;
    Applicant applicant;
    QStringList cases; ///< case ids, in order
    bool operator==(const KeptVisit &) const = default;
};

/// How a conflict is settled by the clerk.
enum class Settlement {
    KeepCentre, ///< our operations are set aside, never deleted
    ReapplyOurs ///< our operations are made anew on the centre's version
};

/// Signs bytes with the device's key, in any thread. 64 bytes.
using PaperSigner = std::function<Result<QByteArray>(const QByteArray &bytes)>;

/// Sees the papers of a commit on their way into the print queue, so that they can be made ready while the commit
/// becomes durable. For each commit that asks for papers: expected(), and where it gets that far written() and then
/// either durable() or lost(). Commits come one after another; the next one's expected() may come before.
class PapersWitness
{
public:
    PapersWitness() = default;
    PapersWitness(const PapersWitness &) = delete;
    PapersWitness &operator=(const PapersWitness &) = delete;
    virtual ~PapersWitness() = default;

    /// The commit was asked for. In the thread that asked.
    virtual void expected() = 0;
    /// What the papers say stands, and is being written: nothing may come out yet. In the store's thread, which waits.
    virtual void written(const Case &theCase, const QList<PrintJob> &jobs, const PaperSigner &sign) = 0;
    /// What was written is durable. In the store's thread, before anybody else hears of it.
    virtual void durable() = 0;
    /// What was written is not there.
    virtual void lost() = 0;
};

/// The sealed local store, as workflows see it. Every call works off the caller's thread; futures end after the
/// commit is durable. StoreUnavailable, DiskFull, StoreReadOnly, StoreDamaged, SealBroken.
class CaseStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /// One transaction: operations, folded case, audit entry, receipt counter, print jobs. All or nothing. Reasons of
    /// fold() where the case does not allow it.
    [[nodiscard]] virtual QFuture<Result<CaseFile>> commit(const CommitRequest &request) = 0;
    [[nodiscard]] virtual QFuture<Result<CaseFile>> load(const QString &caseId) = 0;
    /// Newest first. Drafts of other clerks are left out. `text` matches receipt number, case number, matter code or
    /// applicant name, or its pinyin initials.
    [[nodiscard]] virtual QFuture<Result<QList<CaseSummary>>> list(const QString &clerk, const QString &text,
                                                                   int limit) = 0;
    /// The clerk's drafts that were not decided, newest first: what a crash leaves.
    [[nodiscard]] virtual QFuture<Result<QList<CaseSummary>>> drafts(const QString &clerk) = 0;
    [[nodiscard]] virtual QFuture<Result<QList<CaseSummary>>> outbox() = 0;
    [[nodiscard]] virtual QFuture<Result<OutboxStanding>> standing() = 0;
    [[nodiscard]] virtual QFuture<Result<CaseFile>> settle(const QString &caseId, const QString &clerk,
                                                           Settlement settlement) = 0;
    /// Settles a conflict part by part: our waiting operations are set aside, never deleted, and `drafts` are made on
    /// the centre's version in their place, all or nothing; none of them keeps that version. BadArgument where the case
    /// needs no attention; reasons of fold() where the centre's version does not allow a draft: nothing is changed
    /// then.
    [[nodiscard]] virtual QFuture<Result<CaseFile>> merge(const QString &caseId, const QString &clerk,
                                                          const QList<OperationDraft> &drafts) = 0;
    /// Seals and writes page bytes; durable before the future ends.
    [[nodiscard]] virtual QFuture<Result<PageRef>> putPage(const QByteArray &bytes, const QString &mime,
                                                           const QString &name) = 0;
    [[nodiscard]] virtual QFuture<Result<QByteArray>> page(const QString &blob) = 0;
    /// Jobs not printed yet, oldest first.
    [[nodiscard]] virtual QFuture<Result<QList<PrintJob>>> printJobs() = 0;
    /// Ends a job, or records why it failed; a failed job stays in the queue.
    [[nodiscard]] virtual QFuture<Result<Done>> markPrinted(qint64 job, const std::optional<Reason> &failed) = 0;
    /// Signs bytes with the device's key (papers). 64 bytes.
    [[nodiscard]] virtual QFuture<Result<QByteArray>> sign(const QByteArray &bytes) = 0;
    /// The clerk's visit at the window, so that a crash reopens there; an empty one clears it. A row a clerk.
    [[nodiscard]] virtual QFuture<Result<Done>> keepVisit(const QString &clerk,
                                                          const std::optional<KeptVisit> &visit) = 0;
    [[nodiscard]] virtual QFuture<Result<std::optional<KeptVisit>>> keptVisit(const QString &clerk) = 0;
    /// Who sees papers coming; at most one, nobody with an empty pointer. A store may leave it at the queue alone.
    virtual void setPapersWitness(std::shared_ptr<PapersWitness>) {}
    /// How often each matter was taken at this window, by its code: cases held here whose receipt number this window
    /// gave. Counts only; nothing of a person.
    [[nodiscard]] virtual QFuture<Result<QHash<QString, qint64>>> matterUses() = 0;

Q_SIGNALS:
    void caseChanged(const QString &caseId);
    void standingChanged(const yichuang::OutboxStanding &standing);
};

} // namespace yichuang
