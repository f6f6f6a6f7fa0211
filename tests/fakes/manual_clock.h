// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"

namespace yichuang
{

/// A clock that stands until a test moves it.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(QDateTime start) : m_now(std::move(start)) {}
    [[nodiscard]] QDateTime now() const override { return m_now; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_monotonic; }
    /// Moves wall and monotonic time together.
    void advance(qint64 ms)
    {
        m_now = m_now.addMSecs(ms);
        m_monotonic += ms;
    }
    /// Sets the wall alone, as a person or a broken battery does.
    void setWall(const QDateTime &now) { m_now = now; }

private:
    QDateTime m_now;
    qint64 m_monotonic = 1000;
};

} // namespace yichuang
