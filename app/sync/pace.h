// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/sync/retry_policy.h"
#include "app/sync/timers.h"

namespace yichuang
{

/// The pace of one loop: counts its failures and holds the delay before the next attempt. One thread.
class Pace
{
public:
    Pace(Timers &timers, RandomSource random, RetryPolicy policy);
    ~Pace();
    Pace(const Pace &) = delete;
    Pace &operator=(const Pace &) = delete;

    /// After a failure: calls `next` when its time has come, or in hurry(). Takes the place of what waited before.
    void retry(const Reason &reason, std::function<void()> next);
    /// Calls `next` after `ms` or in hurry(); not counted as a failure.
    void rest(int ms, std::function<void()> next);
    void succeeded() { m_failures = 0; }
    /// How long what waits was made to wait, ms.
    [[nodiscard]] int delayMs() const { return m_delayMs; }
    /// Does at once what waits. True where something did.
    bool hurry();
    void cancel();
    [[nodiscard]] bool waits() const { return m_number != 0; }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    Timers &m_timers;
    RandomSource m_random;
    RetryPolicy m_policy;
    int m_failures = 0;
    int m_number = 0;
    int m_delayMs = 0;
    std::function<void()> m_next;
};

} // namespace yichuang
