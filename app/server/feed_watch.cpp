// SPDX-License-Identifier: Apache-2.0
#include "app/server/feed_watch.h"

#include "app/base/log.h"

namespace yichuang::server
{
namespace
{

using namespace std::chrono_literals;

constexpr auto slice = 100ms; ///< the longest it takes to end, or to look
constexpr auto untilNextTry = 1000ms;
constexpr int slicesToALook = 20;

} // namespace

void announce(Sql &sql, const QString &hall, qint64 sequence)
{
    if (!sql.isEmbedded())
        (void)sql.row("SELECT pg_notify('yichuang_feed', current_schema() || ':' || ?)",
                      {QStringLiteral("%1:%2").arg(hall).arg(sequence)});
}

FeedWatch::FeedWatch(SqlPlace place, QString hall, ChangeFeed &feed, Hearing hearing)
    : m_place(std::move(place)),
      m_hall(std::move(hall)),
      m_feed(feed),
      m_hearing(hearing),
      m_thread([this] { run(); })
{
}

FeedWatch::~FeedWatch()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

bool FeedWatch::rest(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, time, [this] { return m_ended; });
}

void FeedWatch::run()
{
    do {
        if (auto sql = Sql::open(m_place)) {
            hear(**sql);
        } else {
            qCWarning(logServer) << "feed watch:" << describe(sql.error());
        }
    } while (rest(untilNextTry));
}

void FeedWatch::hear(Sql &sql)
{
    bool listening = false;
    QString about;
    if (m_hearing == Hearing::Announcements) {
        sql.clear();
        sql.run("LISTEN yichuang_feed");
        if (const auto row = sql.row("SELECT current_schema() || ':' || ? || ':'", {m_hall}))
            about = row->first().toString();
        listening = !sql.trouble();
        if (!listening)
            qCWarning(logServer) << "no announcements, looking instead:" << describe(*sql.trouble());
        sql.clear();
    }
    for (int slices = 0; rest(listening ? 0ms : slice); ++slices) {
        if ((!listening || slices % slicesToALook == 0) && !look(sql))
            return;
        if (!listening)
            continue;
        const auto heard = sql.announced(slice);
        if (!heard)
            return;
        take(*heard, about);
    }
}

bool FeedWatch::look(Sql &sql)
{
    const auto row = sql.row("SELECT sequence FROM hall WHERE hall = ?", {m_hall});
    if (sql.trouble())
        return false;
    if (row)
        m_feed.published(m_hall, row->first().toLongLong());
    return true;
}

void FeedWatch::take(const QStringList &notices, const QString &about)
{
    for (const QString &notice : notices) {
        if (notice.startsWith(about))
            m_feed.published(m_hall, notice.mid(about.size()).toLongLong());
    }
}

} // namespace yichuang::server
