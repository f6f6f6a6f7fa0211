// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/ports/centre_link.h"
#include "app/sync/batch.h"
#include "app/sync/sync_parts.h"

namespace yichuang
{

/// Sends what waits in the outbox and records what the centre says of each: read, mark as sent, post, record, again.
/// Nothing counts as settled without a verdict of its own. Where the centre refuses or fails on a whole batch, its
/// operations go one by one, so that the one at fault holds up no other case: refused alone, it gets a refusal and
/// needs attention; failed alone, its case rests by itself. One thread.
class OperationLoop : public QObject
{
    Q_OBJECT

public:
    explicit OperationLoop(const SyncParts &parts);

    void start();
    void stop();
    /// There may be something new; a delay after a failure goes on.
    void wake();
    /// Tries at once, benched cases too.
    void hurry();
    /// Tries at once, this benched case too.
    void hurryCase(const QString &caseId);
    /// The centre is well again: what fails from now on is the first failure.
    void forgive();
    /// True where nothing is to be sent at this time.
    [[nodiscard]] bool isIdle() const { return m_state == State::Idle || m_state == State::Benched; }

    [[nodiscard]] SendingStanding standing() const;

Q_SIGNALS:
    void standingChanged();
    void contacted();
    void idled();
    void troubled(const yichuang::Reason &reason);

private:
    enum class State { Stopped, Idle, Busy, Waiting, Benched, Gated };
    void read();
    void choose(const QList<Operation> &pending);
    void send(const QList<Operation> &batch);
    void post(const QList<Operation> &batch);
    void posted(const QList<Operation> &batch, const QList<OperationVerdict> &verdicts);
    void record(const QList<Operation> &batch, const QList<OperationVerdict> &settled);
    void postFailed(const QList<Operation> &batch, const Reason &reason);
    void aloneFailed(const QString &caseId, const Reason &reason);
    void allPutOff(const QList<Operation> &batch);
    void benchCases(const QList<Operation> &batch, const QSet<QString> &done);
    void retry(const Reason &reason);
    void bench(const QString &caseId, const Reason &reason);
    void settle(const QList<Operation> &batch, const QList<OperationVerdict> &settled);
    void rest(const Selection &selection, bool sawAll);
    void tellStanding();

    SyncParts m_parts;
    Pace m_pace;
    Benches m_benches;
    State m_state = State::Stopped;
    bool m_again = false;
    Shift m_shift;
    int m_readLimit;
    qsizetype m_singly = 0;  ///< so many more go one by one
    bool m_onTrial = false;  ///< what is under way is of a benched case
    int m_trialFailures = 0; ///< in a row, of any benched case
    QSet<QString> m_underWay;
    std::optional<NextTry> m_next; ///< while everything waits
    SendingStanding m_told;
};

} // namespace yichuang
