// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/ports/centre.h"
#include "app/ports/vault.h"

namespace yichuang
{

struct SignedOut {
    QString clerk; ///< who was here last
    std::optional<Reason> failure;
};
struct SigningIn {
    QString clerk;
};
struct SignedIn {
    Session session;
    bool offline = false;
};
/// F12: the window is covered, the work stays as it is.
struct WindowLocked {
    Session session;
    bool offline = false;
    std::optional<Reason> failure;
};
using SignInState = std::variant<SignedOut, SigningIn, SignedIn, WindowLocked>;

/// Signs a clerk in: on line by the centre, which admits the clerk to the store; where the centre cannot be reached,
/// by the key wrapped with the clerk's password. A refusal by the centre is never overridden off line.
class SignInFlow : public QObject
{
    Q_OBJECT

public:
    SignInFlow(Centre &centre, Vault &vault, QObject *parent = nullptr);
    [[nodiscard]] const SignInState &state() const { return m_state; }
    /// From SignedOut, or from WindowLocked by the same clerk; otherwise nothing happens.
    /// `proof`: what the centre asked for when it refused the password alone.
    void signIn(const QString &clerk, const QString &password, const SignInProof &proof = {});
    /// Covers the window; unlock with signIn() by the same clerk. The password is enough for this, also for those who
    /// have a second factor, where they signed in on line with it: their session goes on.
    void lock();
    /// Also while signing in: the answer that still comes is dropped.
    void signOut();

Q_SIGNALS:
    void changed();
    /// Once for each good sign-in, after the store is open.
    void admitted(const yichuang::Session &session, bool offline);
    void left();

private:
    void setState(SignInState state);
    void admit(const Session &session, const QString &password);
    void unlock(const QString &clerk, const QString &password);
    void resume(const QString &password);
    void closeUnused();
    void refuse(const Reason &reason);
    void enter(const Session &session, bool offline);

    Centre &m_centre;
    Vault &m_vault;
    SignInState m_state = SignedOut{};
    std::optional<WindowLocked> m_lockedBefore;
    QString m_clerk;
    Shift m_shift;
};

/// True for reasons that mean "the centre cannot be asked": only then may the wrapped key decide.
[[nodiscard]] bool meansOffline(Fault fault);

} // namespace yichuang
