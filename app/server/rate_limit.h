// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"

#include <map>
#include <mutex>

namespace yichuang::server
{

/// So many acts a minute for each key, in bursts of as many. Remembers at most `mostKeys` keys. Any thread.
class RateLimit
{
public:
    RateLimit(const Clock &clock, int perMinute, std::size_t mostKeys = 50'000)
        : m_clock(clock),
          m_perMinute(perMinute),
          m_mostKeys(mostKeys)
    {
    }

    /// 0 where the act is allowed (and counted), else the seconds to wait.
    [[nodiscard]] int take(const QString &key);

private:
    struct Bucket {
        double left = 0;
        qint64 atMs = 0;
    };
    const Clock &m_clock;
    int m_perMinute;
    std::size_t m_mostKeys;
    std::mutex m_mutex;
    std::map<QString, Bucket> m_buckets;
};

} // namespace yichuang::server
