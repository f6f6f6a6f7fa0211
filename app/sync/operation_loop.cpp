// SPDX-License-Identifier: Apache-2.0
#include "app/sync/operation_loop.h"

#include "app/base/log.h"
#include "app/sync/answer.h"
#include "app/sync/wire.h"

#include <algorithm>

namespace yichuang
{

namespace
{
constexpr int mostRead = 6400;

Reason putOff()
{
    return {Fault::CentreBusy, QStringLiteral("sync.operations"), {}};
}

} // namespace

OperationLoop::OperationLoop(const SyncParts &parts)
    : m_parts(parts),
      m_pace(parts.timers, parts.random, parts.policy),
      m_readLimit(largestBatch)
{
}

void OperationLoop::start()
{
    if (m_state == State::Stopped)
        read();
}

void OperationLoop::stop()
{
    m_shift.change();
    m_state = State::Stopped;
    m_pace.cancel();
    m_benches.clear();
    m_singly = m_trialFailures = 0;
    m_underWay.clear();
    m_next.reset();
    tellStanding();
}

void OperationLoop::wake()
{
    if (m_state == State::Idle || m_state == State::Benched)
        read();
    else
        m_again = true;
}

void OperationLoop::hurry()
{
    for (Bench &bench : m_benches)
        bench.dueMs = 0;
    if (m_state == State::Waiting)
        m_pace.hurry();
    else
        wake();
}

void OperationLoop::hurryCase(const QString &caseId)
{
    const auto bench = m_benches.find(caseId);
    if (bench != m_benches.end())
        bench->dueMs = 0;
    if (m_state == State::Waiting)
        m_pace.hurry();
    else
        wake();
}

void OperationLoop::forgive()
{
    m_pace.succeeded();
    m_trialFailures = 0;
    for (Bench &bench : m_benches)
        bench.failures = 0;
}

SendingStanding OperationLoop::standing() const
{
    SendingStanding standing{m_underWay, m_next, {}};
    const qint64 now = m_parts.clock.monotonicMs();
    for (auto bench = m_benches.cbegin(); bench != m_benches.cend(); ++bench) {
        const QDateTime due = m_parts.clock.now().addMSecs(std::max<qint64>(0, bench->dueMs - now));
        standing.resting.insert(bench.key(), {due, {bench->fault, QStringLiteral("sync.operations"), {}}});
    }
    return standing;
}

void OperationLoop::tellStanding()
{
    if (auto now = standing(); now != m_told) {
        m_told = std::move(now);
        Q_EMIT standingChanged();
    }
}

void OperationLoop::read()
{
    m_pace.cancel();
    m_state = State::Busy;
    m_again = false;
    m_underWay.clear();
    m_next.reset();
    m_shift.await(this, m_parts.outbox.pending(m_readLimit), [this](const Result<QList<Operation>> &pending) {
        if (!pending)
            return retry(pending.error());
        choose(*pending);
    });
}

void OperationLoop::choose(const QList<Operation> &pending)
{
    const Selection selection = chooseBatch(pending, m_benches, m_parts.clock.monotonicMs(), m_singly > 0);
    m_onTrial = selection.alone;
    if (!selection.batch.isEmpty())
        return send(selection.batch);
    rest(selection, pending.size() < m_readLimit);
}

void OperationLoop::rest(const Selection &selection, bool sawAll)
{
    if (!sawAll && m_readLimit < mostRead) {
        m_readLimit *= 2;
        return read();
    }
    m_readLimit = largestBatch;
    m_singly = 0;
    if (m_again)
        return read();
    m_state = State::Idle;
    tellStanding();
    if (selection.nextDueMs >= 0) {
        m_state = State::Benched;
        const qint64 delay = selection.nextDueMs - m_parts.clock.monotonicMs();
        m_pace.rest(static_cast<int>(std::max<qint64>(delay, 1)), [this] { read(); });
    }
    Q_EMIT idled();
}

void OperationLoop::send(const QList<Operation> &batch)
{
    QStringList ids;
    for (const Operation &operation : batch)
        ids.append(operation.id);
    m_shift.await(this, m_parts.outbox.markSent(ids), [this, batch](const Result<Done> &marked) {
        if (!marked)
            return retry(marked.error());
        post(batch);
    });
}

void OperationLoop::post(const QList<Operation> &batch)
{
    for (const Operation &operation : batch)
        m_underWay.insert(operation.caseId);
    tellStanding();
    m_shift.await(this, m_parts.centre.postOperations(batch),
                  [this, batch](const Result<QList<OperationVerdict>> &verdicts) {
                      if (!verdicts)
                          return postFailed(batch, verdicts.error());
                      posted(batch, *verdicts);
                  });
}

void OperationLoop::posted(const QList<Operation> &batch, const QList<OperationVerdict> &verdicts)
{
    m_parts.gate.confirmed();
    Q_EMIT contacted();
    const auto settled = settledBy(batch, verdicts);
    const bool busy = std::any_of(verdicts.begin(), verdicts.end(), [](const OperationVerdict &verdict) {
        return verdict.kind == VerdictKind::Refused && isPassing(verdict.fault);
    });
    if (settled.isEmpty() && busy)
        return allPutOff(batch);
    if (settled.isEmpty())
        return postFailed(
            batch, Reason{Fault::ReplyMalformed, QStringLiteral("sync.operations"), QStringLiteral("no verdict")});
    record(batch, settled);
}

void OperationLoop::record(const QList<Operation> &batch, const QList<OperationVerdict> &settled)
{
    m_shift.await(this, m_parts.outbox.recordVerdicts(settled), [this, batch, settled](const Result<Done> &recorded) {
        // Where it could not be recorded, it is sent again, and the centre says the same again.
        if (!recorded)
            return retry(recorded.error());
        settle(batch, settled);
    });
}

void OperationLoop::settle(const QList<Operation> &batch, const QList<OperationVerdict> &settled)
{
    m_pace.succeeded();
    if (m_onTrial) {
        m_trialFailures = 0;
        for (Bench &other : m_benches)
            other.dueMs = 0;
    }
    m_singly = std::max<qsizetype>(0, m_singly - settled.size());
    QSet<QString> done;
    for (const OperationVerdict &verdict : settled)
        done.insert(verdict.operationId);
    for (const Operation &operation : batch) {
        if (done.contains(operation.id))
            m_benches.remove(operation.caseId);
    }
    benchCases(batch, done);
    read();
}

/// The centre answers, but takes none of them now: their cases rest, the others go on.
void OperationLoop::allPutOff(const QList<Operation> &batch)
{
    if (m_onTrial)
        return aloneFailed(batch.first().caseId, putOff());
    m_pace.succeeded();
    benchCases(batch, {});
    Q_EMIT troubled(putOff());
    read();
}

void OperationLoop::benchCases(const QList<Operation> &batch, const QSet<QString> &done)
{
    QSet<QString> cases;
    for (const Operation &operation : batch) {
        if (!done.contains(operation.id) && !cases.contains(operation.caseId))
            bench(operation.caseId, putOff());
        if (!done.contains(operation.id))
            cases.insert(operation.caseId);
    }
}

void OperationLoop::postFailed(const QList<Operation> &batch, const Reason &reason)
{
    const NextStep step = nextStep(reason.fault);
    if (step == NextStep::RenewSession) {
        m_state = State::Gated;
        m_underWay.clear();
        m_next = NextTry{{}, reason};
        tellStanding();
        m_parts.gate.await([this, run = m_shift.number()] {
            if (run == m_shift.number())
                read();
        });
        return;
    }
    if (!mayBePoison(reason.fault))
        return retry(reason);
    if (batch.size() > 1) {
        qCInfo(logSync, "A batch of %d failed (%s): one by one now", static_cast<int>(batch.size()),
               qUtf8Printable(describe(reason)));
        m_singly = batch.size();
        return step == NextStep::SetAside ? read() : retry(reason);
    }
    if (step == NextStep::SetAside) {
        OperationVerdict refusal;
        refusal.operationId = batch.first().id;
        refusal.kind = VerdictKind::Refused;
        refusal.fault = reason.fault;
        refusal.detail = reason.detail;
        return record(batch, {refusal});
    }
    aloneFailed(batch.first().caseId, reason);
}

void OperationLoop::aloneFailed(const QString &caseId, const Reason &reason)
{
    bench(caseId, reason);
    if (!m_onTrial)
        return retry(reason);
    // A trial that failed delays the other trials, so that many benched cases ask no more often than one; it delays
    // no case that is not on the bench.
    const qint64 next = m_parts.clock.monotonicMs()
                        + m_parts.policy.delayMs(++m_trialFailures, retryAfterOf(reason), drawFrom(m_parts.random));
    for (Bench &other : m_benches)
        other.dueMs = std::max(other.dueMs, next);
    Q_EMIT troubled(reason);
    read();
}

void OperationLoop::bench(const QString &caseId, const Reason &reason)
{
    Bench &bench = m_benches[caseId];
    ++bench.failures;
    bench.fault = reason.fault;
    bench.dueMs = m_parts.clock.monotonicMs()
                  + m_parts.policy.delayMs(bench.failures, retryAfterOf(reason), drawFrom(m_parts.random));
}

void OperationLoop::retry(const Reason &reason)
{
    m_state = State::Waiting;
    m_pace.retry(reason, [this] { read(); });
    m_underWay.clear();
    m_next = NextTry{m_parts.clock.now().addMSecs(m_pace.delayMs()), reason};
    tellStanding();
    Q_EMIT troubled(reason);
}

} // namespace yichuang
