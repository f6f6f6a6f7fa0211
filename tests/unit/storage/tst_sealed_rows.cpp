// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

class TestSealedRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensOnlyWhereItWasPut_data();
    void opensOnlyWhereItWasPut();
    void everyByteCounts();
    void anotherGenerationDoesNotOpen();
    void lookUpFindsTheForm();
};

void TestSealedRows::opensOnlyWhereItWasPut_data()
{
    QTest::addColumn<int>("suite");
    QTest::newRow("international") << int(Suite::International);
    QTest::newRow("national") << int(Suite::National);
}

void TestSealedRows::opensOnlyWhereItWasPut()
{
    QFETCH(int, suite);
    const Site site(static_cast<Suite>(suite));
    SealedRows seals(site.keys);
    const QJsonObject object{{QStringLiteral("name"), holderName}};
    TAKE(sealed, seals.sealObject({"kept", QStringLiteral("a")}, object));
    TAKE(back, seals.unsealObject({"kept", QStringLiteral("a")}, sealed));
    QCOMPARE(back, object);
    FAILS_WITH(Fault::SealBroken, seals.unseal({"kept", QStringLiteral("b")}, sealed));
    FAILS_WITH(Fault::SealBroken, seals.unseal({"audit", QStringLiteral("a")}, sealed));
    FAILS_WITH(Fault::SealBroken, seals.unseal({"kept", QStringLiteral("a"), "other"}, sealed));
    FAILS_WITH(Fault::SealBroken, seals.unsealPage(QStringLiteral("a"), sealed));
    TAKE(again, seals.sealObject({"kept", QStringLiteral("a")}, object));
    QVERIFY(again != sealed);
}

void TestSealedRows::everyByteCounts()
{
    const Site site;
    SealedRows seals(site.keys);
    TAKE(sealed, seals.seal({"kept", QStringLiteral("a")}, "plain text"));
    for (qsizetype i = 0; i < sealed.size(); ++i) {
        QByteArray changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        QVERIFY(!seals.unseal({"kept", QStringLiteral("a")}, changed));
        QVERIFY(!seals.unseal({"kept", QStringLiteral("a")}, sealed.left(i)));
    }
}

void TestSealedRows::anotherGenerationDoesNotOpen()
{
    Site site;
    SealedRows first(site.keys);
    site.keys.generation = 2;
    SealedRows second(site.keys);
    TAKE(sealed, first.seal({"kept", QStringLiteral("a")}, "plain"));
    FAILS_WITH(Fault::SealBroken, second.unseal({"kept", QStringLiteral("a")}, sealed));
}

void TestSealedRows::lookUpFindsTheForm()
{
    Site site;
    const SealedRows seals(site.keys);
    QCOMPARE(seals.lookUpHash(QStringLiteral(" 11010519491231002x")), seals.lookUpHash(holderNumber));
    QVERIFY(seals.lookUpHash(QStringLiteral("110105194912310021")) != seals.lookUpHash(holderNumber));
    QVERIFY(seals.lookUpHash(QStringLiteral("  ")).isEmpty());
    Site other;
    QVERIFY(SealedRows(other.keys).lookUpHash(holderNumber) != seals.lookUpHash(holderNumber));
}

QTEST_GUILESS_MAIN(TestSealedRows)
#include "tst_sealed_rows.moc"
