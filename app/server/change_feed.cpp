// SPDX-License-Identifier: Apache-2.0
#include "app/server/change_feed.h"

namespace yichuang::server
{

namespace
{
constexpr qint64 breathMs = 80; ///< between two wakings of a hall
}

bool ChangeFeed::wait(const QString &hall, qint64 after, qint64 waitMs, Wake wake)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_ended && m_halls[hall].latest <= after && waitMs > 0) {
            if (m_waiters.size() >= m_mostWaiters)
                return false;
            m_waiters.push_back({hall, after, m_clock.monotonicMs() + waitMs, std::move(wake)});
            return true;
        }
    }
    wake();
    return true;
}

template <typename Condition>
bool ChangeFeed::wakeWhere(Condition due)
{
    std::vector<Waiter> woken;
    {
        const std::scoped_lock lock(m_mutex);
        for (std::size_t i = 0; i < m_waiters.size();) {
            if (due(m_waiters[i])) {
                woken.push_back(std::move(m_waiters[i]));
                if (i + 1 < m_waiters.size())
                    m_waiters[i] = std::move(m_waiters.back());
                m_waiters.pop_back();
            } else {
                ++i;
            }
        }
    }
    for (const Waiter &waiter : woken)
        waiter.wake();
    return !woken.empty();
}

void ChangeFeed::published(const QString &hall, qint64 sequence)
{
    {
        const std::scoped_lock lock(m_mutex);
        Hall &known = m_halls[hall];
        known.latest = std::max(known.latest, sequence);
        if (m_clock.monotonicMs() - known.wokenMs < breathMs)
            return;
    }
    if (!wakeWhere([&](const Waiter &waiter) { return waiter.hall == hall && waiter.after < sequence; }))
        return;
    const std::scoped_lock lock(m_mutex);
    m_halls[hall].wokenMs = m_clock.monotonicMs();
}

void ChangeFeed::expire()
{
    const qint64 now = m_clock.monotonicMs();
    (void)wakeWhere([now, this](const Waiter &waiter) {
        return waiter.untilMs <= now || m_halls[waiter.hall].latest > waiter.after;
    });
}

void ChangeFeed::end()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    (void)wakeWhere([](const Waiter &) { return true; });
}

std::size_t ChangeFeed::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return m_waiters.size();
}

} // namespace yichuang::server
