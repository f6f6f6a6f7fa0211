// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/sync/timers.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <map>

namespace yichuang::chaos
{

/// The world's time: what is to happen, in order of time, and of noting where times are equal. Time passes only from
/// one act to the next.
class Agenda
{
public:
    using Act = std::function<void()>;

    [[nodiscard]] qint64 now() const { return m_now; }
    quint64 at(qint64 ms, Act act)
    {
        m_acts.emplace(std::pair(std::max(ms, m_now), ++m_last), std::move(act));
        m_times.insert(m_last, std::max(ms, m_now));
        return m_last;
    }
    quint64 in(qint64 ms, Act act) { return at(m_now + ms, std::move(act)); }
    void cancel(quint64 number)
    {
        if (const auto time = m_times.constFind(number); time != m_times.constEnd()) {
            m_acts.erase(std::pair(*time, number));
            m_times.erase(time);
        }
    }
    /// Lets the next act happen where its time is not after `until`; false, and the time is `until`, where there is
    /// none.
    bool step(qint64 until)
    {
        if (m_acts.empty() || m_acts.begin()->first.first > until) {
            m_now = std::max(m_now, until);
            return false;
        }
        auto first = m_acts.extract(m_acts.begin());
        m_now = first.key().first;
        m_times.remove(first.key().second);
        ++m_count;
        first.mapped()();
        return true;
    }
    [[nodiscard]] quint64 count() const { return m_count; }

private:
    std::map<std::pair<qint64, quint64>, Act> m_acts;
    QHash<quint64, qint64> m_times;
    qint64 m_now = 0;
    quint64 m_last = 0;
    quint64 m_count = 0;
};

/// The clock of one machine: its wall may be set, its monotonic time starts anew with the machine.
class WorldClock final : public Clock
{
public:
    explicit WorldClock(const Agenda &agenda) : m_agenda(agenda) {}

    [[nodiscard]] QDateTime now() const override { return dawn().addMSecs(m_agenda.now() + m_shiftMs); }
    [[nodiscard]] qint64 monotonicMs() const override { return m_agenda.now() - m_zero + 1000; }
    /// As a person or a broken battery sets it.
    void jump(qint64 ms) { m_shiftMs += ms; }
    void restart() { m_zero = m_agenda.now(); }

private:
    static QDateTime dawn()
    {
        return {QDate(2026, 3, 2), QTime(0, 30), Qt::UTC};
    } // Monday, half past eight in the hall
    const Agenda &m_agenda;
    qint64 m_shiftMs = 0;
    qint64 m_zero = 0;
};

/// The delays of one process; they end with it.
class WorldTimers final : public Timers
{
public:
    /// Delays longer than `longestMs` never end: for a world in which retries are forgotten.
    explicit WorldTimers(Agenda &agenda, qint64 longestMs = std::numeric_limits<qint64>::max())
        : m_agenda(agenda),
          m_longestMs(longestMs)
    {
    }
    ~WorldTimers() override
    {
        for (const quint64 number : std::as_const(m_waiting))
            m_agenda.cancel(number);
    }
    int after(int ms, std::function<void()> act) override
    {
        const int own = ++m_last;
        if (ms > m_longestMs)
            return own;
        m_waiting.insert(own, m_agenda.in(ms, [this, own, act = std::move(act)] {
            m_waiting.remove(own);
            act();
        }));
        return own;
    }
    void cancel(int number) override { m_agenda.cancel(m_waiting.take(number)); }

private:
    Agenda &m_agenda;
    qint64 m_longestMs;
    QHash<int, quint64> m_waiting;
    int m_last = 0;
};

} // namespace yichuang::chaos
