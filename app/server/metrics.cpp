// SPDX-License-Identifier: Apache-2.0
#include "app/server/metrics.h"

#include <algorithm>

namespace yichuang::server
{
namespace
{

void head(QByteArray &out, const char *name, const char *type, const char *help)
{
    out += QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

void line(QByteArray &out, const QByteArray &name, const QByteArray &value)
{
    out += name + ' ' + value + '\n';
}

} // namespace

void Metrics::answered(const char *method, const char *route, int status, qint64 tookMs)
{
    const std::scoped_lock lock(m_mutex);
    ++m_requests[{method, route, status}];
    Durations &durations = m_durations[route];
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), tookMs);
    ++durations.counts.at(static_cast<std::size_t>(bound - bounds.begin()));
    durations.sumMs += tookMs;
}

void Metrics::storeFailed()
{
    const std::scoped_lock lock(m_mutex);
    ++m_storeFailures;
}

void Metrics::writeDurations(QByteArray &out) const
{
    head(out, "yichuang_request_duration_seconds", "histogram",
         "From the end of a request to its answer; long polls include their wait.");
    for (const auto &[route, durations] : m_durations) {
        const QByteArray label = "{route=\"" + route + '"';
        quint64 total = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            total += durations.counts.at(i);
            const QByteArray bound = QByteArray::number(static_cast<double>(bounds.at(i)) / 1000.0);
            line(out, "yichuang_request_duration_seconds_bucket" + label + ",le=\"" + bound + "\"}",
                 QByteArray::number(total));
        }
        total += durations.counts.back();
        line(out, "yichuang_request_duration_seconds_bucket" + label + ",le=\"+Inf\"}", QByteArray::number(total));
        line(out, "yichuang_request_duration_seconds_sum" + label + '}',
             QByteArray::number(static_cast<double>(durations.sumMs) / 1000.0));
        line(out, "yichuang_request_duration_seconds_count" + label + '}', QByteArray::number(total));
    }
}

QByteArray Metrics::text(const Standing &standing) const
{
    const std::scoped_lock lock(m_mutex);
    QByteArray out;
    head(out, "yichuang_requests_total", "counter", "Requests answered, by route and status.");
    for (const auto &[key, count] : m_requests) {
        const auto &[method, route, status] = key;
        line(out,
             "yichuang_requests_total{method=\"" + method + "\",route=\"" + route + "\",status=\""
                 + QByteArray::number(status) + "\"}",
             QByteArray::number(count));
    }
    writeDurations(out);
    head(out, "yichuang_feed_waiters", "gauge", "Windows that wait for the next change.");
    line(out, "yichuang_feed_waiters", QByteArray::number(static_cast<quint64>(standing.feedWaiters)));
    head(out, "yichuang_writes_waiting", "gauge", "Writes that wait for the writer's next transaction.");
    line(out, "yichuang_writes_waiting", QByteArray::number(static_cast<quint64>(standing.writesWaiting)));
    head(out, "yichuang_store_failures_total", "counter", "Transactions and reads that the database refused.");
    line(out, "yichuang_store_failures_total", QByteArray::number(m_storeFailures));
    head(out, "yichuang_epoch", "gauge", "Rises when the server was restored from a backup.");
    line(out, "yichuang_epoch", QByteArray::number(standing.epoch));
    return out;
}

} // namespace yichuang::server
