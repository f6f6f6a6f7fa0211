// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>

namespace yichuang
{

/// Where time comes from. Everything that needs the time is given a Clock, so that tests and the seeded world
/// decide what time it is. Any thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    /// Wall time, UTC, to the millisecond.
    [[nodiscard]] virtual QDateTime now() const = 0;
    /// Milliseconds that never run backwards; the start is arbitrary.
    [[nodiscard]] virtual qint64 monotonicMs() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
};

} // namespace yichuang
