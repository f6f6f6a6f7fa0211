// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/secrets/enrolled_window.h"

#include <QFile>

Q_DECLARE_METATYPE(yichuang::Suite)

using namespace yichuang;

namespace
{

const QString li = QStringLiteral("li");
const QString wang = QStringLiteral("wang");
const QString pin = QStringLiteral("246810");
const QString other = QStringLiteral("135790");

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestWindowVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstOnLineThenOff_data()
    {
        QTest::addColumn<Suite>("suite");
        QTest::newRow("international") << Suite::International;
        QTest::newRow("national") << Suite::National;
    }
    void firstOnLineThenOff()
    {
        QFETCH(Suite, suite);
        const EnrolledWindow window(suite);
        const auto vault = window.vault();
        window.enrol(*vault);
        QCOMPARE(vault->masterFingerprint().value(), QString());
        QCOMPARE(vault->unlock(li, pin).error().fault, Fault::FirstSignInNeedsCentre);
        const ClerkAdmission admission = vault->admit(window.session(li), pin).value();
        QVERIFY(!admission.recoveryCode.isEmpty());
        QCOMPARE(vault->masterFingerprint().value(), keyFingerprint(admission.keys.master));
        QCOMPARE(vault->clerks().value(), QStringList{li});

        const UnlockedKeys keys = window.vault()->unlock(li, pin).value();
        QVERIFY(keys.master == admission.keys.master);
        QCOMPARE(keys.signing.suite(), suite);
        QCOMPARE(keys.grant->clerkName, QStringLiteral("窗口人员"));
        QCOMPARE(vault->unlock(li, other).error().fault, Fault::WrongPassword);
        QCOMPARE(vault->unlock(wang, pin).error().fault, Fault::FirstSignInNeedsCentre);
        QVERIFY(vault->admit(window.session(li), pin).value().recoveryCode.isEmpty());
    }

    void noKeyLiesOpen()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const ClerkAdmission admission = vault->admit(window.session(li), pin).value();
        const QByteArray master = admission.keys.master.reveal();
        const QByteArray signing = admission.keys.signing.toPkcs8Der().value().reveal();
        for (const char *name : {"identity.json", "keys.json", "attempts.json"}) {
            const QByteArray bytes = contents(window.file(name));
            QVERIFY(!bytes.isEmpty());
            QVERIFY(!bytes.contains(master.toBase64()));
            QVERIFY(!bytes.contains(signing.toBase64()));
            QVERIFY(!bytes.contains(admission.recoveryCode.toLatin1()));
            QVERIFY(!bytes.contains(pin.toLatin1()));
        }
    }

    void aSecondClerkSharesTheMaster()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const ClerkAdmission first = vault->admit(window.session(li), pin).value();
        const ClerkAdmission second = vault->admit(window.session(wang), other).value();
        QVERIFY(second.keys.master == first.keys.master);
        QVERIFY(second.recoveryCode.isEmpty());
        QVERIFY(vault->unlock(wang, other).value().master == first.keys.master);
        QCOMPARE(vault->unlock(wang, pin).error().fault, Fault::WrongPassword);
        QVERIFY(vault->unlockWithHallKey(window.hallKey).value().master == first.keys.master);
        QCOMPARE(vault->unlockWithHallKey(QByteArray(32, 'x')).error().fault, Fault::KeyMismatch);
        QVERIFY(vault->removeClerk(li));
        QCOMPARE(vault->unlock(li, pin).error().fault, Fault::FirstSignInNeedsCentre);
    }

    void aPasswordChangedAtTheCentreIsTakenUp()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const ClerkAdmission before = vault->admit(window.session(li), pin).value();
        const ClerkAdmission after = vault->admit(window.session(li), other).value();
        QVERIFY(after.keys.master == before.keys.master);
        QVERIFY(vault->unlock(li, other));
        QCOMPARE(vault->unlock(li, pin).error().fault, Fault::WrongPassword);
    }

    void aNewHallKeyIsTakenUp()
    {
        EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        QVERIFY(vault->admit(window.session(li), pin));
        const QByteArray before = std::exchange(window.hallKey, QByteArray(32, 'n'));
        QCOMPARE(vault->admit(window.session(wang), other).error().fault, Fault::KeyUnavailable);
        QVERIFY(vault->admit(window.session(li), pin));
        QVERIFY(vault->admit(window.session(wang), other));
        QCOMPARE(vault->unlockWithHallKey(before).error().fault, Fault::KeyMismatch);
    }

    void theCodeFromTheSafeOpens()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        QCOMPARE(vault->unlockWithRecoveryCode(QStringLiteral("A")).error().fault, Fault::NotFound);
        const ClerkAdmission admission = vault->admit(window.session(li), pin).value();
        const QString typed = QString(admission.recoveryCode).replace(u'-', u' ').toLower();
        const UnlockedKeys keys = vault->unlockWithRecoveryCode(typed).value();
        QVERIFY(keys.master == admission.keys.master);
        QVERIFY(!keys.grant);
        QCOMPARE(vault->unlockWithRecoveryCode(QString(32, u'A')).error().fault, Fault::WrongPassword);
        QCOMPARE(vault->unlockWithRecoveryCode(QStringLiteral("short")).error().fault, Fault::WrongPassword);
        QVERIFY(vault->addClerk(wang, other, keys.master));
        QCOMPARE(vault->addClerk(wang, other, Secret::random()).error().fault, Fault::KeyMismatch);
        QCOMPARE(vault->unlock(wang, other).error().fault, Fault::OfflineGraceOver); // a key, but no grant
    }

    void waitsAfterFiveFailures()
    {
        EnrolledWindow window;
        window.enrol(*window.vault());
        QVERIFY(window.vault()->admit(window.session(li), pin));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(window.vault()->unlock(li, other).error().fault, Fault::WrongPassword);
        const auto locked = window.vault()->unlock(li, pin);
        QCOMPARE(locked.error().fault, Fault::LockedOut);
        QCOMPARE(locked.error().detail, QStringLiteral("30"));
        window.clock.advance(30000);
        QVERIFY(window.vault()->unlock(li, pin));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(window.vault()->unlock(li, other).error().fault, Fault::WrongPassword);
        QCOMPARE(window.vault()->unlock(li, pin).error().fault, Fault::LockedOut);
        QVERIFY(window.vault()->admit(window.session(li), pin)); // the centre let him in
        QVERIFY(window.vault()->unlock(li, pin));
    }

    void theGraceRunsOut()
    {
        EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        QVERIFY(vault->admit(window.session(li), pin));
        const QDateTime start = window.clock.now();
        window.clock.advance(qint64(7) * 24 * 3600 * 1000 - 1000);
        QVERIFY(vault->unlock(li, pin));
        window.clock.advance(1000);
        QCOMPARE(vault->unlock(li, pin).error().fault, Fault::OfflineGraceOver);
        QCOMPARE(vault->unlock(li, other).error().fault, Fault::WrongPassword);
        window.clock.setWall(start); // setting the clock back wins nothing
        QCOMPARE(vault->unlock(li, pin).error().fault, Fault::OfflineGraceOver);
        QVERIFY(vault->admit(window.session(li), pin));
        QVERIFY(vault->unlock(li, pin));
    }

    void aGrantIsForOneClerkAndOneWindow()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        Session session = window.session(li);
        session.offlineGrant = window.grant(wang);
        QCOMPARE(vault->admit(session, pin).error().fault, Fault::KeyMismatch);
        session.offlineGrant = window.grant(li, QStringLiteral("device-8"));
        QCOMPARE(vault->admit(session, pin).error().fault, Fault::KeyMismatch);
        session.offlineGrant = "<html>";
        QCOMPARE(vault->admit(session, pin).error().fault, Fault::ReplyMalformed);
        QVERIFY(!QFile::exists(window.file("keys.json")));
        session.offlineGrant.clear();
        QVERIFY(!vault->admit(session, pin).value().keys.grant);
        QCOMPARE(vault->unlock(li, pin).error().fault, Fault::OfflineGraceOver);
    }

    void neverMakesANewKeyForAnOldStore()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const QString store = keyFingerprint(Secret::random());
        QCOMPARE(vault->admit(window.session(li), pin, store).error().fault, Fault::KeyUnavailable);
        QVERIFY(!QFile::exists(window.file("keys.json")));
        const ClerkAdmission admission = vault->admit(window.session(li), pin).value();
        QCOMPARE(vault->admit(window.session(li), pin, store).error().fault, Fault::KeyMismatch);
        QVERIFY(vault->admit(window.session(li), pin, keyFingerprint(admission.keys.master)));
    }

    void linksAKeychain()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const ClerkAdmission admission = vault->admit(window.session(li), pin).value();
        QCOMPARE(vault->unlockWithKeychainKey(Secret::random()).error().fault, Fault::NotFound);
        const Secret first = Secret::random();
        const Secret second = Secret::random();
        QCOMPARE(vault->linkKeychain(Secret::random(), first).error().fault, Fault::KeyMismatch);
        QVERIFY(vault->linkKeychain(admission.keys.master, first));
        QVERIFY(vault->unlockWithKeychainKey(first).value().master == admission.keys.master);
        QVERIFY(vault->linkKeychain(admission.keys.master, second));
        QCOMPARE(vault->unlockWithKeychainKey(first).error().fault, Fault::KeyMismatch);
        QCOMPARE(vault->unlinkKeychain(), Result<bool>(true));
        QCOMPARE(vault->unlinkKeychain(), Result<bool>(false));
        QCOMPARE(vault->unlockWithKeychainKey(second).error().fault, Fault::NotFound);
        QVERIFY(vault->unlock(li, pin));
    }

    void theKeychainHelpsWhereNeitherPasswordNorHallKeyDoes()
    {
        EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        const Secret master = vault->admit(window.session(li), pin).value().keys.master;
        const Secret kept = Secret::random();
        QVERIFY(vault->linkKeychain(master, kept));
        window.hallKey = QByteArray(32, 'n');
        const QString sealedBy = keyFingerprint(master);
        QCOMPARE(vault->admit(window.session(li), other, sealedBy).error().fault, Fault::KeyUnavailable);
        QCOMPARE(vault->admit(window.session(li), other, sealedBy, Secret::random()).error().fault,
                 Fault::KeyUnavailable);
        QCOMPARE(vault->masterFingerprint().value(), sealedBy);
        const ClerkAdmission admission = vault->admit(window.session(li), other, sealedBy, kept).value();
        QVERIFY(admission.keys.master == master);
        QVERIFY(admission.recoveryCode.isEmpty());
        QVERIFY(vault->unlock(li, other).value().master == master);
    }

    void damageIsSaidAndLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Fault>("fault");
        QTest::newRow("empty") << QByteArray() << Fault::StoreDamaged;
        QTest::newRow("torn") << QByteArray(R"({"version":1,"clerks":{"li")") << Fault::StoreDamaged;
        QTest::newRow("nothing in it") << QByteArray(R"({"version":1})") << Fault::StoreDamaged;
        QTest::newRow("newer") << QByteArray(R"({"version":9})") << Fault::StoreNewer;
    }
    void damageIsSaidAndLeftAlone()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Fault, fault);
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        QVERIFY(vault->admit(window.session(li), pin));
        put(window.file("keys.json"), bytes);
        QCOMPARE(vault->admit(window.session(li), pin).error().fault, fault);
        QCOMPARE(vault->unlock(li, pin).error().fault, fault);
        QCOMPARE(vault->unlockWithHallKey(window.hallKey).error().fault, fault);
        QCOMPARE(vault->masterFingerprint().error().fault, fault);
        QCOMPARE(vault->linkKeychain(Secret::random(), Secret::random()).error().fault, fault);
        QCOMPARE(contents(window.file("keys.json")), bytes);
    }

    void worksOffTheCallersThread()
    {
        const EnrolledWindow window;
        const auto vault = window.vault();
        window.enrol(*vault);
        auto admitted = vault->admitLater(window.session(li), pin);
        auto wrong = vault->unlockLater(li, other);
        auto right = vault->unlockLater(li, pin);
        QTRY_VERIFY(right.isFinished());
        QVERIFY(admitted.result());
        QCOMPARE(wrong.result().error().fault, Fault::WrongPassword);
        QVERIFY(right.result());
        auto recovered = vault->unlockWithRecoveryCodeLater(admitted.result()->recoveryCode);
        QTRY_VERIFY(recovered.isFinished());
        QVERIFY(recovered.result()->master == right.result()->master);
    }
};

QTEST_GUILESS_MAIN(TestWindowVault)
#include "tst_window_vault.moc"
