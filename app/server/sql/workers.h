// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/sql/sql.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace yichuang::server
{

/// A few threads, each with a connection of its own, that take work from one queue in order. Without threads, one
/// connection for the thread that calls start(), which works whenever it calls work().
class SqlWorkers
{
public:
    using Work = std::function<void(Sql &)>;

    SqlWorkers(SqlPlace place, int threads, std::size_t longestQueue = 20'000);
    ~SqlWorkers();

    /// Waits for every thread's connection; the first failure is given. Call once.
    [[nodiscard]] Result<Done> start();
    /// False when the queue is full or ended: the work will not be done. Any thread.
    [[nodiscard]] bool post(Work work);
    /// Without threads: does what is queued, and what that queues here. How much it was.
    std::size_t work();
    /// Does what is queued, then ends the threads; without threads what is queued is dropped.
    void stop();

private:
    void run(std::size_t index);
    static void doOne(const Work &work, Sql &sql);

    SqlPlace m_place;
    int m_threadCount;
    std::size_t m_longestQueue;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_queue;
    std::vector<std::thread> m_threads;
    std::vector<std::optional<Result<Done>>> m_opened;
    std::unique_ptr<Sql> m_own; ///< without threads
    bool m_ended = false;
};

} // namespace yichuang::server
