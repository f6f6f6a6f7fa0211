// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/regions.h"

#include <QFile>
#include <QTest>

using namespace yichuang;

class RegionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShippedTableIsHistoric()
    {
        QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/regions/region-codes-1980-2020.tsv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto regions = Regions::fromTsv(file.readAll());
        QVERIFY(regions.has_value());
        QVERIFY(regions->knows(u"130102"));
        QCOMPARE(regions->fullName(u"130102"), QStringLiteral("河北省石家庄市长安区"));
        QVERIFY2(regions->knows(u"110103"), "Chongwen was abolished in 2010");
        QCOMPARE(regions->name(u"110103", 2000), QStringLiteral("崇文区"));
        QVERIFY(!regions->knows(u"110199"));
        QVERIFY(!regions->knows(u"1101"));
        QVERIFY(!regions->knows(u"一二三四五六"));
        QCOMPARE(regions->fullName(u"110199"), QString());
    }

    void theNameOfTheYearIsGiven()
    {
        const auto regions = Regions::fromTsv("code\tname\tfrom\tto\n130000\t河北省\t1980\t2020\n130185\t获鹿县\t1980\t"
                                              "1993\n130185\t鹿泉市\t1994\t2013\n");
        QVERIFY(regions.has_value());
        QCOMPARE(regions->name(u"130185", 1990), QStringLiteral("获鹿县"));
        QCOMPARE(regions->name(u"130185", 2000), QStringLiteral("鹿泉市"));
        QCOMPARE(regions->name(u"130185"), QStringLiteral("鹿泉市"));
        QCOMPARE(regions->fullName(u"130185", 1990), QStringLiteral("河北省获鹿县"));
    }

    void malformedTablesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("heads only") << QByteArray("code\tname\tfrom\tto\n");
        QTest::newRow("short code") << QByteArray("code\tname\tfrom\tto\n1301\tx\t1980\t2020\n");
        QTest::newRow("no name") << QByteArray("code\tname\tfrom\tto\n130102\t\t1980\t2020\n");
        QTest::newRow("years turned") << QByteArray("code\tname\tfrom\tto\n130102\tx\t2020\t1980\n");
        QTest::newRow("three cells") << QByteArray("code\tname\tfrom\tto\n130102\tx\t1980\n");
        QTest::newRow("JSON") << QByteArray("{}\n{}\n");
    }

    void malformedTablesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto regions = Regions::fromTsv(bytes);
        QVERIFY(!regions.has_value());
        QCOMPARE(regions.error().fault, Fault::ConfigMalformed);
    }

    void aTableOverTheLimitIsRefused()
    {
        const auto regions = Regions::fromTsv(QByteArray(5 * 1024 * 1024, '#'));
        QVERIFY(!regions.has_value());
        QCOMPARE(regions.error().fault, Fault::TooLarge);
    }
};

QTEST_GUILESS_MAIN(RegionsTest)
#include "tst_identifiers_regions.moc"
