// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/blob_collector.h"

#include "app/server/store/page_book.h"

namespace yichuang::server
{

BlobCollector::BlobCollector(BlobStore &blobs, QString hall, std::chrono::milliseconds grace, const Clock &clock)
    : m_blobs(blobs),
      m_hall(std::move(hall)),
      m_grace(std::max<std::chrono::milliseconds>(grace, shortestGrace)),
      m_clock(clock)
{
}

Result<Collected> BlobCollector::round(Sql &sql)
{
    Collected collected;
    // Files that came before the book was kept, or whose process ended between file and row.
    const auto files = m_blobs.list(m_hall, m_seen, mostSeen);
    if (!files)
        return failure(files.error());
    m_seen = files->size() < mostSeen ? QString() : files->last();
    sql.begin(m_hall);
    collected.met = meetPages(sql, m_hall, *files, m_clock.now());
    if (const auto done = sql.commit(); !done)
        return failure(done.error());
    const auto removed = removeForgotten(sql);
    if (!removed)
        return failure(removed.error());
    collected.removed = *removed;
    const auto abandoned = m_blobs.abandoned(m_hall, m_clock.now().addMSecs(-m_grace.count()), mostRemoved);
    if (!abandoned)
        return failure(abandoned.error());
    for (const QString &blob : *abandoned) {
        if (const auto dropped = m_blobs.dropChunks(m_hall, blob); !dropped)
            return failure(dropped.error());
        ++collected.dropped;
    }
    collected.more = !m_seen.isEmpty() || collected.removed >= mostRemoved || collected.dropped >= mostRemoved;
    return collected;
}

Result<int> BlobCollector::removeForgotten(Sql &sql)
{
    const QDateTime now = m_clock.now();
    const qint64 began = m_clock.monotonicMs();
    sql.begin(m_hall);
    const QStringList marked =
        markForgotten(sql, m_hall, now.addMSecs(-m_grace.count()),
                      now.addMSecs(-std::chrono::milliseconds(removing).count()), now, mostRemoved);
    if (const auto done = sql.commit(); !done)
        return failure(done.error());
    QStringList gone;
    std::optional<Reason> trouble;
    for (const QString &blob : marked) {
        // Well before another process may take it for given up.
        if (m_clock.monotonicMs() - began > std::chrono::milliseconds(removing).count() / 2)
            break;
        if (const auto removed = m_blobs.remove(m_hall, blob); !removed) {
            trouble = removed.error();
            break;
        }
        gone.append(blob);
    }
    sql.begin(m_hall);
    forgetPages(sql, m_hall, gone);
    if (const auto done = sql.commit(); !done)
        return failure(done.error());
    if (trouble)
        return failure(*trouble);
    return static_cast<int>(gone.size());
}

Result<Collected> BlobCollector::wouldCollect(Sql &sql) const
{
    const QDateTime before = m_clock.now().addMSecs(-m_grace.count());
    const auto abandoned = m_blobs.abandoned(m_hall, before, mostRemoved);
    if (!abandoned)
        return failure(abandoned.error());
    sql.clear();
    Collected collected;
    collected.removed = countForgotten(sql, m_hall, before);
    collected.dropped = static_cast<int>(abandoned->size());
    if (const auto &trouble = sql.trouble())
        return failure(*trouble);
    return collected;
}

} // namespace yichuang::server
