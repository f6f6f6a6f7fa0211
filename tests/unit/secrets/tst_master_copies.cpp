// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/master_copies.h"

#include <QTest>

using namespace yichuang;

class TestMasterCopies : public QObject
{
    Q_OBJECT

    [[nodiscard]] static MasterCopies full()
    {
        const Secret master = Secret::random();
        MasterCopies copies;
        copies.fingerprint = keyFingerprint(master);
        const auto byKey = [&master](const QString &purpose) {
            return KeySlot::byKey(Suite::National, master, Secret::random(), purpose).value();
        };
        copies.hall = byKey(hallPurpose());
        copies.keychain = byKey(keychainPurpose());
        const auto byPassword = [&master](const QString &password, const QString &purpose) {
            return KeySlot::byPassword(Suite::National, master, password, purpose, {64, 1, 1}).value();
        };
        copies.recovery = byPassword(QStringLiteral("code"), recoveryPurpose());
        copies.clerks.insert(QStringLiteral("li"),
                             {byPassword(QStringLiteral("pin"), clerkPurpose(QStringLiteral("li"))),
                              sealGrant(Suite::National, "a grant", QStringLiteral("li"), master).value()});
        copies.clerks.insert(QStringLiteral("wang"), {*copies.recovery, {}});
        copies.generation = 3;
        copies.older.insert(2, {QString(16, u'a'), "sealed"});
        return copies;
    }

private Q_SLOTS:
    void survivesJson()
    {
        const MasterCopies copies = full();
        QVERIFY(MasterCopies::fromJson(copies.toJson()).value() == copies);
        MasterCopies few = copies;
        few.hall.reset();
        few.keychain.reset();
        few.clerks.clear();
        few.older.clear();
        QVERIFY(MasterCopies::fromJson(few.toJson()).value() == few);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no fingerprint") << QStringLiteral("fingerprint") << QJsonValue();
        QTest::newRow("no generation") << QStringLiteral("generation") << QJsonValue();
        QTest::newRow("an older key of now") << QStringLiteral("generation") << QJsonValue(2);
        QTest::newRow("no clerks") << QStringLiteral("clerks") << QJsonValue();
        QTest::newRow("clerks are a text") << QStringLiteral("clerks") << QJsonValue(QStringLiteral("li"));
        QTest::newRow("a clerk without a key")
            << QStringLiteral("clerks") << QJsonValue(QJsonObject{{QStringLiteral("li"), QJsonObject()}});
        QTest::newRow("hall is a number") << QStringLiteral("hall") << QJsonValue(7);
        QTest::newRow("recovery is empty") << QStringLiteral("recovery") << QJsonValue(QJsonObject());
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject json = full().toJson();
        json.insert(member, value);
        const auto copies = MasterCopies::fromJson(json);
        QVERIFY(!copies);
        QCOMPARE(copies.error().fault, Fault::StoreDamaged);
    }

    void everyWayCanLeadToAnotherKey()
    {
        const Secret former = Secret::random();
        const Secret hallKey = Secret::random();
        const QString li = QStringLiteral("li");
        MasterCopies copies;
        copies.hall = KeySlot::byKey(Suite::International, former, hallKey, hallPurpose()).value();
        copies.clerks.insert(
            li,
            {KeySlot::byPassword(Suite::National, former, QStringLiteral("pin"), clerkPurpose(li), {64, 1, 1}).value(),
             sealGrant(Suite::National, "a grant", li, former).value()});
        const Secret fresh = Secret::random();
        const MasterCopies turned = copies.leadingTo(fresh, former, Suite::National).value();
        QVERIFY(turned.hall->openWithKey(hallKey, hallPurpose()).value() == fresh);
        QVERIFY(turned.clerks[li].key.openWithPassword(QStringLiteral("pin"), clerkPurpose(li)).value() == fresh);
        QCOMPARE(openGrant(turned.clerks[li].sealedGrant, li, fresh).value(), QByteArray("a grant"));
        QCOMPARE(openGrant(turned.clerks[li].sealedGrant, li, former).error().fault, Fault::SealBroken);
        QVERIFY(!turned.recovery);
    }

    void aClerksCopyIsByPassword()
    {
        MasterCopies copies = full();
        copies.clerks[QStringLiteral("li")].key = *copies.hall;
        QCOMPARE(MasterCopies::fromJson(copies.toJson()).error().fault, Fault::StoreDamaged);
    }
};

QTEST_GUILESS_MAIN(TestMasterCopies)
#include "tst_master_copies.moc"
