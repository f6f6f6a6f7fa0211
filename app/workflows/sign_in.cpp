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

void SignInFlow::signIn(const QString &clerk, const QString &password, const SignInProof &proof)
{
    const auto *locked = std::get_if<WindowLocked>(&m_state);
    if (locked == nullptr && !std::holds_alternative<SignedOut>(m_state))
        return;
    m_lockedBefore = locked != nullptr ? std::optional(*locked) : std::nullopt;
    const QString wanted = clerk.trimmed();
    const bool another = m_lockedBefore && m_lockedBefore->session.clerk != wanted;
    if (!another)
        m_clerk = wanted;
    if (wanted.isEmpty() || password.isEmpty() || another) {
        refuse({Fault::WrongPassword, QStringLiteral("signIn"), {}});
        return;
    }
    m_shift.change();
    setState(SigningIn{m_clerk});
    const QString lasting = proof.newPassword.isEmpty() ? password : proof.newPassword;
    m_shift.await(this, m_centre.signIn(m_clerk, password, proof),
                  [this, password, lasting, proven = !proof.code.isEmpty()](const Result<Session> &session) {
                      if (session)
                          admit(*session, lasting);
                      else if (session.error().fault == Fault::SecondFactorNeeded && m_lockedBefore
                               && !m_lockedBefore->offline && !proven)
                          resume(password);
                      else if (meansOffline(session.error().fault))
                          unlock(m_clerk, password);
                      else
                          refuse(session.error());
                  });
}

void SignInFlow::admit(const Session &session, const QString &password)
{
    m_centre.setSession(session);
    whenDone(m_vault.admit(session, password), this,
             [this, session, shift = m_shift.number()](const Result<Done> &opened) {
                 if (shift != m_shift.number()) {
                     closeUnused();
                     return;
                 }
                 if (opened) {
                     enter(session, false);
                     return;
                 }
                 if (!m_lockedBefore)
                     m_centre.setSession({});
                 refuse(opened.error());
             });
}

/// The centre asks for a code only once the password is right; the session that runs has had one.
void SignInFlow::resume(const QString &password)
{
    whenDone(m_vault.admit(m_lockedBefore->session, password), this,
             [this, session = m_lockedBefore->session, shift = m_shift.number()](const Result<Done> &opened) {
                 if (shift != m_shift.number())
                     closeUnused();
                 else if (opened)
                     enter(session, false);
                 else
                     refuse(opened.error());
             });
}

void SignInFlow::unlock(const QString &clerk, const QString &password)
{
    whenDone(m_vault.unlock(clerk, password), this, [this, shift = m_shift.number()](const Result<Session> &session) {
        if (shift != m_shift.number())
            closeUnused();
        else if (session)
            enter(*session, true);
        else
            refuse(session.error());
    });
}

/// A store that opened after its clerk had left again.
void SignInFlow::closeUnused()
{
    if (std::holds_alternative<SignedOut>(m_state))
        m_vault.lock();
}

void SignInFlow::refuse(const Reason &reason)
{
    if (m_lockedBefore) {
        m_lockedBefore->failure = reason;
        setState(*m_lockedBefore);
        return;
    }
    m_vault.lock();
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
    m_shift.change();
    m_lockedBefore.reset();
    m_vault.lock();
    m_centre.setSession({});
    Q_EMIT left();
    setState(SignedOut{m_clerk, std::nullopt});
}

} // namespace yichuang
