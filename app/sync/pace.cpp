// SPDX-License-Identifier: Apache-2.0
#include "app/sync/pace.h"

#include "app/sync/answer.h"

#include <utility>

namespace yichuang
{

Pace::Pace(Timers &timers, RandomSource random, RetryPolicy policy)
    : m_timers(timers),
      m_random(std::move(random)),
      m_policy(policy)
{
}

Pace::~Pace()
{
    cancel();
}

void Pace::retry(const Reason &reason, std::function<void()> next)
{
    ++m_failures;
    rest(m_policy.delayMs(m_failures, retryAfterOf(reason), drawFrom(m_random)), std::move(next));
}

void Pace::rest(int ms, std::function<void()> next)
{
    cancel();
    m_next = std::move(next);
    m_delayMs = ms;
    m_number = m_timers.after(ms, [this] {
        m_number = 0;
        const auto due = std::exchange(m_next, nullptr);
        due();
    });
}

bool Pace::hurry()
{
    if (m_number == 0)
        return false;
    const auto due = std::exchange(m_next, nullptr);
    cancel();
    due();
    return true;
}

void Pace::cancel()
{
    m_timers.cancel(std::exchange(m_number, 0));
    m_next = nullptr;
}

} // namespace yichuang
