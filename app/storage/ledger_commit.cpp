// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

#include "app/domain/transitions.h"

#include <QJsonArray>

namespace yichuang
{

namespace
{

/// Operations of a case in the order in which assemble() folds ours.
void addWaiting(HeldCase &held, const HeldOperation &added, Case after)
{
    held.file.current = std::move(after);
    held.file.history.append(added.operation);
    held.waiting.append(added);
    held.file.waiting = static_cast<int>(held.waiting.size());
    if (held.file.word != SyncWord::NeedsAttention)
        held.file.word = SyncWord::SavedHere;
}

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
    if (operation.kind != OperationKind::MaterialAdded)
        return Done{};
    for (const QJsonValue &page : operation.payload.value(QStringLiteral("pages")).toArray()) {
        if (auto referred = m_pages.reference(page.toObject().value(QStringLiteral("blob")).toString()); !referred)
            return referred;
    }
    return Done{};
}

Result<HeldCase> Ledger::commitInside(const CommitRequest &request, const QString &caseId, bool printsAhead,
                                      QList<PrintJob> &queued)
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
    const CaseEntry entry = entryOf(theCase, m_seals);
    if (auto put = m_cases.put(entry); !put)
        return failure(put.error());
    m_touched.append(entry);
    for (const PaperKind paper : request.papers) {
        const bool handedOver = printsAhead && paper == PaperKind::ReceiptSlip;
        auto job = m_prints.add(caseId, paper, request.offline, handedOver, now());
        if (!job)
            return failure(job.error());
        queued.append(*job);
    }
    const QString note = request.papers.isEmpty() ? QString() : QStringLiteral("papers %1").arg(request.papers.size());
    if (auto noted = m_audit.append({QStringLiteral("commit"), request.clerk, caseId, added, note}, now()); !noted)
        return failure(noted.error());
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
    auto committed = write([&] {
        QList<PrintJob> queued;
        auto inside = commitInside(request, caseId, witness != nullptr, queued);
        if (inside && witness != nullptr && !queued.isEmpty()) {
            witness->written(inside->file.current, queued,
                             [key = m_keys.signing](const QByteArray &bytes) { return key.sign(bytes); });
            witnessed = true;
        }
        return inside;
    });
    if (witnessed && committed)
        witness->durable();
    else if (witnessed)
        witness->lost();
    if (!committed)
        return failure(committed.error());
    m_atHand = growsByItself(*committed) ? std::optional(*committed) : std::nullopt;
    return committed->file;
}

Result<HeldCase> Ledger::settleInside(const QString &caseId, const QString &clerk, Settlement settlement)
{
    auto before = held(caseId);
    if (!before)
        return before;
    if (before->file.history.isEmpty())
        return failure(Fault::NotFound, QStringLiteral("store.settle"), caseId);
    if (before->file.word != SyncWord::NeedsAttention)
        return failure(Fault::BadArgument, QStringLiteral("store.settle"), QStringLiteral("needs no attention"));
    QStringList ids;
    for (const HeldOperation &held : before->waiting) {
        if (held.place == Place::Again)
            continue;
        if (auto aside = m_operations.setAside(held.operation.id); !aside)
            return failure(aside.error());
        ids.append(held.operation.id);
    }
    if (settlement == Settlement::ReapplyOurs) {
        auto base = held(caseId);
        if (!base)
            return base;
        for (const HeldOperation &old : before->waiting) {
            if (old.place == Place::Again)
                continue;
            CommitRequest request;
            request.clerk = clerk;
            request.catalogueHash = old.operation.catalogueHash;
            auto again = add({old.operation.kind, old.operation.payload}, request, *base);
            if (!again)
                return failure(again.error());
            auto after = fold(base->file.current, again->operation);
            if (!after)
                return failure(after.error());
            addWaiting(*base, *again, *std::move(after));
        }
    }
    const QString how =
        settlement == Settlement::KeepCentre ? QStringLiteral("keepCentre") : QStringLiteral("reapplyOurs");
    if (auto noted = m_audit.append({QStringLiteral("settle"), clerk, caseId, ids, how}, now()); !noted)
        return failure(noted.error());
    return refold(caseId);
}

Result<CaseFile> Ledger::settle(const QString &caseId, const QString &clerk, Settlement settlement)
{
    auto settled = write([&] { return settleInside(caseId, clerk, settlement); });
    if (!settled)
        return failure(settled.error());
    return settled->file;
}

Result<QList<Operation>> Ledger::setAside(const QString &caseId)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    auto all = m_operations.ofCase(caseId);
    if (!all)
        return failure(all.error());
    QList<Operation> aside;
    for (const HeldOperation &held : *all) {
        if (held.place == Place::SetAside)
            aside.append(held.operation);
    }
    std::sort(aside.begin(), aside.end(),
              [](const Operation &one, const Operation &other) { return one.deviceSequence < other.deviceSequence; });
    return aside;
}

} // namespace yichuang
