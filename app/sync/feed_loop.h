// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/sync/sync_parts.h"

namespace yichuang
{

/// Follows the centre's change feed by long poll: the cursor moves only with what was folded. A new epoch of the
/// centre (it was restored) is read from its start; what is here already is recognised by the store. One thread.
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
    void queueChanged(const yichuang::QueueStanding &queue);
    void troubled(const yichuang::Reason &reason);

private:
    void readCursor();
    void poll();
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
