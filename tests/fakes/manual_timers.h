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
    explicit ManualTimers(ManualClock &clock);

    int after(int ms, std::function<void()> act) override;
    void cancel(int number) override;

    /// Milliseconds until the next delay ends; -1 where there is none.
    [[nodiscard]] qint64 nextIn() const;
    [[nodiscard]] qsizetype count() const { return m_waiting.size(); }
    /// Moves the clock and calls what is due by then, in order of time.
    void advance(qint64 ms);

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
