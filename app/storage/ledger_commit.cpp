// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

#include "app/domain/transitions.h"

namespace yichuang
{

namespace
{

/// Whether assemble() gives the same once one of ours was added: nothing of the centre's can meet it.
bool growsByItself(const HeldCase &held)
{
    return held.file.word != SyncWord::NeedsAttention
           && held.file.history.size() == held.knownVersion + held.waiting.size();
}

} // namespace

Result<HeldCase> Ledger::refold(const QString &caseId)
{
    auto found = held(caseId);
    if (!found)
        return found;
    const CaseEntry entry = entryOf(*found, m_seals);
    if (auto put = m_cases.put(entry); !put)
        return failure(put.error());
    m_touched.append(entry);
    if (m_atHand && m_atHand->file.current.id == caseId)
        m_atHand = *found;
    return found;
}

Result<HeldOperation> Ledger::add(const OperationDraft &draft, const CommitRequest &request, const HeldCase &before)
{
    Operation operation;
    operation.id = newId(*m_surroundings.clock, m_surroundings.random);
    operation.caseId = before.file.current.id;
    operation.baseVersion = before.knownVersion;
    operation.catalogueHash = request.catalogueHash;
    operation.clerk = request.clerk;
    operation.actor = isOfTime(draft.kind) ? Actor::Time : Actor::Clerk;
    operation.wallTime = now();
    operation.monotonicMs = m_surroundings.clock->monotonicMs();
    operation.serverOffsetMs = m_surroundings.serverOffsetMs ? m_surroundings.serverOffsetMs() : 0;
    operation.kind = draft.kind;
    operation.payload = draft.payload;
    operation.device = m_identity.device;
    if (draft.kind == OperationKind::Received && !draft.payload.contains(QStringLiteral("receipt"))) {
        // Whoever has a receipt keeps it: the fold says so, and no number is used up.
        if (!before.file.current.receiptNumber.isEmpty())
            return failure(Fault::ReceiptAlreadyGiven, QStringLiteral("store.commit"),
                           before.file.current.receiptNumber);
        auto receipt = m_receipts.next(operation.wallTime);
        if (!receipt)
            return failure(receipt.error());
        operation.payload.insert(QStringLiteral("receipt"), *receipt);
        operation.payload.insert(QStringLiteral("receivedAt"), operation.wallTime.toString(Qt::ISODateWithMs));
    }
    auto added = m_operations.append(std::move(operation));
    if (!added)
        return added;
    if (auto referred = referPages(added->operation); !referred)
        return failure(referred.error());
    return added;
}

Result<Done> Ledger::referPages(const Operation &operation)
{
    for (const PageRef &page : pagesOf(operation)) {
        if (auto referred = m_pages.reference(page.blob); !referred)
            return referred;
    }
    return Done{};
}

/// Signs and keeps what add() made since the last time: the last of what waits in the case.
Result<Done> Ledger::keepAdded(HeldCase &held)
{
    const qsizetype added = m_operations.toKeep();
    if (auto kept = m_operations.keep(held.waiting); !kept)
        return kept;
    for (qsizetype back = 1; back <= added; ++back) {
        QList<Operation> &history = held.file.history;
        history[history.size() - back].signature = held.waiting.at(held.waiting.size() - back).operation.signature;
    }
    return Done{};
}

Result<HeldCase> Ledger::commitInside(const CommitRequest &request, const QString &caseId, const PapersQueued &queued)
{
    auto found = m_atHand && m_atHand->file.current.id == caseId ? Result<HeldCase>(*m_atHand) : held(caseId);
    if (!found)
        return found;
    if (!request.caseId.isEmpty() && found->file.history.isEmpty())
        return failure(Fault::NotFound, QStringLiteral("store.commit"), caseId);
    HeldCase theCase = *std::move(found);
    QStringList added;
    for (const OperationDraft &draft : request.drafts) {
        auto operation = add(draft, request, theCase);
        if (!operation)
            return failure(operation.error());
        auto after = fold(theCase.file.current, operation->operation);
        if (!after)
            return failure(after.error());
        added.append(operation->operation.id);
        addWaiting(theCase, *operation, *std::move(after));
    }
    QList<PrintJob> jobs;
    for (const PaperKind paper : request.papers) {
        const bool handedOver = queued && paper == PaperKind::ReceiptSlip;
        auto job = m_prints.add(caseId, paper, request.offline, handedOver, now());
        if (!job)
            return failure(job.error());
        jobs.append(*job);
    }
    // From here on nothing changes what the papers say.
    if (queued && !jobs.isEmpty())
        queued(theCase.file.current, jobs);
    const CaseEntry entry = entryOf(theCase, m_seals);
    if (auto put = m_cases.put(entry); !put)
        return failure(put.error());
    m_touched.append(entry);
    const QString note = request.papers.isEmpty() ? QString() : QStringLiteral("papers %1").arg(request.papers.size());
    if (auto noted = m_audit.append({QStringLiteral("commit"), request.clerk, caseId, added, note}, now()); !noted)
        return failure(noted.error());
    if (auto kept = keepAdded(theCase); !kept)
        return failure(kept.error());
    return theCase;
}

Result<CaseFile> Ledger::commit(const CommitRequest &request, PapersWitness *witness)
{
    if (auto room = roomForNew(); !room)
        return failure(room.error());
    if (request.drafts.isEmpty() && (request.caseId.isEmpty() || request.papers.isEmpty()))
        return failure(Fault::BadArgument, QStringLiteral("store.commit"), QStringLiteral("nothing to commit"));
    const QString caseId =
        request.caseId.isEmpty() ? newId(*m_surroundings.clock, m_surroundings.random) : request.caseId;
    bool witnessed = false;
    PapersQueued queued;
    if (witness != nullptr) {
        queued = [&](const Case &theCase, const QList<PrintJob> &jobs) {
            witness->written(theCase, jobs,
                             [key = m_keys.signing](const QByteArray &bytes) { return key.sign(bytes); });
            witnessed = true;
        };
    }
    auto committed = write([&] { return commitInside(request, caseId, queued); });
    if (witnessed && committed)
        witness->durable();
    else if (witnessed)
        witness->lost();
    if (!committed)
        return failure(committed.error());
    m_atHand = growsByItself(*committed) ? std::optional(*committed) : std::nullopt;
    return committed->file;
}

} // namespace yichuang
