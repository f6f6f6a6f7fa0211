// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/secret.h"

#include <QFuture>
#include <QObject>

#include <chrono>

namespace yichuang
{

/// The system's keychain, one secret a name: what a session's keyring offers. The answer may come late or never.
class KeychainAccess
{
public:
    using Answer = std::function<void(const Result<QByteArray> &)>;

    KeychainAccess() = default;
    KeychainAccess(const KeychainAccess &) = delete;
    KeychainAccess &operator=(const KeychainAccess &) = delete;
    virtual ~KeychainAccess() = default;

    /// NotFound where the keychain says there is no such entry, which a locked keyring also says; else
    /// KeyUnavailable, with the keychain's words as detail. Answers on the caller's thread, which has an event loop.
    virtual void read(const QString &name, Answer answer) = 0;
    virtual void write(const QString &name, const QByteArray &secret, Answer answer) = 0;
    virtual void remove(const QString &name, Answer answer) = 0;
};

/// The keyring of the desktop session, by QtKeychain under a service name.
[[nodiscard]] std::unique_ptr<KeychainAccess> systemKeychain(const QString &service);

/// Keeps one small key for a window in the keychain, for convenience only: whoever uses it falls back to the password
/// on any failure, and never takes NotFound for "there was never a key" (see WindowVault::masterFingerprint()).
/// Every call ends: with Timeout where the keychain does not answer, Cancelled where this object goes first. The
/// caller's thread, which has an event loop.
class Keychain : public QObject
{
    Q_OBJECT

public:
    explicit Keychain(std::unique_ptr<KeychainAccess> access,
                      std::chrono::milliseconds timeout = std::chrono::seconds(5), QObject *parent = nullptr);
    ~Keychain() override;

    /// NotFound, KeyUnavailable, Timeout.
    [[nodiscard]] QFuture<Result<Secret>> read(const QString &name);
    /// KeyUnavailable, Timeout; after a Timeout it may still have been written.
    [[nodiscard]] QFuture<Result<Done>> write(const QString &name, const Secret &secret);
    /// Nothing to remove is no failure.
    [[nodiscard]] QFuture<Result<Done>> remove(const QString &name);

private:
    struct Waiting;
    /// Runs a call and gives its answer, or Timeout, to `answer` once.
    void ask(const std::function<void(KeychainAccess::Answer)> &call, KeychainAccess::Answer answer);

    std::unique_ptr<KeychainAccess> m_access;
    std::chrono::milliseconds m_timeout;
};

} // namespace yichuang
