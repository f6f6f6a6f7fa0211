// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/change_feed.h"
#include "app/server/sql/sql.h"

#include <condition_variable>
#include <thread>

namespace yichuang::server
{

/// How a process hears of what others committed.
enum class Hearing {
    Announcements, ///< LISTEN, and a look now and then; a look several times a second where LISTEN is refused
    Looking,       ///< a look several times a second: for databases and poolers that announce nothing
};

/// In a transaction: tells every process that listens, once it is committed, up to where the hall is. Nothing for the
/// embedded store.
void announce(Sql &sql, const QString &hall, qint64 sequence);

/// Tells the feed what other processes committed on the same database. On a thread and a connection of its own, which
/// it opens again where it was lost.
class FeedWatch
{
public:
    FeedWatch(SqlPlace place, QString hall, ChangeFeed &feed, Hearing hearing = Hearing::Announcements);
    ~FeedWatch();
    FeedWatch(const FeedWatch &) = delete;
    FeedWatch &operator=(const FeedWatch &) = delete;

private:
    void run();
    /// Until the connection is lost or all ends.
    void hear(Sql &sql);
    [[nodiscard]] bool look(Sql &sql);
    /// Those that begin with `about`: the others are of another hall or of another centre in the same database.
    void take(const QStringList &notices, const QString &about);
    /// False once it is time to end.
    [[nodiscard]] bool rest(std::chrono::milliseconds time);

    SqlPlace m_place;
    QString m_hall;
    ChangeFeed &m_feed;
    Hearing m_hearing;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ended = false;
    std::thread m_thread;
};

} // namespace yichuang::server
