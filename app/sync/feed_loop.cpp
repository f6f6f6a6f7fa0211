// SPDX-License-Identifier: Apache-2.0
#include "app/sync/feed_loop.h"

#include "app/base/log.h"

namespace yichuang
{

namespace
{
constexpr int pollSeconds = 25;
constexpr int breathMs = 1000; ///< between polls that a centre answers at once with nothing new
} // namespace

FeedLoop::FeedLoop(const SyncParts &parts) : m_parts(parts), m_pace(parts.timers, parts.random, parts.policy) {}

void FeedLoop::start()
{
    if (std::exchange(m_runs, true))
        return;
    readCursor();
}

void FeedLoop::stop()
{
    m_shift.change();
    m_runs = false;
    m_healthy = false;
    m_pace.cancel();
}

void FeedLoop::hurry()
{
    m_pace.hurry();
}

void FeedLoop::readCursor()
{
    m_shift.await(this, m_parts.outbox.cursor(), [this](const Result<QString> &cursor) {
        if (!cursor)
            return failed(cursor.error(), [this] { readCursor(); });
        m_cursor = *cursor;
        poll();
    });
}

void FeedLoop::poll()
{
    const int wait = m_healthy ? pollSeconds : 0;
    const qint64 began = m_parts.clock.monotonicMs();
    m_shift.await(this, m_parts.centre.changes(m_cursor, wait), [this, wait, began](const Result<ChangeBatch> &batch) {
        if (batch)
            return polled(*batch, wait, m_parts.clock.monotonicMs() - began);
        // A cursor that the centre does not understand is no cursor.
        if (nextStep(batch.error().fault) == NextStep::SetAside)
            m_cursor.clear();
        failed(batch.error(), [this] { poll(); });
    });
}

void FeedLoop::polled(const ChangeBatch &batch, int waited, qint64 tookMs)
{
    m_pace.succeeded();
    m_parts.gate.confirmed();
    Q_EMIT contacted();
    if (!std::exchange(m_healthy, true))
        Q_EMIT recovered();
    if (batch.queue)
        Q_EMIT queueChanged(*batch.queue);
    if (batch.epochChanged)
        return beginEpoch(batch);
    if (batch.unreadable > 0)
        Q_EMIT troubled(Reason{Fault::ReplyMalformed, QStringLiteral("sync.feed"),
                               QStringLiteral("unreadable=%1").arg(batch.unreadable)});
    const bool moved = batch.cursor != m_cursor;
    if (!moved && batch.changes.isEmpty())
        return pollAgain(waited == 0 || tookMs >= breathMs);
    m_shift.await(this, m_parts.outbox.applyChanges(batch.changes, batch.cursor),
                  [this, batch, moved](const Result<Done> &applied) {
                      // Where the store follows another epoch by now, its cursor says so.
                      if (!applied)
                          return failed(applied.error(), [this] { readCursor(); });
                      m_cursor = batch.cursor;
                      pollAgain(moved);
                  });
}

void FeedLoop::beginEpoch(const ChangeBatch &batch)
{
    const QString cursor =
        QStringLiteral("%1:%2").arg(batch.cursor.section(QLatin1Char(':'), 0, 0)).arg(batch.commonThrough);
    qCInfo(logSync, "The centre was restored: both have the same up to %s", qUtf8Printable(cursor));
    m_shift.await(this, m_parts.outbox.beginEpoch(cursor), [this, cursor](const Result<Done> &begun) {
        if (!begun)
            return failed(begun.error(), [this] { readCursor(); });
        m_cursor = cursor;
        Q_EMIT epochBegan();
        poll();
    });
}

void FeedLoop::pollAgain(bool atOnce)
{
    if (atOnce)
        return poll();
    m_pace.rest(breathMs, [this] { poll(); });
}

void FeedLoop::failed(const Reason &reason, std::function<void()> again)
{
    m_healthy = false;
    if (nextStep(reason.fault) != NextStep::RenewSession) {
        m_pace.retry(reason, std::move(again));
        Q_EMIT troubled(reason);
        return;
    }
    m_parts.gate.await([this, run = m_shift.number(), again = std::move(again)] {
        if (run == m_shift.number())
            again();
    });
}

} // namespace yichuang
