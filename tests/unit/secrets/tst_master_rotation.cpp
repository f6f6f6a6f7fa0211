// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/crypto/suites.h"
#include "tests/unit/secrets/enrolled_window.h"

using namespace yichuang;

namespace
{

const QString li = QStringLiteral("li");
const QString wang = QStringLiteral("wang");
const QString pin = QStringLiteral("correct horse");
const QString other = QStringLiteral("battery staple");

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("write");
}

/// A window with two clerks, a hall key, a recovery code and a key in the keychain.
struct Used {
    explicit Used(Suite suite = Suite::International) : window(suite), vault(window.vault())
    {
        window.enrol(*vault);
        const ClerkAdmission admission = vault->admit(window.session(li), pin).value();
        master = admission.keys.master;
        code = admission.recoveryCode;
        (void)vault->admit(window.session(wang), other).value();
        (void)vault->linkKeychain(master, keychainKey).value();
    }
    /// Every way in gives this key, and the key of before where it is still wanted.
    void leadsTo(const Secret &wanted, const QMap<int, Secret> &older) const
    {
        for (const UnlockedKeys &keys :
             {vault->unlock(li, pin).value(), vault->unlock(wang, other).value(),
              vault->unlockWithHallKey(window.hallKey).value(), vault->unlockWithRecoveryCode(code).value(),
              vault->unlockWithKeychainKey(keychainKey).value()}) {
            QVERIFY(keys.master == wanted);
            QVERIFY(keys.older == older);
            QVERIFY(keys.signing.publicKey() == vault->signingPublicKey().value());
        }
    }

    EnrolledWindow window;
    std::unique_ptr<WindowVault> vault;
    Secret master;
    Secret keychainKey = Secret::random();
    QString code;
};

} // namespace

class TestMasterRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayLeadsToTheNewKey_data() { suiteRows(); }
    void everyWayLeadsToTheNewKey()
    {
        QFETCH(Suite, suite);
        Used used(suite);
        const UnlockedKeys turned = used.vault->beginRotation(used.master).value();
        QVERIFY(!(turned.master == used.master));
        QCOMPARE(turned.generation, 2);
        QCOMPARE(used.vault->masterFingerprint().value(), keyFingerprint(turned.master));
        used.leadsTo(turned.master, {{1, used.master}});
        (void)used.vault->finishRotation(turned.master).value();
        used.leadsTo(turned.master, {});
        QCOMPARE(used.vault->unlock(li, pin).value().generation, 2);
        QCOMPARE(used.vault->unlock(li, other).error().fault, Fault::WrongPassword);
        // On line nothing is made anew either.
        const auto admission = used.vault->admit(used.window.session(li), pin, keyFingerprint(turned.master)).value();
        QVERIFY(admission.keys.master == turned.master);
        QVERIFY(admission.recoveryCode.isEmpty());
    }

    void oneAtATime()
    {
        Used used;
        const UnlockedKeys turned = used.vault->beginRotation(used.master).value();
        const QByteArray before = contents(used.window.file("keys.json"));
        const UnlockedKeys again = used.window.vault()->beginRotation(turned.master).value();
        QVERIFY(again.master == turned.master);
        QVERIFY(again.older == turned.older);
        QCOMPARE(contents(used.window.file("keys.json")), before);
        QCOMPARE(used.vault->beginRotation(used.master).error().fault, Fault::KeyMismatch);
        QCOMPARE(used.vault->finishRotation(used.master).error().fault, Fault::KeyMismatch);
        (void)used.vault->finishRotation(turned.master).value();
        (void)used.vault->finishRotation(turned.master).value();
        QCOMPARE(used.vault->beginRotation(turned.master).value().generation, 3);
    }

    /// Two files are written: ended between them, the signing key still opens, also after the rotation is over.
    void endedBetweenTheFiles()
    {
        Used used;
        const QByteArray identity = contents(used.window.file("identity.json"));
        const UnlockedKeys turned = used.vault->beginRotation(used.master).value();
        QVERIFY(contents(used.window.file("identity.json")) != identity);
        put(used.window.file("identity.json"), identity);
        (void)used.window.vault()->finishRotation(turned.master).value();
        used.leadsTo(turned.master, {});
        put(used.window.file("identity.json"), identity);
        QCOMPARE(used.vault->unlock(li, pin).error().fault, Fault::StoreDamaged);
    }

    void endedBeforeTheFirstFile()
    {
        Used used;
        const QByteArray keys = contents(used.window.file("keys.json"));
        const QByteArray identity = contents(used.window.file("identity.json"));
        (void)used.vault->beginRotation(used.master).value();
        put(used.window.file("keys.json"), keys);
        put(used.window.file("identity.json"), identity);
        used.leadsTo(used.master, {});
    }

    /// The keys of a rotation under way that cannot be read are a fault, and never a reason to make others.
    void neverMakesAnotherKey()
    {
        Used used;
        const UnlockedKeys turned = used.vault->beginRotation(used.master).value();
        QByteArray keys = contents(used.window.file("keys.json"));
        const QByteArray fingerprint = keyFingerprint(used.master).toLatin1();
        QVERIFY(keys.contains(fingerprint));
        keys.replace(fingerprint, "0000000000000000");
        put(used.window.file("keys.json"), keys);
        QCOMPARE(used.vault->unlock(li, pin).error().fault, Fault::StoreDamaged);
        QCOMPARE(used.vault->admit(used.window.session(li), pin, keyFingerprint(turned.master)).error().fault,
                 Fault::StoreDamaged);
        QCOMPARE(used.vault->beginRotation(turned.master).error().fault, Fault::StoreDamaged);
        QCOMPARE(used.vault->finishRotation(turned.master).error().fault, Fault::StoreDamaged);
        QCOMPARE(contents(used.window.file("keys.json")), keys);
    }

    /// Who has left gains nothing by an old copy of the files and his password.
    void whoHasLeftIsLeftBehind()
    {
        Used used;
        const QByteArray old = contents(used.window.file("keys.json"));
        (void)used.vault->removeClerk(wang).value();
        const UnlockedKeys turned = used.vault->beginRotation(used.master).value();
        (void)used.vault->finishRotation(turned.master).value();
        QCOMPARE(used.vault->unlock(wang, other).error().fault, Fault::FirstSignInNeedsCentre);
        const QByteArray now = contents(used.window.file("keys.json"));
        put(used.window.file("keys.json"), old);
        // The signing key is not sealed by what the old copy gives; nor is anything in it the new key.
        QCOMPARE(used.vault->unlock(wang, other).error().fault, Fault::StoreDamaged);
        put(used.window.file("keys.json"), now);
        QVERIFY(used.vault->unlock(li, pin).has_value());
    }

    void aNewCodeReplacesTheOld()
    {
        Used used;
        const QString fresh = used.vault->renewRecoveryCode(used.master).value();
        QVERIFY(fresh != used.code);
        QVERIFY(used.vault->unlockWithRecoveryCode(fresh).value().master == used.master);
        QCOMPARE(used.vault->unlockWithRecoveryCode(used.code).error().fault, Fault::WrongPassword);
        QCOMPARE(used.vault->renewRecoveryCode(Secret::random()).error().fault, Fault::KeyMismatch);
    }

    void theHallsSuiteIsFollowed()
    {
        EnrolledWindow window(Suite::International);
        const auto vault = window.vault();
        const auto request = vault->prepareEnrolment(QStringLiteral("window")).value();
        Enrolment answer = window.answer(request);
        answer.policy.insert(QStringLiteral("suite"), QStringLiteral("national"));
        (void)vault->finishEnrolment(answer).value();
        (void)vault->admit(window.session(li), pin).value();
        const QByteArray keys = contents(window.file("keys.json"));
        QVERIFY(keys.contains("\"national\""));
        QVERIFY(!keys.contains("\"international\""));
        QVERIFY(vault->unlock(li, pin).has_value());
    }
};

QTEST_GUILESS_MAIN(TestMasterRotation)
#include "tst_master_rotation.moc"
