// SPDX-License-Identifier: Apache-2.0
#include "app/sync/session_gate.h"

#include "app/base/when_done.h"

#include <utility>

namespace yichuang
{

SessionGate::SessionGate(Centre &centre, Timers &timers, const RandomSource &random, RetryPolicy policy)
    : m_centre(centre),
      m_pace(timers, random, policy)
{
}

void SessionGate::await(std::function<void()> resume)
{
    m_waiting.append(std::move(resume));
    if (m_state != State::Open)
        return;
    m_state = State::Renewing;
    // A centre that renews and still refuses must not be asked without a pause.
    if (m_inVain++ > 0)
        return m_pace.retry(Reason{Fault::SessionExpired, QStringLiteral("sync.session"), {}}, [this] { renew(); });
    renew();
}

void SessionGate::renew()
{
    whenDone(m_centre.refresh(), this, [this](const Result<Session> &session) {
        if (m_state != State::Renewing)
            return;
        if (session)
            return restored();
        const Fault fault = session.error().fault;
        if (fault == Fault::DeviceRevoked) {
            m_state = State::Lost;
            Q_EMIT turnedAway(session.error());
            return;
        }
        const bool refused = fault == Fault::SessionExpired || fault == Fault::NotAllowed
                             || fault == Fault::WrongPassword || fault == Fault::LockedOut
                             || nextStep(fault) == NextStep::SetAside;
        if (!refused)
            return m_pace.retry(session.error(), [this] { renew(); });
        m_state = State::Lost;
        Q_EMIT needed();
    });
}

void SessionGate::restored()
{
    m_state = State::Open;
    m_pace.cancel();
    for (const auto &resume : std::exchange(m_waiting, {}))
        resume();
}

void SessionGate::hurry()
{
    if (m_state == State::Lost)
        restored();
    else
        m_pace.hurry();
}

void SessionGate::clear()
{
    m_state = State::Open;
    m_pace.cancel();
    m_waiting.clear();
    m_inVain = 0;
}

} // namespace yichuang
