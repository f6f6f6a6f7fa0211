// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/workers.h"

#include "app/base/log.h"

#include <algorithm>

namespace yichuang::server
{

SqlWorkers::SqlWorkers(SqlPlace place, int threads, std::size_t longestQueue)
    : m_place(std::move(place)),
      m_threadCount(threads),
      m_longestQueue(longestQueue)
{
}

SqlWorkers::~SqlWorkers()
{
    stop();
}

Result<Done> SqlWorkers::start()
{
    if (m_threadCount == 0) {
        auto sql = Sql::open(m_place);
        if (!sql)
            return failure(sql.error());
        m_own = *std::move(sql);
        return Done{};
    }
    m_opened.resize(static_cast<std::size_t>(m_threadCount));
    for (std::size_t i = 0; i < m_opened.size(); ++i)
        m_threads.emplace_back([this, i] { run(i); });
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] {
        return std::all_of(m_opened.begin(), m_opened.end(), [](const auto &one) { return one.has_value(); });
    });
    for (const auto &one : m_opened) {
        if (!*one)
            return *one;
    }
    return Done{};
}

bool SqlWorkers::post(Work work)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_ended || m_queue.size() >= m_longestQueue)
            return false;
        m_queue.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

void SqlWorkers::doOne(const Work &work, Sql &sql)
{
    try {
        work(sql);
    } catch (const std::exception &error) {
        qCCritical(logServer) << "work ended:" << error.what();
    }
}

std::size_t SqlWorkers::work()
{
    std::size_t done = 0;
    while (m_own) {
        Work next;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_queue.empty())
                break;
            next = std::move(m_queue.front());
            m_queue.pop_front();
        }
        doOne(next, *m_own);
        ++done;
    }
    return done;
}

void SqlWorkers::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
    m_own.reset();
}

void SqlWorkers::run(std::size_t index)
{
    Result<std::unique_ptr<Sql>> sql = Sql::open(m_place);
    {
        const std::scoped_lock lock(m_mutex);
        m_opened[index] = sql ? Result<Done>(Done{}) : Result<Done>(failure(sql.error()));
    }
    m_wake.notify_all();
    if (!sql)
        return;
    for (;;) {
        Work work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ended || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            work = std::move(m_queue.front());
            m_queue.pop_front();
        }
        doOne(work, **sql);
    }
}

} // namespace yichuang::server
