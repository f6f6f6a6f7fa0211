// SPDX-License-Identifier: Apache-2.0
#include "app/server/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace yichuang::server
{

int RateLimit::take(const QString &key)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.monotonicMs();
    const double perMs = m_perMinute / 60'000.0;
    if (m_buckets.size() >= m_mostKeys && !m_buckets.contains(key)) {
        std::erase_if(m_buckets, [&](const auto &one) {
            return one.second.left + static_cast<double>(now - one.second.atMs) * perMs >= m_perMinute;
        });
        if (m_buckets.size() >= m_mostKeys)
            return 60;
    }
    const auto [place, isNew] = m_buckets.try_emplace(key, Bucket{static_cast<double>(m_perMinute), now});
    Bucket &bucket = place->second;
    if (!isNew) {
        bucket.left = std::min<double>(m_perMinute, bucket.left + static_cast<double>(now - bucket.atMs) * perMs);
        bucket.atMs = now;
    }
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.left) / perMs / 1000)));
}

} // namespace yichuang::server
