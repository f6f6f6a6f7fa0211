// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>

namespace yichuang::server
{

/// How many connections each window, or each address, has, and no more than it may. Any thread.
template <typename Key>
class Counts
{
public:
    explicit Counts(int most) : m_most(most) {}
    /// False, and nothing counted, where it has as many as it may.
    [[nodiscard]] bool admit(const Key &key)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_counts.find(key);
        if (found == m_counts.end())
            return m_most > 0 && m_counts.emplace(key, 1).second;
        if (found->second >= m_most)
            return false;
        ++found->second;
        return true;
    }
    void dismiss(const Key &key)
    {
        const std::scoped_lock lock(m_mutex);
        if (--m_counts[key] <= 0)
            m_counts.erase(key);
    }

private:
    int m_most;
    std::mutex m_mutex;
    std::map<Key, int> m_counts;
};

} // namespace yichuang::server
