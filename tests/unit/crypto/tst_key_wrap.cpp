// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/key_wrap.h"

#include "tests/unit/crypto/suites.h"

using namespace yichuang;

namespace
{
constexpr PasswordCost cheap{64, 1, 1};
const QString purpose = QStringLiteral("clerk/li");
} // namespace

class TestKeyWrap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheKeyBackToThePassword_data() { suiteRows(); }
    void givesTheKeyBackToThePassword()
    {
        QFETCH(Suite, suite);
        const Secret key = Secret::random();
        const WrappedKey wrapped = wrapWithPassword(suite, key, QStringLiteral("246810"), purpose, cheap).value();
        QVERIFY(unwrapWithPassword(wrapped, QStringLiteral("246810"), purpose).value() == key);
        QCOMPARE(unwrapWithPassword(wrapped, QStringLiteral("246811"), purpose).error().fault, Fault::WrongPassword);
        QCOMPARE(unwrapWithPassword(wrapped, QStringLiteral("246810"), QStringLiteral("clerk/wang")).error().fault,
                 Fault::WrongPassword);
        QCOMPARE(unwrapWithKey(wrapped, Secret::random(), purpose).error().fault, Fault::BadArgument);
    }

    void givesTheKeyBackToAKey_data() { suiteRows(); }
    void givesTheKeyBackToAKey()
    {
        QFETCH(Suite, suite);
        const Secret key = Secret::random();
        const Secret hall = Secret::random();
        const WrappedKey wrapped = wrapWithKey(suite, key, hall, purpose).value();
        QVERIFY(unwrapWithKey(wrapped, hall, purpose).value() == key);
        QCOMPARE(unwrapWithKey(wrapped, Secret::random(), purpose).error().fault, Fault::KeyMismatch);
        QCOMPARE(unwrapWithPassword(wrapped, QStringLiteral("246810"), purpose).error().fault, Fault::BadArgument);
    }

    void survivesJson_data() { suiteRows(); }
    void survivesJson()
    {
        QFETCH(Suite, suite);
        const Secret key = Secret::random();
        const auto byPassword = wrapWithPassword(suite, key, QStringLiteral("246810"), purpose, cheap).value();
        QCOMPARE(WrappedKey::fromJson(byPassword.toJson()).value(), byPassword);
        const auto byKey = wrapWithKey(suite, key, Secret::random(), purpose).value();
        QCOMPARE(WrappedKey::fromJson(byKey.toJson()).value(), byKey);
    }

    void refusesStrangeJson_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<Fault>("fault");
        const auto row = [](const char *member, const QJsonValue &value, Fault fault = Fault::StoreDamaged) {
            QTest::addRow("%s %s", member, qPrintable(value.toVariant().toString()))
                << QString::fromLatin1(member) << value << fault;
        };
        row("version", 2, Fault::StoreNewer);
        row("version", 0);
        row("suite", QStringLiteral("home-made"));
        row("by", QStringLiteral("luck"));
        row("sealed", QStringLiteral("%%%"));
        row("sealed", QString());
        row("sealed", 7);
        row("salt", QStringLiteral("c2hvcnQ="));
        row("memoryKiB", 1e9);
        row("memoryKiB", -1);
        row("passes", QJsonValue());
        row("lanes", 300);
    }
    void refusesStrangeJson()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(Fault, fault);
        QJsonObject json =
            wrapWithPassword(Suite::International, Secret::random(), QStringLiteral("246810"), purpose, cheap)
                .value()
                .toJson();
        json.insert(member, value);
        const auto wrapped = WrappedKey::fromJson(json);
        QVERIFY(!wrapped);
        QCOMPARE(wrapped.error().fault, fault);
    }

    void knowsAKeyAgain()
    {
        const Secret key = Secret::random();
        QCOMPARE(keyFingerprint(key), keyFingerprint(Secret::fromBytes(key.view())));
        QCOMPARE(keyFingerprint(key).size(), qsizetype(16));
        QVERIFY(keyFingerprint(key) != keyFingerprint(Secret::random()));
    }
};

QTEST_GUILESS_MAIN(TestKeyWrap)
#include "tst_key_wrap.moc"
