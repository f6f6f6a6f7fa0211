// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/idle_thread.h"

#include <chrono>

namespace yichuang::tour
{

IdleThread::IdleThread() : m_thread([this] { run(); }) {}

IdleThread::~IdleThread()
{
    m_ending = true;
    m_thread.join();
}

void IdleThread::run()
{
    using Clock = std::chrono::steady_clock;
    while (!m_ending) {
        const auto due = Clock::now() + std::chrono::milliseconds(2);
        std::this_thread::sleep_until(due);
        const long long late = std::chrono::nanoseconds(Clock::now() - due).count();
        if (late > m_longestNs)
            m_longestNs = late;
    }
}

} // namespace yichuang::tour
