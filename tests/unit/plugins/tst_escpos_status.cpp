// SPDX-License-Identifier: Apache-2.0
#include "plugins/printers/escpos/status.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::escpos;

class TestEscposStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<int>("fault");
        QTest::newRow("ready") << QByteArray::fromHex("1212") << true << -1;
        QTest::newRow("near end") << QByteArray::fromHex("121E") << true << -1;
        QTest::newRow("cover") << QByteArray::fromHex("1612") << true << int(Fault::PrinterCoverOpen);
        QTest::newRow("paper stop") << QByteArray::fromHex("3212") << true << int(Fault::PrinterPaperOut);
        QTest::newRow("paper end") << QByteArray::fromHex("1272") << true << int(Fault::PrinterPaperOut);
        QTest::newRow("rubbish between") << QByteArray::fromHex("00FF16FF12") << true << int(Fault::PrinterCoverOpen);
        QTest::newRow("half") << QByteArray::fromHex("12") << false << -1;
        QTest::newRow("text") << QByteArray("hello") << false << -1;
    }
    void answers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, whole);
        QFETCH(int, fault);
        StatusReader reader;
        for (const char byte : bytes)
            reader.feed(QByteArray(1, byte));
        QCOMPARE(reader.isWhole(), whole);
        const std::optional<Fault> found = faultOf(reader.status());
        QCOMPARE(found ? int(*found) : -1, fault);
    }
};

QTEST_GUILESS_MAIN(TestEscposStatus)
#include "tst_escpos_status.moc"
