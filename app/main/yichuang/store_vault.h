// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/main/yichuang/store_door.h"
#include "app/ports/vault.h"
#include "app/secrets/keychain_link.h"

namespace yichuang
{

/// The port Vault over the window's keys and the sealed store: whoever is let in finds the store open. Main thread.
class StoreVault final : public QObject, public Vault
{
    Q_OBJECT

public:
    /// Everything given must outlive it. `folder` is the store's.
    StoreVault(WindowVault &keys, KeychainLink &keyring, StoreDoor &door, QString folder,
               StoreSurroundings surroundings, QObject *parent);

    [[nodiscard]] QFuture<Result<Done>> admit(const Session &session, const QString &password) override;
    [[nodiscard]] QFuture<Result<Session>> unlock(const QString &clerk, const QString &password) override;
    void lock() override;
    /// Sees, once after each opening, that the desktop's keyring holds what is wished; nobody waits for it.
    void tendKeyring();

Q_SIGNALS:
    /// The window's master key was made: this code opens it when every password is lost. Shown once.
    void recoveryCodeMade(const QString &code);
    /// Nothing was lost by it: the keyring is a second way.
    void keyringTroubled(const yichuang::Reason &reason);

private:
    [[nodiscard]] QFuture<Result<Done>> openStore(const UnlockedKeys &keys);

    WindowVault &m_keys;
    KeychainLink &m_keyring;
    StoreDoor &m_door;
    QString m_folder;
    StoreSurroundings m_surroundings;
    Secret m_openedBy; ///< until the keyring was tended
};

} // namespace yichuang
