// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <thread>

namespace yichuang::tour
{

/// A thread that has nothing to do: it sleeps two milliseconds at a time and notes how late it is woken. What it waits
/// for a processor, any thread of this machine waits in the same moments, however well it is written.
class IdleThread
{
public:
    IdleThread();
    ~IdleThread();
    IdleThread(const IdleThread &) = delete;
    IdleThread &operator=(const IdleThread &) = delete;
    /// Longest delay so far, in milliseconds. Any thread.
    [[nodiscard]] double longestDelayMs() const { return static_cast<double>(m_longestNs) / 1e6; }

private:
    void run();

    std::atomic<long long> m_longestNs = 0;
    std::atomic<bool> m_ending = false;
    std::thread m_thread; ///< last: it uses what is above
};

} // namespace yichuang::tour
