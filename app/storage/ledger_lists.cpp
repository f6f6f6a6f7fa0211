// SPDX-License-Identifier: Apache-2.0
#include "app/storage/ledger.h"

namespace yichuang
{

namespace
{

constexpr int casesAtOnce = 256;

bool isShownTo(const QString &clerk, const CaseSummary &summary)
{
    return summary.state != CaseState::None && (summary.state != CaseState::Draft || summary.clerk == clerk);
}

} // namespace

Result<bool> Ledger::fillSome()
{
    if (auto can = readable(); !can)
        return failure(can.error());
    if (m_indexed.isEnd)
        return true;
    auto entries = m_cases.next(m_indexed, casesAtOnce);
    if (!entries)
        return failure(entries.error());
    for (const CaseEntry &entry : *entries)
        m_index.put(entry);
    return m_indexed.isEnd;
}

Result<Done> Ledger::fillIndex()
{
    while (true) {
        auto filled = fillSome();
        if (!filled)
            return failure(filled.error());
        if (*filled)
            return Done{};
    }
}

Result<Done> Ledger::readPressing()
{
    if (auto can = readable(); !can || m_pressingRead)
        return can;
    auto entries = m_cases.pressing();
    if (!entries)
        return failure(entries.error());
    for (const CaseEntry &entry : *entries)
        m_pressing.put(entry);
    m_pressingRead = true;
    return Done{};
}

Result<QList<CaseSummary>> Ledger::newest(const QString &clerk, int limit)
{
    QList<CaseSummary> page;
    std::optional<CaseEntry> last;
    while (page.size() < limit) {
        const int count = std::min(casesAtOnce, limit);
        auto entries = m_cases.newest(last ? &*last : nullptr, count);
        if (!entries)
            return failure(entries.error());
        for (const CaseEntry &entry : *entries) {
            if (page.size() < limit && isShownTo(clerk, entry.summary))
                page.append(shownIn(entry));
        }
        if (entries->size() < count)
            break;
        last = entries->constLast();
    }
    return page;
}

Result<QList<CaseSummary>> Ledger::list(const QString &clerk, const QString &text, int limit)
{
    if (auto can = readable(); !can)
        return failure(can.error());
    if (text.trimmed().isEmpty())
        return newest(clerk, limit);
    if (auto filled = fillIndex(); !filled)
        return failure(filled.error());
    auto entries = m_cases.some(m_index.find(clerk, text, m_seals.lookUpHashes(text), limit));
    if (!entries)
        return failure(entries.error());
    QList<CaseSummary> found;
    for (const CaseEntry &entry : *entries)
        found.append(shownIn(entry));
    return found;
}

Result<QList<CaseSummary>> Ledger::drafts(const QString &clerk)
{
    if (auto read = readPressing(); !read)
        return failure(read.error());
    return m_pressing.drafts(clerk);
}

Result<QList<CaseSummary>> Ledger::outbox()
{
    if (auto read = readPressing(); !read)
        return failure(read.error());
    return m_pressing.outbox();
}

Result<OutboxStanding> Ledger::standing()
{
    if (auto read = readPressing(); !read)
        return failure(read.error());
    auto blobs = m_pages.waiting();
    if (!blobs)
        return failure(blobs.error());
    OutboxStanding standing = m_pressing.standing();
    standing.blobs = blobs->first;
    standing.blobBytes = blobs->second;
    return standing;
}

Result<QHash<QString, qint64>> Ledger::matterUses()
{
    if (auto filled = fillIndex(); !filled)
        return failure(filled.error());
    return m_index.uses();
}

} // namespace yichuang
