// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/keychain.h"
#include "app/secrets/window_vault.h"

namespace yichuang
{

/// The way to a window's master key that a hall may add: a key in the desktop's keyring. It is never the only way, it
/// lets nobody in without a password, and whatever the keyring answers, no new master key is made: a locked keyring
/// says the same as an empty one. Nobody waits for it but who cannot be let in otherwise.
///
/// A keyring that is locked, absent or hung is KeyringSilent, at the latest after the keychain's time-out. The main
/// thread.
class KeychainLink : public QObject
{
    Q_OBJECT

public:
    /// `vault` must outlive it, and has only this link. `wished` is asked each time.
    KeychainLink(WindowVault &vault, std::unique_ptr<KeychainAccess> access, std::function<bool()> wished,
                 std::chrono::milliseconds timeout = std::chrono::seconds(5), QObject *parent = nullptr);

    /// WindowVault::admit(); where neither password nor hall key opens the master key, with the keyring's key as well.
    /// What the vault said stays the answer where that does not help either.
    [[nodiscard]] QFuture<Result<ClerkAdmission>> admit(const Session &session, const QString &password,
                                                        const QString &storeFingerprint);
    /// After a sign-in: sees that the keyring holds a key which opens the master key; where that is no longer wished,
    /// that neither the keyring nor the vault keeps its part.
    [[nodiscard]] QFuture<Result<Done>> tend(const Secret &master);

Q_SIGNALS:
    /// The keyring was asked during a sign-in and gave no answer.
    void silent(const yichuang::Reason &reason);

private:
    [[nodiscard]] QString entry() const;
    [[nodiscard]] QFuture<Result<Done>> keep(const Secret &master);
    [[nodiscard]] QFuture<Result<Done>> writeAnew(const Secret &master);
    [[nodiscard]] QFuture<Result<Done>> drop();

    WindowVault &m_vault;
    Keychain m_keychain;
    std::function<bool()> m_wished;
};

} // namespace yichuang
