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
        const auto byKey = [&master] {
            return wrapWithKey(Suite::National, master, Secret::random(), QStringLiteral("hall")).value();
        };
        copies.hall = byKey();
        copies.keychain = byKey();
        copies.recovery =
            wrapWithPassword(Suite::National, master, QStringLiteral("code"), QStringLiteral("recovery"), {64, 1, 1})
                .value();
        copies.clerks.insert(QStringLiteral("li"), {*copies.recovery, "a grant"});
        copies.clerks.insert(QStringLiteral("wang"), {*copies.recovery, {}});
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
        QVERIFY(MasterCopies::fromJson(few.toJson()).value() == few);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no fingerprint") << QStringLiteral("fingerprint") << QJsonValue();
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

    void aClerksCopyIsByPassword()
    {
        MasterCopies copies = full();
        copies.clerks[QStringLiteral("li")].key = *copies.hall;
        QCOMPARE(MasterCopies::fromJson(copies.toJson()).error().fault, Fault::StoreDamaged);
    }
};

QTEST_GUILESS_MAIN(TestMasterCopies)
#include "tst_master_copies.moc"
