// SPDX-License-Identifier: Apache-2.0
#include "app/storage/case_index.h"

#include "app/domain/identifiers/masking.h"

namespace yichuang
{

namespace
{

CaseSummary shown(const CaseEntry &entry)
{
    CaseSummary summary = entry.summary;
    summary.applicantName = maskName(summary.applicantName);
    return summary;
}

bool matches(const CaseEntry &entry, const QString &text, const QByteArray &holderHash)
{
    if (text.isEmpty())
        return true;
    const CaseSummary &summary = entry.summary;
    for (const QString &value :
         {summary.receiptNumber, summary.caseNumber, summary.matterCode, summary.applicantName}) {
        if (value.contains(text, Qt::CaseInsensitive))
            return true;
    }
    return !holderHash.isEmpty() && entry.holderHash == holderHash;
}

} // namespace

void CaseIndex::clear()
{
    m_entries.clear();
    m_order.clear();
    m_waiting.clear();
    m_uses.clear();
}

bool CaseIndex::isOwn(const CaseEntry &entry) const
{
    const QString &receipt = entry.summary.receiptNumber;
    return !receipt.isEmpty() && receipt.startsWith(m_ownReceipts);
}

CaseIndex::Key CaseIndex::keyOf(const CaseEntry &entry)
{
    const QDateTime &at = entry.summary.changedAt;
    return {at.isValid() ? -at.toMSecsSinceEpoch() : 0, entry.summary.id};
}

void CaseIndex::put(const CaseEntry &entry)
{
    if (const auto old = m_entries.constFind(entry.summary.id); old != m_entries.constEnd()) {
        m_order.erase(keyOf(*old));
        m_waiting.erase(keyOf(*old));
        if (isOwn(*old))
            --m_uses[old->summary.matterCode];
    }
    if (isOwn(entry))
        ++m_uses[entry.summary.matterCode];
    m_order.insert(keyOf(entry));
    if (entry.summary.waiting > 0 || entry.summary.attention)
        m_waiting.insert(keyOf(entry));
    m_entries.insert(entry.summary.id, entry);
}

QList<CaseSummary> CaseIndex::list(const QString &clerk, const QString &text, const QByteArray &holderHash,
                                   int limit) const
{
    QList<CaseSummary> found;
    const QString wanted = text.trimmed();
    for (const Key &key : m_order) {
        if (found.size() >= limit)
            break;
        const auto entry = m_entries.constFind(key.second);
        const CaseSummary &summary = entry->summary;
        if (summary.state == CaseState::None || (summary.state == CaseState::Draft && summary.clerk != clerk))
            continue;
        if (matches(*entry, wanted, holderHash))
            found.append(shown(*entry));
    }
    return found;
}

QList<CaseSummary> CaseIndex::drafts(const QString &clerk) const
{
    QList<CaseSummary> found;
    for (const Key &key : m_order) {
        const auto entry = m_entries.constFind(key.second);
        if (entry->summary.state == CaseState::Draft && entry->summary.clerk == clerk)
            found.append(shown(*entry));
    }
    return found;
}

QList<CaseSummary> CaseIndex::outbox() const
{
    QList<CaseSummary> found;
    for (const Key &key : m_waiting)
        found.append(shown(*m_entries.constFind(key.second)));
    return found;
}

OutboxStanding CaseIndex::standing() const
{
    OutboxStanding standing;
    for (const Key &key : m_waiting) {
        const auto entry = m_entries.constFind(key.second);
        standing.operations += entry->summary.waiting;
        standing.cases += entry->summary.waiting > 0 ? 1 : 0;
        standing.attention += entry->summary.attention ? 1 : 0;
        const QDateTime &oldest = entry->oldestWaiting;
        if (oldest.isValid() && (!standing.oldest.isValid() || oldest < standing.oldest))
            standing.oldest = oldest;
    }
    return standing;
}

} // namespace yichuang
