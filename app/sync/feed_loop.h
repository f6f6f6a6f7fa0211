// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/sync/sync_parts.h"

namespace yichuang
{

/// Follows the centre's change feed by long poll: the cursor moves only with what was folded. Where the centre was
/// restored (a new epoch), the store takes up what both epochs have, and the feed is read from there. One thread.
class FeedLoop : public QObject
{
    Q_OBJECT

public:
    explicit FeedLoop(const SyncParts &parts);

    void start();
    void stop();
    void hurry();

Q_SIGNALS:
    void contacted();
    /// The first good poll, and the first after one that failed.
    void recovered();
    /// What the centre lost waits to be sent again.
    void epochBegan();
    void queueChanged(const yichuang::QueueStanding &queue);
    void troubled(const yichuang::Reason &reason);

private:
    void readCursor();
    void poll();
    void beginEpoch(const ChangeBatch &batch);
    void polled(const ChangeBatch &batch, int waited, qint64 tookMs);
    void failed(const Reason &reason, std::function<void()> again);
    void pollAgain(bool atOnce);

    SyncParts m_parts;
    Pace m_pace;
    QString m_cursor;
    bool m_runs = false;
    bool m_healthy = false; ///< the last poll was good: the next may wait
    Shift m_shift;
};

} // namespace yichuang
