// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/secrets/scripted_access.h"

#include <QTest>

using namespace yichuang;

namespace
{

const QString name = QStringLiteral("window");

} // namespace

class TestKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsASecret()
    {
        Keychain keychain(std::make_unique<ScriptedAccess>());
        const Secret secret = Secret::random();
        QVERIFY(keychain.write(name, secret).result());
        QVERIFY(keychain.read(name).result().value() == secret);
        QVERIFY(keychain.remove(name).result());
        QVERIFY(keychain.remove(name).result());
        QCOMPARE(keychain.read(name).result().error().fault, Fault::NotFound);
    }

    void anEmptyEntryIsNoSecret()
    {
        auto access = std::make_unique<ScriptedAccess>();
        access->entries.insert(name, {});
        Keychain keychain(std::move(access));
        QCOMPARE(keychain.read(name).result().error().fault, Fault::NotFound);
    }

    void endsWithoutAnAnswer()
    {
        auto owned = std::make_unique<ScriptedAccess>();
        ScriptedAccess *const access = owned.get();
        access->silent = true;
        Keychain keychain(std::move(owned), std::chrono::milliseconds(1));
        auto read = keychain.read(name);
        auto write = keychain.write(name, Secret::random());
        QVERIFY(!read.isFinished());
        QTRY_VERIFY(read.isFinished() && write.isFinished());
        QCOMPARE(read.result().error().fault, Fault::Timeout);
        QCOMPARE(write.result().error().fault, Fault::Timeout);
        for (const auto &late : access->kept)
            late(); // changes nothing any more
        QCOMPARE(read.resultCount(), 1);
    }

    void endsWithTheKeychain()
    {
        auto access = std::make_unique<ScriptedAccess>();
        access->silent = true;
        auto keychain = std::make_unique<Keychain>(std::move(access));
        auto read = keychain->read(name);
        keychain.reset();
        QVERIFY(read.isFinished());
        QCOMPARE(read.result().error().fault, Fault::Cancelled);
    }

    void withoutASessionItSaysSo()
    {
        // a bus that is not there: what a machine without a desktop session looks like
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        Keychain keychain(systemKeychain(QStringLiteral("yichuang-test")), std::chrono::seconds(20));
        auto read = keychain.read(name);
        QTRY_VERIFY_WITH_TIMEOUT(read.isFinished(), 25000);
        const auto result = read.result();
        QVERIFY(!result);
        QVERIFY2(result.error().fault == Fault::KeyUnavailable, qPrintable(describe(result.error())));
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
