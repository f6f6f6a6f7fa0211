// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/keychain_link.h"

#include "app/base/when_done.h"

namespace yichuang
{
namespace
{

template <typename T>
QFuture<Result<T>> ready(Result<T> answer)
{
    return QtFuture::makeReadyFuture(std::move(answer));
}

/// The keyring's own words for "no answer".
Reason silence(const Reason &reason)
{
    if (reason.fault == Fault::Cancelled)
        return reason;
    return {Fault::KeyringSilent, reason.where, describe(reason)};
}

} // namespace

KeychainLink::KeychainLink(WindowVault &vault, std::unique_ptr<KeychainAccess> access, std::function<bool()> wished,
                           std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent),
      m_vault(vault),
      m_keychain(std::move(access), timeout),
      m_wished(std::move(wished))
{
}

QString KeychainLink::entry() const
{
    // One keyring may serve several windows of one person, as in training.
    const auto window = m_vault.identity();
    return window ? window->device : QString();
}

QFuture<Result<ClerkAdmission>> KeychainLink::admit(const Session &session, const QString &password,
                                                    const QString &storeFingerprint)
{
    using Admitted = Result<ClerkAdmission>;
    return answerWhenDone(
        m_vault.admitLater(session, password, storeFingerprint), this, [=, this](const Admitted &first) {
            if (first || first.error().fault != Fault::KeyUnavailable || !m_wished())
                return ready(first);
            return answerWhenDone(m_keychain.read(entry()), this, [=, this](const Result<Secret> &kept) {
                if (kept)
                    return m_vault.admitLater(session, password, storeFingerprint, *kept);
                Q_EMIT silent(silence(kept.error()));
                return ready(first);
            });
        });
}

QFuture<Result<Done>> KeychainLink::tend(const Secret &master)
{
    return m_wished() ? keep(master) : drop();
}

QFuture<Result<Done>> KeychainLink::keep(const Secret &master)
{
    return answerWhenDone(m_keychain.read(entry()), this, [=, this](const Result<Secret> &kept) {
        if (!kept && kept.error().fault != Fault::NotFound)
            return ready(Result<Done>(failure(silence(kept.error()))));
        if (!kept)
            return writeAnew(master);
        return answerWhenDone(m_vault.unlockWithKeychainKeyLater(*kept), this,
                              [=, this](const Result<UnlockedKeys> &opened) {
                                  const bool fits = opened && opened->master == master;
                                  return fits ? ready(Result<Done>(Done{})) : writeAnew(master);
                              });
    });
}

QFuture<Result<Done>> KeychainLink::writeAnew(const Secret &master)
{
    // The keyring first: what a locked one still holds goes on opening the master key.
    const Secret key = Secret::random();
    return answerWhenDone(m_keychain.write(entry(), key), this, [=, this](const Result<Done> &written) {
        if (!written)
            return ready(Result<Done>(failure(silence(written.error()))));
        return m_vault.linkKeychainLater(master, key);
    });
}

QFuture<Result<Done>> KeychainLink::drop()
{
    return answerWhenDone(m_vault.unlinkKeychainLater(), this, [this](const Result<bool> &dropped) {
        if (!dropped)
            return ready(Result<Done>(failure(dropped.error())));
        if (!*dropped)
            return ready(Result<Done>(Done{}));
        return answerWhenDone(m_keychain.remove(entry()), this, [](const Result<Done> &removed) -> Result<Done> {
            // The key that stays there opens nothing any more.
            return removed ? removed : failure(silence(removed.error()));
        });
    });
}

} // namespace yichuang
