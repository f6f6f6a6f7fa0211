// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"

#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <vector>

namespace yichuang::server
{

/// Who waits for the hall's next change. Holds no thread: a waiter is a function that is called once. Any thread.
class ChangeFeed
{
public:
    using Wake = std::function<void()>;

    explicit ChangeFeed(const Clock &clock, std::size_t mostWaiters = 20'000)
        : m_clock(clock),
          m_mostWaiters(mostWaiters)
    {
    }

    /// Calls `wake` once: at once where the hall is already past `after` or waiting has ended, else with the next
    /// change or after `waitMs`. False where too many wait; `wake` is not called then.
    [[nodiscard]] bool wait(const QString &hall, qint64 after, qint64 waitMs, Wake wake);
    /// After a commit: the hall's last sequence. A lower one than known changes nothing. Where the hall's waiters were
    /// woken a moment ago, those that came since are woken by expire(): a hall in which much happens then costs each
    /// window ten answers a second, not one for each commit.
    void published(const QString &hall, qint64 sequence);
    /// Wakes those whose time is over, and those for whom there is something. Call it several times a second.
    void expire();
    /// Wakes everybody and lets nobody wait any more.
    void end();
    [[nodiscard]] std::size_t waiting() const;

private:
    struct Waiter {
        QString hall;
        qint64 after = 0;
        qint64 untilMs = 0;
        Wake wake;
    };
    template <typename Condition>
    bool wakeWhere(Condition due);

    const Clock &m_clock;
    std::size_t m_mostWaiters;
    mutable std::mutex m_mutex;
    struct Hall {
        qint64 latest = 0;
        qint64 wokenMs = std::numeric_limits<qint64>::min() / 2;
    };
    std::map<QString, Hall> m_halls;
    std::vector<Waiter> m_waiters;
    bool m_ended = false;
};

} // namespace yichuang::server
