// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/store_vault.h"

#include "app/base/log.h"
#include "app/base/when_done.h"
#include "app/crypto/suite.h"
#include "app/storage/mending.h"

#include <QFileInfo>

namespace yichuang
{
namespace
{

constexpr int lookEveryMs = 10 * 60 * 1000;

template <typename T>
QFuture<Result<T>> failed(const Reason &reason)
{
    Result<T> answer = failure(reason);
    return QtFuture::makeReadyFuture(std::move(answer));
}

Session sessionOf(const OfflineGrant &grant)
{
    Session session;
    session.clerk = grant.clerk;
    session.clerkName = grant.clerkName;
    session.role = grant.role;
    return session;
}

} // namespace

StoreVault::StoreVault(WindowVault &keys, KeychainLink &keyring, StoreDoor &door, QString folder,
                       StoreSurroundings surroundings, QObject *parent)
    : QObject(parent),
      m_keys(keys),
      m_keyring(keyring),
      m_door(door),
      m_renewal(keys, door),
      m_folder(std::move(folder)),
      m_surroundings(std::move(surroundings))
{
    connect(&m_keyring, &KeychainLink::silent, this, &StoreVault::keyringTroubled);
    connect(&m_renewal, &StoreRenewal::troubled, this, &StoreVault::rotationTroubled);
    m_backups.setInterval(lookEveryMs);
    connect(&m_backups, &QTimer::timeout, this, [this] { backUp(m_backupMs); });
}

void StoreVault::setBackupHours(int hours)
{
    m_backupMs = hours * 3'600'000LL;
}

void StoreVault::backUp(qint64 olderThanMs)
{
    if (m_backupMs == 0 || !m_door.isOpen())
        return;
    whenDone(m_door.backUp(olderThanMs), this, [this](const Result<Done> &made) {
        if (made || made.error().fault == Fault::Cancelled)
            return;
        qCWarning(logStore).noquote() << "no backup:" << describe(made.error());
        if (made.error().fault == Fault::StoreDamaged)
            Q_EMIT foundDamaged(made.error());
    });
}

QFuture<Result<Done>> StoreVault::admit(const Session &session, const QString &password)
{
    // A store without its keys must never be answered with new keys: it would be lost for good.
    QString sealedBy;
    if (QFileInfo::exists(m_folder + QStringLiteral("/store.db")) || Mending::isUnderWay(m_folder)) {
        const auto fingerprint = m_keys.masterFingerprint();
        if (!fingerprint)
            return failed<Done>(fingerprint.error());
        sealedBy = fingerprint->isEmpty() ? QStringLiteral("lost") : *fingerprint;
    }
    return answerWhenDone(m_keyring.admit(session, password, sealedBy), this,
                          [this](const Result<ClerkAdmission> &admission) {
                              if (!admission)
                                  return failed<Done>(admission.error());
                              if (!admission->recoveryCode.isEmpty())
                                  Q_EMIT recoveryCodeMade(admission->recoveryCode);
                              return openStore(admission->keys);
                          });
}

QFuture<Result<Session>> StoreVault::unlock(const QString &clerk, const QString &password)
{
    return answerWhenDone(m_keys.unlockLater(clerk, password), this, [this](const Result<UnlockedKeys> &keys) {
        if (!keys)
            return failed<Session>(keys.error());
        if (!keys->grant)
            return failed<Session>({Fault::OfflineGraceOver, QStringLiteral("vault.unlock"), {}});
        const Session session = sessionOf(*keys->grant);
        return openStore(*keys).then([session](const Result<Done> &opened) -> Result<Session> {
            if (!opened)
                return failure(opened.error());
            return session;
        });
    });
}

QFuture<Result<Done>> StoreVault::openStore(const UnlockedKeys &keys)
{
    if (m_door.isOpen())
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    const auto identity = m_keys.identity();
    if (!identity)
        return failed<Done>(identity.error());
    const Suite suite =
        suiteNamed(identity->policy.value(QStringLiteral("suite")).toString()).value_or(Suite::International);
    const StoreKeys storeKeys{suite, keys.master, keys.signing, keys.generation, keys.older};
    StorePlace place{m_folder};
    place.mends = true;
    auto store = std::make_shared<std::unique_ptr<LocalStore>>(std::make_unique<LocalStore>(
        place, storeKeys, StoreIdentity{identity->device, identity->hall, identity->window, identity->generation},
        m_surroundings));
    connect(store->get(), &LocalStore::mended, this, &StoreVault::mended);
    return answerWhenDone((*store)->open(), this, [this, store, storeKeys](const Result<Done> &opened) -> Result<Done> {
        if (!opened)
            return opened;
        m_openedBy = storeKeys.master;
        m_door.open(std::move(*store));
        m_backups.start();
        m_renewal.opened(storeKeys);
        return Done{};
    });
}

void StoreVault::tendKeyring()
{
    if (m_openedBy.isEmpty())
        return;
    whenDone(m_keyring.tend(std::exchange(m_openedBy, {})), this, [this](const Result<Done> &tended) {
        if (!tended && tended.error().fault != Fault::Cancelled)
            Q_EMIT keyringTroubled(tended.error());
    });
}

void StoreVault::lock()
{
    m_openedBy = {};
    m_backups.stop();
    m_renewal.closed();
    m_door.close();
}

} // namespace yichuang
