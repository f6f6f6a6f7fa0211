// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/kdf.h"

#include "tests/unit/crypto/suites.h"

using namespace yichuang;

namespace
{
constexpr PasswordCost cheap{64, 1, 1};
}

class TestKdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheReferenceProgram()
    {
        // phc-winner-argon2, test.c: Argon2id, version 0x13, t=2, m=2^8, p=1, "password", "somesalt"
        QCOMPARE(derivePasswordKey(QStringLiteral("password"), "somesalt", {256, 2, 1}).value().reveal().toHex(),
                 QByteArray("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"));
    }

    void normalisesPasswords()
    {
        const QByteArray salt(16, 's');
        const auto wide = derivePasswordKey(QStringLiteral("ｐｉｎ１２３"), salt, cheap).value();
        QVERIFY(wide == derivePasswordKey(QStringLiteral("pin123"), salt, cheap).value());
        QVERIFY(!(wide == derivePasswordKey(QStringLiteral("pin124"), salt, cheap).value()));
        QVERIFY(!(wide == derivePasswordKey(QStringLiteral("pin123"), QByteArray(16, 't'), cheap).value()));
    }

    void holdsItsRanges()
    {
        const QByteArray salt(16, 's');
        const QString password = QStringLiteral("password");
        for (const PasswordCost &cost : {PasswordCost{0, 1, 1}, PasswordCost{64, 0, 1}, PasswordCost{64, 1, 0},
                                         PasswordCost{4096 * 1024, 1, 1}, PasswordCost{64, 4000, 1}}) {
            QCOMPARE(derivePasswordKey(password, salt, cost).error().fault, Fault::BadArgument);
            QCOMPARE(passwordHash(password, cost).error().fault, Fault::BadArgument);
        }
        QCOMPARE(derivePasswordKey(password, "short", cheap).error().fault, Fault::BadArgument);
        QCOMPARE(derivePasswordKey(QString(1025, u'x'), salt, cheap).error().fault, Fault::BadArgument);
    }

    void verifiesPasswords()
    {
        const QString hash = passwordHash(QStringLiteral("正确的密码"), cheap).value();
        QVERIFY(hash.startsWith(QStringLiteral("$argon2id$v=19$m=64,t=1,p=1$")));
        QVERIFY(passwordVerify(QStringLiteral("正确的密码"), hash).value());
        QVERIFY(!passwordVerify(QStringLiteral("错误的密码"), hash).value());
        QVERIFY(!passwordVerify(QString(), hash).value());
        QVERIFY(hash != passwordHash(QStringLiteral("正确的密码"), cheap).value());
    }

    void refusesStrangeHashes_data()
    {
        QTest::addColumn<QString>("hash");
        QTest::newRow("empty") << QString();
        QTest::newRow("plain text") << QStringLiteral("password");
        QTest::newRow("another kind") << QStringLiteral(
            "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg");
        QTest::newRow("costs the machine")
            << QStringLiteral("$argon2id$v=19$m=99999999,t=1,p=1$c29tZXNhbHQ$MDEyMzQ1Njc4OWFiY2RlZg");
        QTest::newRow("cut off") << QStringLiteral("$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$");
    }
    void refusesStrangeHashes()
    {
        QFETCH(QString, hash);
        const auto fits = passwordVerify(QStringLiteral("password"), hash);
        QVERIFY(!fits);
        QCOMPARE(fits.error().fault, Fault::BadArgument);
    }

    void derivesAKeyAPurpose_data() { suiteRows(); }
    void derivesAKeyAPurpose()
    {
        QFETCH(Suite, suite);
        const Secret master = Secret::random();
        const Secret rows = derivePurposeKey(suite, master, "rows");
        QCOMPARE(rows.size(), qsizetype(32));
        QCOMPARE(derivePurposeKey(suite, master, "rows", 16).size(), qsizetype(16));
        QVERIFY(rows == derivePurposeKey(suite, master, "rows"));
        QVERIFY(!(rows == derivePurposeKey(suite, master, "pages")));
        QVERIFY(!(rows == derivePurposeKey(suite, Secret::random(), "rows")));
        QVERIFY(!(rows == master));
    }

    void derivesAsTheStandardSays()
    {
        // HKDF-SHA-256 without salt, RFC 5869 test case 3
        QCOMPARE(
            derivePurposeKey(Suite::International, Secret::fromBytes(QByteArray(22, '\x0b')), "", 42).reveal().toHex(),
            QByteArray("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
    }
};

QTEST_GUILESS_MAIN(TestKdf)
#include "tst_kdf.moc"
