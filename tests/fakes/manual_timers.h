// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/timers.h"
#include "tests/fakes/manual_clock.h"

#include <QMap>

namespace yichuang
{

/// Delays that pass when a test moves them, together with its clock.
class ManualTimers final : public Timers
{
public:
    explicit ManualTimers(ManualClock &clock) : m_clock(clock) {}

    int after(int ms, std::function<void()> act) override
    {
        m_waiting.insert(++m_last, {m_clock.monotonicMs() + ms, std::move(act)});
        return m_last;
    }
    void cancel(int number) override { m_waiting.remove(number); }

    /// Milliseconds until the next delay ends; -1 where there is none.
    [[nodiscard]] qint64 nextIn() const
    {
        qint64 next = -1;
        for (const Delay &delay : m_waiting)
            next = next < 0 ? delay.due : std::min(next, delay.due);
        return next < 0 ? -1 : std::max<qint64>(0, next - m_clock.monotonicMs());
    }
    [[nodiscard]] qsizetype count() const { return m_waiting.size(); }
    /// Moves the clock and calls what is due by then, in order of time.
    void advance(qint64 ms)
    {
        const qint64 end = m_clock.monotonicMs() + ms;
        while (true) {
            auto first = m_waiting.end();
            for (auto it = m_waiting.begin(); it != m_waiting.end(); ++it) {
                if (it->due <= end && (first == m_waiting.end() || it->due < first->due))
                    first = it;
            }
            if (first == m_waiting.end())
                break;
            m_clock.advance(std::max<qint64>(0, first->due - m_clock.monotonicMs()));
            const auto act = first->act;
            m_waiting.erase(first);
            act();
        }
        m_clock.advance(end - m_clock.monotonicMs());
    }

private:
    struct Delay {
        qint64 due;
        std::function<void()> act;
    };
    ManualClock &m_clock;
    QMap<int, Delay> m_waiting;
    int m_last = 0;
};

} // namespace yichuang
