// SPDX-License-Identifier: Apache-2.0
#include "plugins/escpos_encoder.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::escpos;

namespace
{

QImage blackGlyph(const QString &)
{
    QImage image(24, 24, QImage::Format_Grayscale8);
    image.fill(0);
    return image;
}

SlipLine text(const QString &words, int size = 1)
{
    return SlipLine{SlipLine::Kind::Text, words, size, false, false};
}

QByteArray encoded(const QList<SlipLine> &lines, const Profile &profile = {}, bool cut = true)
{
    return encodeSlip(Slip{lines, cut}, profile, blackGlyph).value_or(QByteArray());
}

} // namespace

class TestEscposEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chineseGoesInGbk()
    {
        QCOMPARE(gbkOf(QStringLiteral("中")), QByteArray::fromHex("D6D0"));
        QCOMPARE(gbkOf(QStringLiteral("A")), QByteArray("A"));
        const QByteArray bytes = encoded({text(QStringLiteral("受理"))});
        QVERIFY(bytes.startsWith(QByteArray::fromHex("1B401C26")));
        QVERIFY(bytes.contains(QByteArray::fromHex("CADCC0ED0A")));
    }

    void theYenSignIsTheFullWidthOne()
    {
        QCOMPARE(gbkOf(QStringLiteral("¥")), QByteArray::fromHex("A3A4"));
        QVERIFY(!encoded({text(QStringLiteral("¥8"))}).contains('0'));
    }

    void whatGbkLacksIsDrawn()
    {
        QVERIFY(gbkOf(QStringLiteral("𬱖")).isEmpty());
        QVERIFY(gbkOf(QStringLiteral("é́")).isEmpty());
        const QByteArray bytes = encoded({text(QStringLiteral("𬱖"))});
        QVERIFY(bytes.contains(QByteArray::fromHex("1B2A211800") + QByteArray(72, '\xFF')));
        QVERIFY(!bytes.contains('?'));
    }

    void linesBreakAtTheWidth()
    {
        Profile narrow;
        narrow.columns = 8;
        const QByteArray bytes = encoded({text(QStringLiteral("中中中中中"))}, narrow);
        QVERIFY(bytes.contains(QByteArray::fromHex("D6D0D6D0D6D0D6D00AD6D00A")));
        const QByteArray wide = encoded({text(QStringLiteral("中中中"), 2)}, narrow);
        QVERIFY(wide.contains(QByteArray::fromHex("D6D0D6D00AD6D00A")));
    }

    void controlCharactersDoNotReachThePrinter()
    {
        const QByteArray bytes = encoded({text(QStringLiteral("a\u001B@b\u0010\u0004c"))});
        QVERIFY(bytes.contains("a @b  c\n"));
    }

    void aNativeQr()
    {
        const QByteArray bytes = encoded({SlipLine{SlipLine::Kind::Code, QStringLiteral("HTTPS"), 1, false, false}});
        QVERIFY(bytes.contains(QByteArray::fromHex("1D286B0800315030") + "HTTPS"));
        QVERIFY(bytes.contains(QByteArray::fromHex("1D286B0300315130")));
    }

    void aQrAsAPicture()
    {
        Profile raster;
        raster.nativeQr = false;
        raster.qrModule = 2;
        const QByteArray bytes =
            encoded({SlipLine{SlipLine::Kind::Code, QStringLiteral("HTTPS"), 1, false, false}}, raster);
        // Version 1 has 21 modules: 42 dots in 6 bytes, 42 rows.
        const qsizetype start = bytes.indexOf(QByteArray::fromHex("1D7630000600") + QByteArray::fromHex("2A00"));
        QVERIFY(start > 0);
        // The finder's top edge: 7 black modules, 14 dots.
        QCOMPARE(bytes.mid(start + 8, 2), QByteArray::fromHex("FFFC"));
    }

    void aCodeThatIsNotAsciiIsRefused()
    {
        const auto slip = encodeSlip(
            Slip{{SlipLine{SlipLine::Kind::Code, QStringLiteral("码"), 1, false, false}}, true}, {}, blackGlyph);
        QVERIFY(!slip);
        QCOMPARE(slip.error().fault, Fault::BadArgument);
    }

    void theCutterCutsWhereThereIsOne()
    {
        const QByteArray cut = QByteArray::fromHex("1D564200");
        QVERIFY(encoded({text(QStringLiteral("x"))}).endsWith(cut));
        Profile without;
        without.cutter = false;
        QVERIFY(!encoded({text(QStringLiteral("x"))}, without).contains(cut));
        QVERIFY(!encoded({text(QStringLiteral("x"))}, {}, false).contains(cut));
    }

    void profilesComeWithTheDriver()
    {
        QCOMPARE(profileOf(QStringLiteral("generic-58mm"))->columns, 32);
        QCOMPARE(profileOf({})->name, QStringLiteral("generic-80mm"));
        QCOMPARE(profileOf(QStringLiteral("nosuch")).error().fault, Fault::NotFound);
        QCOMPARE(profileOf(QJsonObject{{QStringLiteral("columns"), 1}}).error().fault, Fault::ConfigMalformed);
        QCOMPARE(profileOf(QJsonObject{{QStringLiteral("encoding"), QStringLiteral("big5")}}).error().fault,
                 Fault::ConfigMalformed);
    }
};

QTEST_GUILESS_MAIN(TestEscposEncoder)
#include "tst_escpos_encoder.moc"
