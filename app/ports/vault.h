// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre.h"

#include <QFuture>

namespace yichuang
{

/// Opens the sealed store for a clerk. Key derivation takes about 0.2 s; the futures work off the caller's thread.
class Vault
{
public:
    Vault() = default;
    Vault(const Vault &) = delete;
    Vault &operator=(const Vault &) = delete;
    virtual ~Vault() = default;

    /// After a good online sign-in: makes or renews the clerk's wrapped key, keeps the offline grant, opens the store.
    [[nodiscard]] virtual QFuture<Result<Done>> admit(const Session &session, const QString &password) = 0;
    /// Off line: unwraps with the password and opens the store. The session has no tokens. WrongPassword, LockedOut,
    /// FirstSignInNeedsCentre, OfflineGraceOver.
    [[nodiscard]] virtual QFuture<Result<Session>> unlock(const QString &clerk, const QString &password) = 0;
    /// Forgets the keys and closes the store.
    virtual void lock() = 0;
};

} // namespace yichuang
