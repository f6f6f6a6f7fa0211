// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/main/yichuang/store_renewal.h"
#include "app/ports/vault.h"
#include "app/secrets/keychain_link.h"

#include <QTimer>

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
    /// Renews the master key of the store that is open.
    [[nodiscard]] KeyRenewal &renewal() { return m_renewal; }
    /// Sees, once after each opening, that the desktop's keyring holds what is wished; nobody waits for it.
    void tendKeyring();
    /// While the store is open its newest backup is never older than that, but for minutes. Before the first opening.
    void setBackupHours(int hours);

Q_SIGNALS:
    /// The window's master key was made: this code opens it when every password is lost. Shown once.
    void recoveryCodeMade(const QString &code);
    /// Nothing was lost by it: the keyring is a second way.
    void keyringTroubled(const yichuang::Reason &reason);
    /// A rotation of the master key stopped; it goes on at the next sign-in, and nothing is lost meanwhile.
    void rotationTroubled(const yichuang::Reason &reason);
    /// The store was found damaged when it was opened, and mended.
    void mended(const yichuang::MendReport &report);
    /// A backup found the store damaged: it is mended at the next sign-in.
    void foundDamaged(const yichuang::Reason &reason);

private:
    [[nodiscard]] QFuture<Result<Done>> openStore(const UnlockedKeys &keys);
    void backUp(qint64 olderThanMs);

    WindowVault &m_keys;
    KeychainLink &m_keyring;
    StoreDoor &m_door;
    StoreRenewal m_renewal;
    QString m_folder;
    StoreSurroundings m_surroundings;
    QTimer m_backups;
    qint64 m_backupMs = 0; ///< 0 for none
    Secret m_openedBy;     ///< until the keyring was tended
};

} // namespace yichuang
