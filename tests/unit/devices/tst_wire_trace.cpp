// SPDX-License-Identifier: Apache-2.0
#include "app/devices/wire_trace.h"

#include <QTest>

using namespace yichuang;

class TestWireTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theShapeTellsWhatGoesWrong()
    {
        QCOMPARE(wireShape("\x02"
                           "A023-17, x\r\n"),
                 QByteArray("\x02"
                            "a000-00, a\r\n"));
    }
    void noNumberAndNoNameIsLeft_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("number") << QByteArray("130102198503120316");
        QTest::newRow("UTF-8") << QByteArray("张培训");
        QTest::newRow("GBK") << QByteArray::fromHex("D5C5C5E0D1B5");
        QTest::newRow("GBK, second byte a letter") << QByteArray::fromHex("8141815A");
    }
    void noNumberAndNoNameIsLeft()
    {
        QFETCH(QByteArray, bytes);
        const QByteArray shape = wireShape(bytes);
        QCOMPARE(shape.size(), bytes.size());
        QVERIFY(shape == QByteArray(bytes.size(), '0') || shape == QByteArray(bytes.size(), '\xFF'));
    }
    void textHasAShapeToo()
    {
        QCOMPARE(textShape(QStringLiteral("姓名: 张, 1301X")), QStringLiteral("□□: □, 0000a"));
        QCOMPARE(textShape(QString(500, u'1')), QString(120, u'0'));
    }
    void piecesGoThereAndBack()
    {
        WireTrace trace;
        const auto sent = trace.tell(false, QByteArray::fromHex("AAAAAA9669"), false);
        QVERIFY(sent);
        const auto piece = pieceFromWire(*sent);
        QVERIFY(piece);
        QCOMPARE(piece->bytes, QByteArray::fromHex("AAAAAA9669"));
        QVERIFY(!piece->fromDevice && !piece->shapeOnly && !piece->full);
        QCOMPARE(piece->left, 0);
        const auto longOne = trace.tell(true, QByteArray(1'000, '7'), true);
        const auto cut = pieceFromWire(*longOne);
        QCOMPARE(cut->bytes, QByteArray(pieceBytes, '0'));
        QCOMPARE(cut->left, 1'000 - pieceBytes);
        QVERIFY(cut->fromDevice && cut->shapeOnly);
    }
    void itIsBounded()
    {
        WireTrace trace;
        int told = 0;
        bool full = false;
        for (int i = 0; i < 10'000; ++i) {
            if (const auto piece = trace.tell(true, "x", false)) {
                ++told;
                full = pieceFromWire(*piece)->full;
            }
        }
        QCOMPARE(told, 400);
        QVERIFY(full);
    }
    void whatNoHelperSendsIsNothing()
    {
        QVERIFY(!pieceFromWire({}));
        const auto lie = pieceFromWire({{QStringLiteral("hex"), QString(100'000, u'A')}, {QStringLiteral("left"), -5}});
        QCOMPARE(lie->bytes.size(), pieceBytes);
        QCOMPARE(lie->left, 0);
    }
};

QTEST_GUILESS_MAIN(TestWireTrace)
#include "tst_wire_trace.moc"
