// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/window_vault.h"

#include "app/base/log.h"
#include "app/secrets/recovery_code.h"

#include <QPromise>

namespace yichuang
{
namespace
{

const QString copiesName = QStringLiteral("keys.json");
const QString whereAdmit = QStringLiteral("secrets.admit");
const QString whereUnlock = QStringLiteral("secrets.unlock");
template <typename Act>
auto runOn(QThreadPool &pool, Act act) -> QFuture<decltype(act())>
{
    auto promise = std::make_shared<QPromise<decltype(act())>>();
    promise->start();
    auto future = promise->future();
    pool.start([promise, act = std::move(act)] {
        promise->addResult(act());
        promise->finish();
    });
    return future;
}

} // namespace

WindowVault::WindowVault(QString folder, const Clock &clock, Suite suite, PasswordCost cost)
    : m_folder(std::move(folder)),
      m_clock(clock),
      m_suite(suite),
      m_cost(cost),
      m_attempts(m_folder, clock)
{
    m_pool.setMaxThreadCount(1);
}

WindowVault::~WindowVault() = default;

Suite WindowVault::suite() const
{
    const Result<Enrolment> window = identity();
    const QString named = window ? window->policy.value(QStringLiteral("suite")).toString() : QString();
    return suiteNamed(named).value_or(m_suite);
}

Result<MasterCopies> WindowVault::loadCopies() const
{
    return m_folder.read(copiesName, MasterCopies::formatVersion).and_then(MasterCopies::fromJson);
}

Result<Done> WindowVault::saveCopies(const MasterCopies &copies) const
{
    return m_folder.write(copiesName, copies.toJson());
}

Result<UnlockedKeys> WindowVault::open(const MasterCopies &copies, Secret master) const
{
    if (keyFingerprint(master) != copies.fingerprint)
        return failure(Fault::KeyMismatch, whereUnlock, QStringLiteral("not the master key's fingerprint"));
    const Result<QMap<int, Secret>> older = openOlder(copies, master);
    if (!older)
        return failure(older.error());
    return openSigningKey(master, older->values()).map([&](const SigningKey &signing) {
        return UnlockedKeys{std::move(master), signing, std::nullopt, copies.generation, *older};
    });
}

Result<OfflineGrant> WindowVault::grantOf(const QByteArray &document, const QString &clerk) const
{
    const Result<Enrolment> window = identity();
    if (!window)
        return failure(window.error());
    const Result<VerifyKey> centre = VerifyKey::fromDer(window->centreKey);
    if (!centre)
        return failure(centre.error());
    Result<OfflineGrant> grant = readOfflineGrant(document, *centre);
    if (grant && (grant->clerk != clerk || grant->device != window->device))
        return failure(Fault::KeyMismatch, QStringLiteral("secrets.grant"),
                       QStringLiteral("of another clerk or window"));
    return grant;
}

Result<Done> WindowVault::wrapForClerk(MasterCopies &copies, const QString &clerk, const QString &password,
                                       const Secret &master) const
{
    const auto slot = KeySlot::byPassword(suite(), master, password, clerkPurpose(clerk), m_cost);
    if (!slot)
        return failure(slot.error());
    copies.clerks[clerk].key = *slot;
    return Done{};
}

Result<Done> WindowVault::wrapForHall(MasterCopies &copies, const QByteArray &hallKey, const Secret &master) const
{
    const Secret key = Secret::fromBytes(hallKey);
    if (hallKey.isEmpty() || (copies.hall && copies.hall->openWithKey(key, hallPurpose())))
        return Done{};
    const auto slot = KeySlot::byKey(suite(), master, key, hallPurpose());
    if (!slot)
        return failure(slot.error());
    copies.hall = *slot;
    return Done{};
}

Result<QString> WindowVault::makeMaster(MasterCopies &copies, Secret &master) const
{
    master = Secret::random(32);
    copies.fingerprint = keyFingerprint(master);
    return makeRecoveryCode(copies, master);
}

Result<WindowVault::Opened> WindowVault::masterFor(const Session &session, const QString &password,
                                                   const MasterCopies &copies, const Secret &keychainKey) const
{
    if (const auto clerk = copies.clerks.constFind(session.clerk); clerk != copies.clerks.cend()) {
        const Result<Secret> master = clerk->key.openWithPassword(password, clerkPurpose(session.clerk));
        if (master)
            return Opened{*master, true};
        if (master.error().fault != Fault::WrongPassword)
            return failure(master.error());
    }
    const auto tried = [](const std::optional<KeySlot> &slot, const Secret &key, const QString &purpose) {
        return slot && !key.isEmpty() ? slot->openWithKey(key, purpose)
                                      : failure(Fault::KeyUnavailable, whereAdmit, purpose);
    };
    Result<Secret> master = tried(copies.hall, Secret::fromBytes(session.hallKey), hallPurpose());
    if (!master)
        master = tried(copies.keychain, keychainKey, keychainPurpose());
    if (!master)
        return failure(Fault::KeyUnavailable, whereAdmit, QStringLiteral("neither password nor hall key opens it"));
    return Opened{*master, false};
}

Result<ClerkAdmission> WindowVault::admit(const Session &session, const QString &password,
                                          const QString &storeFingerprint, const Secret &keychainKey)
{
    const QMutexLocker locker(&m_mutex);
    if (const Result<Enrolment> window = identity(); !window)
        return failure(window.error());
    std::optional<OfflineGrant> grant;
    if (!session.offlineGrant.isEmpty()) {
        const Result<OfflineGrant> given = grantOf(session.offlineGrant, session.clerk);
        if (!given)
            return failure(given.error());
        grant = *given;
    }
    Result<MasterCopies> copies = loadCopies();
    Opened opened;
    QString code;
    if (copies) {
        const Result<Opened> known = masterFor(session, password, *copies, keychainKey);
        if (!known)
            return failure(known.error());
        opened = *known;
    } else if (copies.error().fault != Fault::NotFound) {
        return failure(copies.error());
    } else if (!storeFingerprint.isEmpty()) {
        return failure(Fault::KeyUnavailable, whereAdmit, QStringLiteral("the store is there, its keys are gone"));
    } else {
        copies = MasterCopies{};
        const Result<QString> made = makeMaster(*copies, opened.master);
        if (!made)
            return failure(made.error());
        code = *made;
    }
    if (!storeFingerprint.isEmpty() && keyFingerprint(opened.master) != storeFingerprint)
        return failure(Fault::KeyMismatch, whereAdmit, QStringLiteral("not the store's key"));
    return settle(session, password, *std::move(copies), opened).map([&](UnlockedKeys keys) {
        keys.grant = grant;
        return ClerkAdmission{std::move(keys), code};
    });
}

Result<UnlockedKeys> WindowVault::settle(const Session &session, const QString &password, MasterCopies copies,
                                         const Opened &opened)
{
    const MasterCopies before = copies;
    // What cannot be used in the end must not be written anew.
    if (const auto older = openOlder(copies, opened.master); !older)
        return failure(older.error());
    if (!opened.ownCopyFits) {
        if (const auto wrapped = wrapForClerk(copies, session.clerk, password, opened.master); !wrapped)
            return failure(wrapped.error());
    }
    if (const auto wrapped = wrapForHall(copies, session.hallKey, opened.master); !wrapped)
        return failure(wrapped.error());
    const auto grant = sealGrant(suite(), session.offlineGrant, session.clerk, opened.master);
    if (!grant)
        return failure(grant.error());
    copies.clerks[session.clerk].sealedGrant = *grant;
    if (!(copies == before)) {
        if (const auto saved = saveCopies(copies); !saved)
            return failure(saved.error());
    }
    if (const auto forgiven = m_attempts.startAnew(session.clerk); !forgiven)
        return failure(forgiven.error());
    return open(copies, opened.master);
}

Result<UnlockedKeys> WindowVault::unlock(const QString &clerk, const QString &password)
{
    const QMutexLocker locker(&m_mutex);
    if (const Result<Enrolment> window = identity(); !window)
        return failure(window.error());
    const Result<MasterCopies> copies = loadCopies();
    if (!copies && copies.error().fault != Fault::NotFound)
        return failure(copies.error());
    if (!copies || !copies->clerks.contains(clerk))
        return failure(Fault::FirstSignInNeedsCentre, whereUnlock);
    if (const auto allowed = m_attempts.begin(clerk); !allowed)
        return failure(allowed.error());
    const ClerkCopy own = copies->clerks.value(clerk);
    const Result<Secret> master = own.key.openWithPassword(password, clerkPurpose(clerk));
    if (!master && master.error().fault == Fault::WrongPassword) {
        qCInfo(logSecrets) << "a password did not fit";
        return failure(master.error());
    }
    if (const auto forgiven = m_attempts.forgive(clerk); !forgiven)
        return failure(forgiven.error());
    if (!master)
        return failure(master.error());
    if (own.sealedGrant.isEmpty())
        return failure(Fault::OfflineGraceOver, whereUnlock, QStringLiteral("no grant"));
    const Result<OfflineGrant> grant =
        openGrant(own.sealedGrant, clerk, *master).and_then([&](const QByteArray &document) {
            return grantOf(document, clerk);
        });
    if (!grant)
        return failure(Fault::OfflineGraceOver, whereUnlock, describe(grant.error()));
    const Result<QDateTime> now = m_attempts.latestTime();
    if (!now)
        return failure(now.error());
    if (grant->until <= *now)
        return failure(Fault::OfflineGraceOver, whereUnlock, grant->until.toString(Qt::ISODate));
    return open(*copies, *master).map([&](UnlockedKeys keys) {
        keys.grant = *grant;
        return keys;
    });
}

Result<UnlockedKeys> WindowVault::unlockWithHallKey(const QByteArray &hallKey) const
{
    const QMutexLocker locker(&m_mutex);
    const Result<MasterCopies> copies = loadCopies();
    if (!copies)
        return failure(copies.error());
    if (!copies->hall)
        return failure(Fault::NotFound, whereUnlock, QStringLiteral("no copy for the hall key"));
    return copies->hall->openWithKey(Secret::fromBytes(hallKey), hallPurpose()).and_then([&](const Secret &master) {
        return open(*copies, master);
    });
}

Result<UnlockedKeys> WindowVault::unlockWithRecoveryCode(const QString &code) const
{
    const QMutexLocker locker(&m_mutex);
    const Result<MasterCopies> copies = loadCopies();
    if (!copies)
        return failure(copies.error());
    if (!copies->recovery)
        return failure(Fault::NotFound, whereUnlock, QStringLiteral("no copy for a recovery code"));
    const QString plain = plainRecoveryCode(code);
    if (plain.isEmpty())
        return failure(Fault::WrongPassword, whereUnlock, QStringLiteral("not a recovery code"));
    return copies->recovery->openWithPassword(plain, recoveryPurpose()).and_then([&](const Secret &master) {
        return open(*copies, master);
    });
}

Result<Done> WindowVault::addClerk(const QString &clerk, const QString &password, const Secret &master)
{
    const QMutexLocker locker(&m_mutex);
    Result<MasterCopies> copies = copiesOf(master, QStringLiteral("secrets.addClerk"));
    if (!copies)
        return failure(copies.error());
    return wrapForClerk(*copies, clerk, password, master).and_then([&](Done) { return saveCopies(*copies); });
}

Result<Done> WindowVault::removeClerk(const QString &clerk)
{
    const QMutexLocker locker(&m_mutex);
    Result<MasterCopies> copies = loadCopies();
    if (!copies)
        return failure(copies.error());
    copies->clerks.remove(clerk);
    return saveCopies(*copies);
}

Result<QStringList> WindowVault::clerks() const
{
    const QMutexLocker locker(&m_mutex);
    const Result<MasterCopies> copies = loadCopies();
    if (!copies && copies.error().fault == Fault::NotFound)
        return QStringList();
    return copies.map([](const MasterCopies &all) { return QStringList(all.clerks.keys()); });
}

Result<QString> WindowVault::masterFingerprint() const
{
    const QMutexLocker locker(&m_mutex);
    const Result<MasterCopies> copies = loadCopies();
    if (!copies && copies.error().fault == Fault::NotFound)
        return QString();
    return copies.map([](const MasterCopies &all) { return all.fingerprint; });
}

Result<Done> WindowVault::linkKeychain(const Secret &master, const Secret &key)
{
    const QMutexLocker locker(&m_mutex);
    Result<MasterCopies> copies = copiesOf(master, QStringLiteral("secrets.linkKeychain"));
    if (!copies)
        return failure(copies.error());
    const auto slot = KeySlot::byKey(suite(), master, key, keychainPurpose());
    if (!slot)
        return failure(slot.error());
    copies->keychain = *slot;
    return saveCopies(*copies);
}

Result<UnlockedKeys> WindowVault::unlockWithKeychainKey(const Secret &key) const
{
    const QMutexLocker locker(&m_mutex);
    const Result<MasterCopies> copies = loadCopies();
    if (!copies)
        return failure(copies.error());
    if (!copies->keychain)
        return failure(Fault::NotFound, whereUnlock, QStringLiteral("not linked to a keychain"));
    return copies->keychain->openWithKey(key, keychainPurpose()).and_then([&](const Secret &master) {
        return open(*copies, master);
    });
}

Result<bool> WindowVault::unlinkKeychain()
{
    const QMutexLocker locker(&m_mutex);
    Result<MasterCopies> copies = loadCopies();
    if (!copies)
        return failure(copies.error());
    if (!copies->keychain)
        return false;
    copies->keychain.reset();
    return saveCopies(*copies).map([](Done) { return true; });
}

QFuture<Result<ClerkAdmission>> WindowVault::admitLater(const Session &session, const QString &password,
                                                        const QString &storeFingerprint, const Secret &keychainKey)
{
    return runOn(m_pool, [=, this] { return admit(session, password, storeFingerprint, keychainKey); });
}

QFuture<Result<UnlockedKeys>> WindowVault::unlockLater(const QString &clerk, const QString &password)
{
    return runOn(m_pool, [=, this] { return unlock(clerk, password); });
}

QFuture<Result<Done>> WindowVault::linkKeychainLater(const Secret &master, const Secret &key)
{
    return runOn(m_pool, [=, this] { return linkKeychain(master, key); });
}

QFuture<Result<UnlockedKeys>> WindowVault::unlockWithKeychainKeyLater(const Secret &key)
{
    return runOn(m_pool, [=, this] { return unlockWithKeychainKey(key); });
}

QFuture<Result<bool>> WindowVault::unlinkKeychainLater()
{
    return runOn(m_pool, [this] { return unlinkKeychain(); });
}

QFuture<Result<UnlockedKeys>> WindowVault::beginRotationLater(const Secret &master)
{
    return runOn(m_pool, [=, this] { return beginRotation(master); });
}

QFuture<Result<Done>> WindowVault::finishRotationLater(const Secret &master)
{
    return runOn(m_pool, [=, this] { return finishRotation(master); });
}

QFuture<Result<UnlockedKeys>> WindowVault::unlockWithRecoveryCodeLater(const QString &code)
{
    return runOn(m_pool, [=, this] { return unlockWithRecoveryCode(code); });
}

} // namespace yichuang
