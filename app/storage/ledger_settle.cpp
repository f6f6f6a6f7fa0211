// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

namespace yichuang
{

namespace
{

/// Ours, to be made anew. What a restored centre lost is sent as it is, whatever is settled.
QList<HeldOperation> toReplace(const HeldCase &held)
{
    QList<HeldOperation> ours;
    for (const HeldOperation &one : held.waiting) {
        if (one.place != Place::Again)
            ours.append(one);
    }
    return ours;
}

} // namespace

Result<HeldCase> Ledger::inDispute(const QString &caseId)
{
    auto before = held(caseId);
    if (!before)
        return before;
    if (before->file.history.isEmpty())
        return failure(Fault::NotFound, QStringLiteral("store.settle"), caseId);
    if (before->file.word != SyncWord::NeedsAttention)
        return failure(Fault::BadArgument, QStringLiteral("store.settle"), QStringLiteral("needs no attention"));
    return before;
}

Result<HeldCase> Ledger::replaceOurs(const HeldCase &before, const QString &clerk, const QList<Remade> &remade,
                                     const QString &how)
{
    const QString caseId = before.file.current.id;
    QStringList ids;
    for (const HeldOperation &one : toReplace(before)) {
        if (auto aside = m_operations.setAside(one.operation.id); !aside)
            return failure(aside.error());
        ids.append(one.operation.id);
    }
    auto base = held(caseId);
    if (!base)
        return base;
    for (const Remade &one : remade) {
        CommitRequest request;
        request.clerk = clerk;
        request.catalogueHash = one.catalogueHash;
        auto again = add(one.draft, request, *base);
        if (!again)
            return failure(again.error());
        auto after = fold(base->file.current, again->operation);
        if (!after)
            return failure(after.error());
        addWaiting(*base, *again, *std::move(after));
    }
    if (auto kept = keepAdded(*base); !kept)
        return failure(kept.error());
    if (auto noted = m_audit.append({QStringLiteral("settle"), clerk, caseId, ids, how}, now()); !noted)
        return failure(noted.error());
    return refold(caseId);
}

Result<HeldCase> Ledger::reapplyOurs(const HeldCase &before, const QString &clerk, const QString &how)
{
    QList<Remade> remade;
    for (const HeldOperation &one : toReplace(before))
        remade.append({{one.operation.kind, one.operation.payload}, one.operation.catalogueHash});
    return replaceOurs(before, clerk, remade, how);
}

Result<CaseFile> Ledger::settle(const QString &caseId, const QString &clerk, Settlement settlement)
{
    const bool reapply = settlement == Settlement::ReapplyOurs;
    auto settled = write([&]() -> Result<HeldCase> {
        auto before = inDispute(caseId);
        if (!before)
            return before;
        return reapply ? reapplyOurs(*before, clerk, QStringLiteral("reapplyOurs"))
                       : replaceOurs(*before, clerk, {}, QStringLiteral("keepCentre"));
    });
    if (!settled)
        return failure(settled.error());
    return settled->file;
}

Result<CaseFile> Ledger::merge(const QString &caseId, const QString &clerk, const QList<OperationDraft> &drafts)
{
    auto merged = write([&]() -> Result<HeldCase> {
        auto before = inDispute(caseId);
        if (!before)
            return before;
        QList<Remade> remade;
        for (const OperationDraft &draft : drafts)
            remade.append({draft, before->file.history.constLast().catalogueHash});
        return replaceOurs(*before, clerk, remade, QStringLiteral("merge"));
    });
    if (!merged)
        return failure(merged.error());
    return merged->file;
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
