// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

#include "app/base/log.h"

namespace yichuang
{

Result<CarriedCase> Ledger::toCarry(const QString &caseId)
{
    const auto found = known(caseId, QStringLiteral("store.carry"));
    if (!found)
        return failure(found.error());
    CarriedCase carried{caseId, {}, {}};
    QSet<QString> named;
    QStringList ids;
    for (const HeldOperation &one : found->waiting) {
        carried.operations.append(one.operation);
        ids.append(one.operation.id);
        for (const PageRef &page : pagesOf(one.operation)) {
            auto open = m_pages.isToSend(page.blob);
            if (!open)
                return failure(open.error());
            if (*open && !named.contains(page.blob))
                carried.pages.append(page);
            named.insert(page.blob);
        }
    }
    auto noted = write([&] { return m_audit.append({QStringLiteral("carryAway"), {}, caseId, ids, {}}, now()); });
    // Where nothing can be written any more, the work must get out all the same.
    if (!noted)
        qCWarning(logStore).noquote() << "not in the audit:" << describe(noted.error());
    return carried;
}

Result<TakenIn> Ledger::takeIn(const QList<Operation> &operations, const QStringList &blobs)
{
    if (auto room = roomForNew(); !room)
        return failure(room.error());
    return write([&]() -> Result<TakenIn> {
        TakenIn taken;
        QMap<QString, QStringList> added;
        for (const Operation &operation : operations) {
            auto isNew = m_operations.takeIn(operation);
            if (!isNew)
                return failure(isNew.error());
            if (!*isNew)
                continue;
            if (auto referred = referPages(operation); !referred)
                return failure(referred.error());
            added[operation.caseId].append(operation.id);
            ++taken.operations;
        }
        for (const QString &blob : blobs) {
            if (auto referred = m_pages.reference(blob); !referred)
                return failure(referred.error());
        }
        for (auto one = added.cbegin(); one != added.cend(); ++one) {
            if (auto folded = refold(one.key()); !folded)
                return failure(folded.error());
            auto noted = m_audit.append({QStringLiteral("takeIn"), {}, one.key(), one.value(), {}}, now());
            if (!noted)
                return failure(noted.error());
        }
        taken.cases = static_cast<int>(added.size());
        return taken;
    });
}

} // namespace yichuang
