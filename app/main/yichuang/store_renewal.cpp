// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/store_renewal.h"

#include "app/base/log.h"

namespace yichuang
{

StoreRenewal::StoreRenewal(WindowVault &keys, StoreDoor &door, QObject *parent)
    : KeyRenewal(parent),
      m_keys(keys),
      m_door(door)
{
    connect(&m_door, &StoreDoor::resealed, this, [this](const ResealStanding &sealed) {
        if (m_standing.phase != Phase::Sealing)
            return;
        m_standing.done = sealed.done;
        m_standing.total = sealed.total;
        m_standing.broken = sealed.broken;
        Q_EMIT changed();
    });
}

void StoreRenewal::opened(const StoreKeys &keys)
{
    m_shift.change();
    m_storeKeys = keys;
    m_standing = {};
    if (keys.older.isEmpty())
        Q_EMIT changed();
    else
        sealAnew();
}

void StoreRenewal::closed()
{
    m_shift.change();
    m_storeKeys.reset();
    m_standing = {};
    Q_EMIT changed();
}

void StoreRenewal::begin(const QString &clerk, const QString &password)
{
    const bool free = m_standing.phase == Phase::None || m_standing.phase == Phase::Renewed;
    if (!free || !m_storeKeys)
        return;
    m_standing = {};
    enter(Phase::Asked);
    m_shift.await(this, m_keys.unlockLater(clerk, password), [this](const Result<UnlockedKeys> &proven) {
        if (!proven)
            return refuse(proven.error());
        if (!proven->grant || !isFor(proven->grant->role))
            return refuse({Fault::NotAllowed, QStringLiteral("keys.renew"), {}});
        make(*proven);
    });
}

void StoreRenewal::make(const UnlockedKeys &proven)
{
    m_shift.await(this, m_keys.beginRotationLater(proven.master), [this](const Result<UnlockedKeys> &fresh) {
        if (!fresh)
            return refuse(fresh.error());
        m_storeKeys = StoreKeys{m_storeKeys->suite, fresh->master, fresh->signing, fresh->generation, fresh->older};
        sealAnew();
    });
}

void StoreRenewal::sealAnew()
{
    enter(Phase::Sealing);
    m_sealing = m_door.rotate(*m_storeKeys);
    m_shift.await(this, m_sealing, [this](const Result<ResealStanding> &sealed) {
        if (sealed)
            finish();
        else
            halt(sealed.error());
    });
}

/// Backups of before open only by the keys that are forgotten then.
void StoreRenewal::finish()
{
    enter(Phase::Finishing);
    m_shift.await(this, m_door.backUp(0), [this](const Result<Done> &backup) {
        if (!backup)
            return halt(backup.error());
        m_shift.await(this, m_keys.finishRotationLater(m_storeKeys->master), [this](const Result<Done> &forgotten) {
            if (!forgotten)
                return halt(forgotten.error());
            m_storeKeys->older.clear();
            qCInfo(logSecrets) << "the master key was renewed, generation" << m_storeKeys->generation;
            enter(Phase::Renewed);
        });
    });
}

void StoreRenewal::stop()
{
    if (m_standing.phase == Phase::Sealing)
        m_sealing.cancel();
}

void StoreRenewal::goOn()
{
    if (m_standing.phase == Phase::Stopped)
        sealAnew();
}

void StoreRenewal::halt(const Reason &why)
{
    const bool asked = why.fault == Fault::Cancelled;
    if (!asked)
        m_standing.why = why;
    enter(Phase::Stopped);
    if (!asked)
        Q_EMIT troubled(why);
}

void StoreRenewal::refuse(const Reason &why)
{
    m_standing.why = why;
    enter(Phase::None);
}

void StoreRenewal::enter(Phase phase)
{
    m_standing.phase = phase;
    if (phase == Phase::Sealing || phase == Phase::Renewed)
        m_standing.why.reset();
    Q_EMIT changed();
}

} // namespace yichuang
