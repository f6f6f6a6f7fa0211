// SPDX-License-Identifier: Apache-2.0
// How a window's master key is replaced: the part of the vault that a rotation needs.
#include "app/base/log.h"
#include "app/crypto/sealing.h"
#include "app/secrets/recovery_code.h"
#include "app/secrets/window_vault.h"

namespace yichuang
{
namespace
{

const QString whereRotation = QStringLiteral("secrets.rotation");

Secret olderKey(const Secret &master)
{
    return derivePurposeKey(Suite::International, master, "yichuang/older-master");
}

QByteArray boundTo(int generation, const QString &fingerprint)
{
    return "yichuang/older-master/" + QByteArray::number(generation) + '/' + fingerprint.toLatin1();
}

} // namespace

Result<MasterCopies> WindowVault::copiesOf(const Secret &master, const QString &where) const
{
    Result<MasterCopies> copies = loadCopies();
    if (copies && keyFingerprint(master) != copies->fingerprint)
        return failure(Fault::KeyMismatch, where);
    return copies;
}

Result<QMap<int, Secret>> WindowVault::openOlder(const MasterCopies &copies, const Secret &master) const
{
    QMap<int, Secret> keys;
    for (auto one = copies.older.cbegin(); one != copies.older.cend(); ++one) {
        Result<QByteArray> opened = unseal(olderKey(master), one->sealed, boundTo(one.key(), one->fingerprint));
        if (!opened)
            return failure(Fault::StoreDamaged, whereRotation, QStringLiteral("generation %1").arg(one.key()));
        const Secret key = Secret::taking(std::move(*opened));
        if (keyFingerprint(key) != one->fingerprint)
            return failure(Fault::StoreDamaged, whereRotation, QStringLiteral("generation %1").arg(one.key()));
        keys.insert(one.key(), key);
    }
    return keys;
}

Result<UnlockedKeys> WindowVault::beginRotation(const Secret &master)
{
    const QMutexLocker locker(&m_mutex);
    const Result<MasterCopies> copies = copiesOf(master, whereRotation);
    if (!copies)
        return failure(copies.error());
    if (!copies->older.isEmpty())
        return open(*copies, master);
    const Secret fresh = Secret::random(32);
    Result<MasterCopies> turned = copies->leadingTo(fresh, master, suite());
    if (!turned)
        return failure(turned.error());
    const auto sealed =
        seal(suite(), olderKey(fresh), master.reveal(), boundTo(copies->generation, copies->fingerprint));
    if (!sealed)
        return failure(sealed.error());
    turned->older.insert(copies->generation, {copies->fingerprint, *sealed});
    turned->generation = copies->generation + 1;
    turned->fingerprint = keyFingerprint(fresh);
    if (const auto saved = saveCopies(*turned); !saved)
        return failure(saved.error());
    qCInfo(logSecrets) << "a new master key, generation" << turned->generation;
    return open(*turned, fresh);
}

Result<Done> WindowVault::finishRotation(const Secret &master)
{
    const QMutexLocker locker(&m_mutex);
    Result<MasterCopies> copies = copiesOf(master, whereRotation);
    if (!copies)
        return failure(copies.error());
    if (copies->older.isEmpty())
        return Done{};
    // The signing key may still be sealed by a key of before, where a program ended between the two files.
    if (const auto opened = open(*copies, master); !opened)
        return failure(opened.error());
    copies->older.clear();
    return saveCopies(*copies);
}

Result<QString> WindowVault::makeRecoveryCode(MasterCopies &copies, const Secret &master) const
{
    const QString code = newRecoveryCode();
    const auto slot = KeySlot::byPassword(suite(), master, plainRecoveryCode(code), recoveryPurpose(), m_cost);
    if (!slot)
        return failure(slot.error());
    copies.recovery = *slot;
    return code;
}

Result<QString> WindowVault::renewRecoveryCode(const Secret &master)
{
    const QMutexLocker locker(&m_mutex);
    Result<MasterCopies> copies = copiesOf(master, QStringLiteral("secrets.recoveryCode"));
    if (!copies)
        return failure(copies.error());
    return makeRecoveryCode(*copies, master).and_then([&](const QString &code) {
        return saveCopies(*copies).map([&](Done) { return code; });
    });
}

} // namespace yichuang
