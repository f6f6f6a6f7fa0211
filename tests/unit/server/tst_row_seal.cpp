// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/row_seal.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestRowSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhereItWasPutAlone()
    {
        for (const Suite suite : {Suite::International, Suite::National}) {
            const Secret key = Secret::random(32);
            RowSeal seal(suite, key);
            const SealSpot spot{"clerk.sealed_name", QStringLiteral("130102"), QStringLiteral("li.na")};
            const QByteArray sealed = *seal.seal(spot, "a name");
            QVERIFY(!sealed.contains("a name"));
            QCOMPARE(*RowSeal(suite, key).unseal(spot, sealed), QByteArray("a name"));
            for (const SealSpot &other : {SealSpot{"clerk.password", spot.hall, spot.row},
                                          SealSpot{spot.column, QStringLiteral("130103"), spot.row},
                                          SealSpot{spot.column, spot.hall, QStringLiteral("li.ni")}})
                QCOMPARE(seal.unseal(other, sealed).error().fault, Fault::SealBroken);
            QCOMPARE(RowSeal(suite, Secret::random(32)).unseal(spot, sealed).error().fault, Fault::SealBroken);
        }
    }

    void withoutAKeyNothingIsSealed()
    {
        RowSeal seal(Suite::International, {});
        QCOMPARE(seal.seal({"t.c", {}, {}}, "a name").error().fault, Fault::KeyMismatch);
        QCOMPARE(seal.unseal({"t.c", {}, {}}, "a name").error().fault, Fault::KeyMismatch);
        QVERIFY(seal.lookUpHash(QStringLiteral("11010519491231002X")).isNull());
    }

    void aNumberIsFoundHoweverItIsWritten()
    {
        const RowSeal seal(Suite::International, Secret::random(32));
        const QString hash = seal.lookUpHash(QStringLiteral("11010519491231002X"));
        QCOMPARE(hash.size(), 64);
        QCOMPARE(seal.lookUpHash(QStringLiteral(" 11010519491231002x ")), hash);
        QVERIFY(seal.lookUpHash(QStringLiteral("110105194912310021")) != hash);
        QVERIFY(RowSeal(Suite::International, Secret::random(32)).lookUpHash(QStringLiteral("11010519491231002X"))
                != hash);
        QVERIFY(seal.lookUpHash(QStringLiteral("  ")).isNull());
    }
};

QTEST_GUILESS_MAIN(TestRowSeal)
#include "tst_row_seal.moc"
