// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/manual_timers.h"

namespace yichuang
{

ManualTimers::ManualTimers(ManualClock &clock) : m_clock(clock) {}

int ManualTimers::after(int ms, std::function<void()> act)
{
    m_waiting.insert(++m_last, {m_clock.monotonicMs() + ms, std::move(act)});
    return m_last;
}

void ManualTimers::cancel(int number)
{
    m_waiting.remove(number);
}

qint64 ManualTimers::nextIn() const
{
    qint64 next = -1;
    for (const Delay &delay : m_waiting)
        next = next < 0 ? delay.due : std::min(next, delay.due);
    return next < 0 ? -1 : std::max<qint64>(0, next - m_clock.monotonicMs());
}

void ManualTimers::advance(qint64 ms)
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

} // namespace yichuang
