// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/slip_paper.h"

#include "plugins/escpos_encoder.h"

#include <QTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <random>

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

QString codeOn(const QImage &picture)
{
    QImage white(picture.width() + 64, picture.height() + 64, QImage::Format_Grayscale8);
    white.fill(255);
    for (int y = 0; y < picture.height(); ++y)
        std::copy_n(picture.constScanLine(y), picture.width(), white.scanLine(y + 32) + 32);
    const ZXing::ImageView view(white.constBits(), white.width(), white.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(white.bytesPerLine()));
    return QString::fromStdString(
        ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode)).text());
}

/// What of the slip's text stands on paper: characters outside two-byte GBK are drawn.
QString onPaper(const QString &text)
{
    QString shown = text;
    shown.replace(QStringLiteral("¥"), QStringLiteral("￥")).replace(QStringLiteral("𠮷"), QStringLiteral("□"));
    return shown;
}

SlipLine chanceLine(std::mt19937 &source)
{
    static const QStringList words{QStringLiteral("收件凭证"), QStringLiteral("130102-03-1"), QStringLiteral("¥8"),
                                   QStringLiteral("𠮷田"),     QStringLiteral(" A b "),       QStringLiteral("，《》")};
    SlipLine line{SlipLine::Kind::Text, {}, source() % 4 == 0 ? 2 : 1, source() % 2 == 0, source() % 3 == 0};
    for (auto count = source() % 20 + 1; count > 0; --count)
        line.text += words.at(static_cast<qsizetype>(source() % static_cast<unsigned>(words.size())));
    return line;
}

} // namespace

/// The bytes mean on paper what the slip says, on each kind of printer.
class TestEscposPaper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySlipStandsOnThePaper_data()
    {
        QTest::addColumn<QString>("profile");
        for (const char *name : {"generic-58mm", "generic-80mm", "raster-80mm"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everySlipStandsOnThePaper()
    {
        QFETCH(QString, profile);
        const Profile printer = profileOf(profile).value();
        std::mt19937 source(6);
        for (int i = 0; i < 200; ++i) {
            Slip slip{{chanceLine(source), chanceLine(source), {SlipLine::Kind::Rule, {}, 1, false, false}}, true};
            const QString code = QStringLiteral("https://centre.example/s/%1").arg(source());
            slip.lines.append({SlipLine::Kind::Code, code, 1, false, false});
            const SlipPaper paper = printedBy(encodeSlip(slip, printer, blackGlyph).value(), printer.columns);
            QCOMPARE(paper.trouble, QString());
            QCOMPARE(paper.cut, printer.cutter);
            qsizetype row = 0;
            for (const SlipLine &line : slip.lines.first(2)) {
                QString shown;
                for (; row < paper.rows.size() && shown.size() < onPaper(line.text).size(); ++row) {
                    shown += paper.rows.at(row).text;
                    QCOMPARE(paper.rows.at(row).bold, line.bold);
                    QCOMPARE(paper.rows.at(row).centred, line.centred);
                    QCOMPARE(paper.rows.at(row).scale, line.size);
                }
                QCOMPARE(shown, onPaper(line.text));
            }
            QCOMPARE(paper.rows.at(row).text, QString(printer.columns, u'-'));
            const SlipPaper::Row &last = paper.rows.last();
            QCOMPARE(paper.rows.size(), row + 2);
            QVERIFY(last.centred);
            QCOMPARE(last.picture.isNull() ? last.code : codeOn(last.picture), code);
            QCOMPARE(last.picture.isNull(), printer.nativeQr);
            QVERIFY(last.picture.width() <= printer.widthDots);
        }
    }

    void bytesThatNoPrinterUnderstandsAreTrouble()
    {
        QVERIFY(!printedBy("\x1B\x07", 48).trouble.isEmpty());
        QVERIFY(!printedBy("\x1D(k\xFF\xFF"
                           "1",
                           48)
                     .trouble.isEmpty());
        QVERIFY(!printedBy(QByteArray(49, 'x') + '\n', 48).trouble.isEmpty());
        QVERIFY(!printedBy("no end", 48).trouble.isEmpty());
        QVERIFY(!printedBy("\xD6\xD0\n", 48).trouble.isEmpty()); // Chinese without FS &
        QCOMPARE(printedBy("\x1C&\xD6\xD0\n", 48).rows.value(0).text, QStringLiteral("中"));
    }
};

QTEST_GUILESS_MAIN(TestEscposPaper)
#include "tst_escpos_paper.moc"
