// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/crypto/kdf.h"
#include "app/crypto/key_wrap.h"
#include "app/crypto/signing.h"
#include "app/ports/centre.h"
#include "app/secrets/attempts.h"
#include "app/secrets/key_folder.h"
#include "app/secrets/master_copies.h"
#include "app/secrets/offline_grant.h"

#include <QFuture>
#include <QMutex>
#include <QThreadPool>

namespace yichuang
{

/// What a window sends to the centre with its one-time code.
struct EnrolmentRequest {
    QByteArray requestPem; ///< PKCS #10 for the TLS certificate
    QByteArray signingKey; ///< DER of the key by which this window's operations and papers are checked
};

/// What mutual TLS with the centre needs; there before any clerk has signed in.
struct TlsIdentity {
    QByteArray certificatePem;
    QByteArray keyPem;
    QByteArray authorityPem;
};

/// What an unlocked window holds in memory. Dropping it locks the window.
struct UnlockedKeys {
    Secret master; ///< keys for rows, pages and look-ups are derived from it, see derivePurposeKey()
    SigningKey signing;
    std::optional<OfflineGrant> grant{}; ///< none where the centre gave none, and where no clerk signed in
    int generation = 1;                  ///< of the master key; rises with each rotation
    QMap<int, Secret> older{};           ///< by generation: what may still be sealed by these, see beginRotation()
};

/// A clerk let in by the centre.
struct ClerkAdmission {
    UnlockedKeys keys;
    QString recoveryCode; ///< not empty once in a window's life: when its master key was made. Show it, print it.
};

/// The keys of one window, as files of one folder: who the window is, and its master key, wrapped once for each
/// clerk's password, once for the hall key that the centre gives out with each session, once for a recovery code, and
/// where wished for a key in the system's keychain. The TLS key lies open in a file of mode 0600, because the centre
/// must be reached before the first sign-in; the signing key is sealed by the master key.
///
/// Every synchronous call may block: those with a password or a code about 0.2 s, the others for a disk write. The
/// …Later() calls do the same on a thread of the vault's own. Any thread; one act at a time. Damaged files are never
/// replaced: StoreDamaged, StoreNewer, StoreUnavailable; writing fails with DiskFull or StoreReadOnly.
class WindowVault
{
public:
    /// The clock must outlive the vault. `suite` is for a window that is not enrolled yet, and where the hall's policy
    /// names none; otherwise what is wrapped from now on is by the policy's. `cost` likewise is for what comes.
    WindowVault(QString folder, const Clock &clock, Suite suite, PasswordCost cost = {});
    ~WindowVault();
    WindowVault(const WindowVault &) = delete;
    WindowVault &operator=(const WindowVault &) = delete;

    // -- who the window is

    /// New keys for an enrolment under way; those of an earlier enrolment stay in force until finishEnrolment().
    [[nodiscard]] Result<EnrolmentRequest> prepareEnrolment(const QString &commonName);
    /// Takes up what the centre gave. EnrolmentRefused where no enrolment was prepared, or the certificate is not the
    /// device's own, signed by the authority. The master key, if there is one, stays.
    [[nodiscard]] Result<Done> finishEnrolment(const Enrolment &enrolment);
    /// A request for a new certificate with a new key (PKCS #10), the same until finishRenewal(), so that a lost reply
    /// is asked for again. The certificate of before stays in force until then. NotEnrolled.
    [[nodiscard]] Result<QByteArray> prepareRenewal();
    /// Goes on with the certificate that the centre gave for it. EnrolmentRefused where it is not this device's, of
    /// its authority, for the key of prepareRenewal().
    [[nodiscard]] Result<Done> finishRenewal(const QByteArray &certificatePem);
    /// NotEnrolled before the first enrolment.
    [[nodiscard]] Result<Enrolment> identity() const;
    [[nodiscard]] Result<TlsIdentity> tls() const;
    /// The public half of the signing key, known without unlocking.
    [[nodiscard]] Result<VerifyKey> signingPublicKey() const;

    // -- clerks

    /// After a good sign-in at the centre: opens the master key by the password, or where the clerk is new here or
    /// his password was changed, by the session's hall key, or else by `keychainKey` where there is one; makes it where
    /// the window has none. Renews the clerk's and the hall's wrapped copies, keeps the grant, forgives failed
    /// attempts. `storeFingerprint` is that of the key which sealed the store, empty where there is no store yet: where
    /// it is not empty and the window's keys are gone, the answer is KeyUnavailable and never a new key. KeyUnavailable
    /// also where none of the three opens it; KeyMismatch where the key opened is not the store's or the grant is not
    /// of the centre; NotEnrolled.
    [[nodiscard]] Result<ClerkAdmission> admit(const Session &session, const QString &password,
                                               const QString &storeFingerprint = {}, const Secret &keychainKey = {});
    [[nodiscard]] QFuture<Result<ClerkAdmission>> admitLater(const Session &session, const QString &password,
                                                             const QString &storeFingerprint = {},
                                                             const Secret &keychainKey = {});

    /// Without the centre. FirstSignInNeedsCentre for a clerk not known here; WrongPassword; LockedOut, with the
    /// seconds to wait as detail; OfflineGraceOver where the grant has run out or there is none; NotEnrolled.
    [[nodiscard]] Result<UnlockedKeys> unlock(const QString &clerk, const QString &password);
    [[nodiscard]] QFuture<Result<UnlockedKeys>> unlockLater(const QString &clerk, const QString &password);

    /// By the hall key of an online session. KeyMismatch; NotFound where no copy was wrapped for it.
    [[nodiscard]] Result<UnlockedKeys> unlockWithHallKey(const QByteArray &hallKey) const;
    /// By the code from the safe, typed with or without hyphens. WrongPassword; NotFound where there are no keys.
    [[nodiscard]] Result<UnlockedKeys> unlockWithRecoveryCode(const QString &code) const;
    [[nodiscard]] QFuture<Result<UnlockedKeys>> unlockWithRecoveryCodeLater(const QString &code);

    /// Wraps the master key for a clerk by a (new) password; his grant stays. KeyMismatch where `master` is not the
    /// window's.
    [[nodiscard]] Result<Done> addClerk(const QString &clerk, const QString &password, const Secret &master);
    /// Forgets a clerk who has left: his password opens nothing here any more.
    [[nodiscard]] Result<Done> removeClerk(const QString &clerk);
    [[nodiscard]] Result<QStringList> clerks() const;

    // -- rotation of the master key

    /// Makes a new master key and fills every clerk's, the hall's, the recovery code's and the keychain's box with it,
    /// in one write; passwords and codes stay. What it gives holds the key of before as well, until finishRotation():
    /// the store seals everything anew meanwhile, and a program that was ended goes on where it was. Where a rotation
    /// is under way already, that one is given and nothing is made. KeyMismatch where `master` is not the window's.
    [[nodiscard]] Result<UnlockedKeys> beginRotation(const Secret &master);
    [[nodiscard]] QFuture<Result<UnlockedKeys>> beginRotationLater(const Secret &master);
    /// Forgets the keys of before: to be called once nothing is sealed by them any more. KeyMismatch as above.
    [[nodiscard]] Result<Done> finishRotation(const Secret &master);
    [[nodiscard]] QFuture<Result<Done>> finishRotationLater(const Secret &master);
    /// A new code for the safe; the one of before opens nothing then. KeyMismatch as above.
    [[nodiscard]] Result<QString> renewRecoveryCode(const Secret &master);

    // -- the store and the keychain

    /// keyFingerprint() of the master key; empty where none was made yet.
    [[nodiscard]] Result<QString> masterFingerprint() const;
    /// Makes `key`, which the system's keychain keeps, open the master key; an earlier one opens nothing then.
    /// KeyMismatch where `master` is not the window's.
    [[nodiscard]] Result<Done> linkKeychain(const Secret &master, const Secret &key);
    [[nodiscard]] QFuture<Result<Done>> linkKeychainLater(const Secret &master, const Secret &key);
    /// KeyMismatch; NotFound where linkKeychain() was not called.
    [[nodiscard]] Result<UnlockedKeys> unlockWithKeychainKey(const Secret &key) const;
    [[nodiscard]] QFuture<Result<UnlockedKeys>> unlockWithKeychainKeyLater(const Secret &key);
    /// True where there was a link.
    [[nodiscard]] Result<bool> unlinkKeychain();
    [[nodiscard]] QFuture<Result<bool>> unlinkKeychainLater();

private:
    [[nodiscard]] Suite suite() const;
    [[nodiscard]] Result<QJsonObject> identityFile() const;
    [[nodiscard]] Result<MasterCopies> loadCopies() const;
    [[nodiscard]] Result<Done> saveCopies(const MasterCopies &copies) const;
    [[nodiscard]] Result<UnlockedKeys> open(const MasterCopies &copies, Secret master) const;
    /// Opens it by the first of the keys that does, and sees that it is sealed by the first of all.
    [[nodiscard]] Result<SigningKey> openSigningKey(const Secret &master, const QList<Secret> &older) const;
    [[nodiscard]] Result<QMap<int, Secret>> openOlder(const MasterCopies &copies, const Secret &master) const;
    [[nodiscard]] Result<MasterCopies> copiesOf(const Secret &master, const QString &where) const;
    /// The master key, and whether the clerk's own copy gave it.
    struct Opened {
        Secret master;
        bool ownCopyFits = false;
    };
    [[nodiscard]] Result<Opened> masterFor(const Session &session, const QString &password, const MasterCopies &copies,
                                           const Secret &keychainKey) const;
    [[nodiscard]] Result<UnlockedKeys> settle(const Session &session, const QString &password, MasterCopies copies,
                                              const Opened &opened);
    [[nodiscard]] Result<Done> wrapForClerk(MasterCopies &copies, const QString &clerk, const QString &password,
                                            const Secret &master) const;
    [[nodiscard]] Result<Done> wrapForHall(MasterCopies &copies, const QByteArray &hallKey, const Secret &master) const;
    [[nodiscard]] Result<QString> makeMaster(MasterCopies &copies, Secret &master) const;
    [[nodiscard]] Result<OfflineGrant> grantOf(const QByteArray &document, const QString &clerk) const;
    /// Gives the copies a new code's way to the master key.
    [[nodiscard]] Result<QString> makeRecoveryCode(MasterCopies &copies, const Secret &master) const;

    KeyFolder m_folder;
    const Clock &m_clock;
    Suite m_suite;
    PasswordCost m_cost;
    Attempts m_attempts;
    mutable QRecursiveMutex m_mutex;
    QThreadPool m_pool{}; // last: its thread ends before what it uses
};

} // namespace yichuang
