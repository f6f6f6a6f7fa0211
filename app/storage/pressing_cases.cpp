// SPDX-License-Identifier: Apache-2.0
#include "app/storage/pressing_cases.h"

namespace yichuang
{

void PressingCases::clear()
{
    m_entries.clear();
    m_drafts.clear();
    m_waiting.clear();
}

PressingCases::Key PressingCases::keyOf(const CaseEntry &entry)
{
    const QDateTime &at = entry.summary.changedAt;
    return {at.isValid() ? -at.toMSecsSinceEpoch() : 0, entry.summary.id};
}

void PressingCases::put(const CaseEntry &entry)
{
    if (const auto old = m_entries.constFind(entry.summary.id); old != m_entries.constEnd()) {
        m_drafts.erase(keyOf(*old));
        m_waiting.erase(keyOf(*old));
        m_entries.erase(old);
    }
    if (!isPressing(entry))
        return;
    if (entry.summary.state == CaseState::Draft)
        m_drafts.insert(keyOf(entry));
    if (entry.summary.waiting > 0 || entry.summary.attention)
        m_waiting.insert(keyOf(entry));
    m_entries.insert(entry.summary.id, entry);
}

QList<CaseSummary> PressingCases::drafts(const QString &clerk) const
{
    QList<CaseSummary> found;
    for (const Key &key : m_drafts) {
        const auto entry = m_entries.constFind(key.second);
        if (entry->summary.clerk == clerk)
            found.append(shownIn(*entry));
    }
    return found;
}

QList<CaseSummary> PressingCases::outbox() const
{
    QList<CaseSummary> found;
    for (const Key &key : m_waiting)
        found.append(shownIn(*m_entries.constFind(key.second)));
    return found;
}

OutboxStanding PressingCases::standing() const
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
