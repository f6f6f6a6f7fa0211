// SPDX-License-Identifier: Apache-2.0
#include "app/sync/blob_loop.h"

#include <algorithm>
#include <utility>

namespace yichuang
{

namespace
{
constexpr int blobsRead = 8;
constexpr int blobsAtOnce = 3;
} // namespace

BlobLoop::BlobLoop(const SyncParts &parts, std::function<bool()> mayGo)
    : m_parts(parts),
      m_mayGo(std::move(mayGo)),
      m_pace(parts.timers, parts.random, parts.policy)
{
}

void BlobLoop::start()
{
    m_runs = true;
    wake();
}

void BlobLoop::stop()
{
    m_shift.change();
    m_runs = m_reading = m_afterFailure = false;
    m_underWay.clear();
    m_pace.cancel();
    m_benches.clear();
}

void BlobLoop::wake()
{
    if (m_runs && !m_afterFailure)
        read();
}

void BlobLoop::hurry()
{
    for (Bench &bench : m_benches)
        bench.dueMs = 0;
    if (!m_pace.hurry())
        wake();
}

void BlobLoop::forgive()
{
    m_pace.succeeded();
    for (Bench &bench : m_benches)
        bench.failures = 0;
}

bool BlobLoop::isFull() const
{
    // One that goes through shows that the centre takes them again; until then more would only ask in vain.
    return m_underWay.size() >= (m_pace.failures() > 0 ? 1 : blobsAtOnce);
}

void BlobLoop::read()
{
    m_pace.cancel();
    m_afterFailure = false;
    if (m_reading || isFull() || !m_mayGo())
        return;
    m_reading = true;
    const int limit = blobsRead + static_cast<int>(m_benches.size());
    m_shift.await(this, m_parts.outbox.blobsToSend(limit), [this](const Result<QList<BlobToSend>> &waiting) {
        m_reading = false;
        if (!waiting)
            return rest(waiting.error());
        choose(*waiting);
    });
}

void BlobLoop::choose(const QList<BlobToSend> &waiting)
{
    const qint64 now = m_parts.clock.monotonicMs();
    qint64 due = -1;
    for (const BlobToSend &one : waiting) {
        if (m_underWay.contains(one.blob))
            continue;
        const auto bench = m_benches.constFind(one.blob);
        if (bench == m_benches.constEnd() || bench->dueMs <= now)
            send(one.blob);
        else
            due = due < 0 ? bench->dueMs : std::min(due, bench->dueMs);
        if (isFull())
            return;
    }
    if (due >= 0)
        m_pace.rest(static_cast<int>(due - now), [this] { read(); });
}

void BlobLoop::send(const QString &blob)
{
    m_underWay.insert(blob);
    m_shift.await(this, m_parts.outbox.blobBytes(blob), [this, blob](const Result<QByteArray> &bytes) {
        if (bytes)
            return put(blob, *bytes);
        bench(blob);
        retry(blob, bytes.error());
    });
}

void BlobLoop::put(const QString &blob, const QByteArray &bytes)
{
    m_shift.await(this, m_parts.centre.putBlob(blob, bytes), [this, blob](const Result<Done> &put) {
        if (!put)
            return failed(blob, put.error());
        m_parts.gate.confirmed();
        Q_EMIT contacted();
        m_shift.await(this, m_parts.outbox.blobSent(blob), [this, blob](const Result<Done> &noted) {
            if (!noted)
                return retry(blob, noted.error());
            sent(blob);
        });
    });
}

void BlobLoop::sent(const QString &blob)
{
    m_pace.succeeded();
    m_benches.remove(blob);
    m_underWay.remove(blob);
    read();
}

void BlobLoop::failed(const QString &blob, const Reason &reason)
{
    if (nextStep(reason.fault) == NextStep::RenewSession) {
        m_parts.gate.await([this, blob, run = m_shift.number()] {
            if (run != m_shift.number())
                return;
            m_underWay.remove(blob);
            read();
        });
        return;
    }
    if (mayBePoison(reason.fault))
        bench(blob);
    retry(blob, reason);
}

void BlobLoop::bench(const QString &blob)
{
    Bench &bench = m_benches[blob];
    ++bench.failures;
    bench.dueMs =
        m_parts.clock.monotonicMs() + m_parts.policy.delayMs(bench.failures, std::nullopt, drawFrom(m_parts.random));
}

void BlobLoop::retry(const QString &blob, const Reason &reason)
{
    m_underWay.remove(blob);
    rest(reason);
}

/// What fails together is one failure.
void BlobLoop::rest(const Reason &reason)
{
    if (!std::exchange(m_afterFailure, true))
        m_pace.retry(reason, [this] { read(); });
    Q_EMIT troubled(reason);
}

} // namespace yichuang
