// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre.h"
#include "app/sync/pace.h"

namespace yichuang
{

/// Where loops wait that met an expired session. Renews it once for all of them; where that is refused, says so and
/// lets them wait until the clerk has signed in. One thread.
class SessionGate : public QObject
{
    Q_OBJECT

public:
    SessionGate(Centre &centre, Timers &timers, const RandomSource &random, RetryPolicy policy);

    /// `resume` is called once there is a session again.
    void await(std::function<void()> resume);
    /// A call with the session was good.
    void confirmed() { m_inVain = 0; }
    /// There is a new session: everybody goes on.
    void restored();
    /// Tries at once whatever waits here.
    void hurry();
    /// Forgets who waits.
    void clear();

Q_SIGNALS:
    void needed();
    /// The centre knows this window no more; who waits here goes on with restored() or hurry().
    void turnedAway(const yichuang::Reason &reason);

private:
    enum class State { Open, Renewing, Lost };
    void renew();

    Centre &m_centre;
    Pace m_pace;
    State m_state = State::Open;
    int m_inVain = 0; ///< renewals since a call was good
    QList<std::function<void()>> m_waiting;
};

} // namespace yichuang
