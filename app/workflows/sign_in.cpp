// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/sign_in.h"

namespace yichuang
{

bool meansOffline(Fault fault)
{
    switch (fault) {
    case Fault::NoNetwork:
    case Fault::CentreUnreachable:
    case Fault::NotOurServer:
    case Fault::NetworkTimeout:
    case Fault::CentreBusy:
    case Fault::CentreFault:
        return true;
    default:
        return false;
    }
}

SignInFlow::SignInFlow(Centre &centre, Vault &vault, QObject *parent)
    : QObject(parent),
      m_centre(centre),
      m_vault(vault)
{
}

void SignInFlow::setState(SignInState state)
{
    m_state = std::move(state);
    Q_EMIT changed();
}

void SignInFlow::signIn(const QString &clerk, const QString &password)
{
    if (std::holds_alternative<SigningIn>(m_state))
        return;
    m_lockedBefore.reset();
    if (const auto *locked = std::get_if<WindowLocked>(&m_state))
        m_lockedBefore = *locked;
    m_clerk = clerk.trimmed();
    if (m_clerk.isEmpty() || password.isEmpty() || (m_lockedBefore && m_lockedBefore->session.clerk != m_clerk)) {
        refuse({Fault::WrongPassword, QStringLiteral("signIn"), {}});
        return;
    }
    setState(SigningIn{m_clerk});
    m_centre.signIn(m_clerk, password).then(this, [this, password](const Result<Session> &session) {
        if (session)
            admit(*session, password);
        else if (meansOffline(session.error().fault))
            unlock(m_clerk, password);
        else
            refuse(session.error());
    });
}

void SignInFlow::admit(const Session &session, const QString &password)
{
    m_centre.setSession(session);
    m_vault.admit(session, password).then(this, [this, session](const Result<Done> &opened) {
        if (opened)
            enter(session, false);
        else
            refuse(opened.error());
    });
}

void SignInFlow::unlock(const QString &clerk, const QString &password)
{
    m_vault.unlock(clerk, password).then(this, [this](const Result<Session> &session) {
        if (session)
            enter(*session, true);
        else
            refuse(session.error());
    });
}

void SignInFlow::refuse(const Reason &reason)
{
    if (m_lockedBefore) {
        m_lockedBefore->failure = reason;
        setState(*m_lockedBefore);
        return;
    }
    setState(SignedOut{m_clerk, reason});
}

void SignInFlow::enter(const Session &session, bool offline)
{
    const bool returning = m_lockedBefore.has_value();
    m_lockedBefore.reset();
    setState(SignedIn{session, offline});
    if (!returning)
        Q_EMIT admitted(session, offline);
}

void SignInFlow::lock()
{
    if (const auto *in = std::get_if<SignedIn>(&m_state))
        setState(WindowLocked{in->session, in->offline, std::nullopt});
}

void SignInFlow::signOut()
{
    if (std::holds_alternative<SignedOut>(m_state))
        return;
    m_vault.lock();
    m_centre.setSession({});
    Q_EMIT left();
    setState(SignedOut{m_clerk, std::nullopt});
}

} // namespace yichuang
