// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <array>
#include <map>
#include <mutex>
#include <tuple>

namespace yichuang::server
{

/// What the server counts of itself since it began, in the text form that Prometheus reads (exposition format 0.0.4).
/// Routes are told by their patterns, never by paths: nothing personal can get in. Any thread.
class Metrics
{
public:
    /// What is looked at only when asked for.
    struct Standing {
        std::size_t feedWaiters = 0;
        std::size_t writesWaiting = 0;
        qint64 epoch = 0;
    };

    /// `method` and `route` live as long as the program.
    void answered(const char *method, const char *route, int status, qint64 tookMs);
    /// A transaction or a read that the store refused.
    void storeFailed();
    [[nodiscard]] QByteArray text(const Standing &standing) const;

private:
    /// Upper bounds in milliseconds; beyond the last is the rest.
    static constexpr std::array<qint64, 12> bounds{1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000, 30000};
    struct Durations {
        std::array<quint64, bounds.size() + 1> counts{};
        qint64 sumMs = 0;
    };
    void writeDurations(QByteArray &out) const;

    mutable std::mutex m_mutex;
    std::map<std::tuple<QByteArray, QByteArray, int>, quint64> m_requests;
    std::map<QByteArray, Durations> m_durations; ///< by route
    quint64 m_storeFailures = 0;
};

} // namespace yichuang::server
