// SPDX-License-Identifier: Apache-2.0
#include "app/documents/codes.h"

#include <QBuffer>
#include <QPainter>
#include <QTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

using namespace yichuang;

namespace
{

/// A code drawn with room around it.
QImage drawn(const QImage &modules, int scale)
{
    QImage page((modules.width() + 8) * scale, (modules.height() + 8) * scale, QImage::Format_Grayscale8);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.drawImage(QRect(4 * scale, 4 * scale, modules.width() * scale, modules.height() * scale), modules);
    return page;
}

QImage modulesOf(const std::string &bytes, ZXing::BarcodeFormat format)
{
    // Bytes as they are: Latin-1 maps each to itself, without a mark for the alphabet.
    std::wstring wide;
    for (const char byte : bytes)
        wide += static_cast<wchar_t>(static_cast<unsigned char>(byte));
    ZXing::MultiFormatWriter writer(format);
    writer.setMargin(0).setEncoding(ZXing::CharacterSet::ISO8859_1);
    const ZXing::BitMatrix matrix = writer.encode(wide, 0, format == ZXing::BarcodeFormat::Code128 ? 40 : 0);
    QImage image(matrix.width(), matrix.height(), QImage::Format_Grayscale8);
    for (int y = 0; y < matrix.height(); ++y) {
        for (int x = 0; x < matrix.width(); ++x)
            image.scanLine(y)[x] = matrix.get(x, y) ? 0 : 255;
    }
    return image;
}

} // namespace

class TestCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQrOfOursIsReadBack()
    {
        const QString text =
            QStringLiteral("https://centre.example:8443/s/130102-03-1-261123-0001-3?t=20261123T010203Z&s=")
            + QString(86, u'A');
        const auto codes = decodeCodes(drawn(*qrModules(text), 3));
        QVERIFY2(codes.has_value(), codes ? "" : qPrintable(describe(codes.error())));
        QCOMPARE(*codes, (QList<ReadCode>{{QStringLiteral("QRCode"), text}}));
    }

    void chineseBytesAreRead()
    {
        // 石家庄市 in GBK, then in UTF-8.
        const auto gbk = decodeCodes(
            drawn(modulesOf(QByteArray::fromHex("CAAFBCD2D7AFCAD0").toStdString(), ZXing::BarcodeFormat::QRCode), 4));
        QVERIFY(gbk);
        QCOMPARE(gbk->first().text, QStringLiteral("石家庄市"));
        const auto utf8 = decodeCodes(
            drawn(modulesOf(QStringLiteral("石家庄市").toUtf8().toStdString(), ZXing::BarcodeFormat::QRCode), 4));
        QVERIFY(utf8);
        QCOMPARE(utf8->first().text, QStringLiteral("石家庄市"));
    }

    void onlyTheFormatsOfTheHallAreTried()
    {
        const QImage code128 = drawn(modulesOf("A-12345", ZXing::BarcodeFormat::Code128), 2);
        QCOMPARE(decodeCodes(code128)->first().format, QStringLiteral("Code128"));
        QCOMPARE(decodeCodes(code128, {QStringLiteral("QRCode")}).error().fault, Fault::CodeNotFound);
        const QImage aztec = drawn(modulesOf("aztec", ZXing::BarcodeFormat::Aztec), 4);
        QCOMPARE(decodeCodes(aztec).error().fault, Fault::CodeNotFound);
        QCOMPARE(decodeCodes(aztec, {QStringLiteral("nonsense")}).error().fault, Fault::BadArgument);
    }

    void whatIsNoPictureIsSaid()
    {
        QCOMPARE(decodeCodes(QByteArray("not a picture")).error().fault, Fault::NotAnImage);
        QImage blank(100, 100, QImage::Format_RGB32);
        blank.fill(Qt::white);
        QCOMPARE(decodeCodes(blank).error().fault, Fault::CodeNotFound);
    }

    void onlyAsciiIsDrawn()
    {
        QCOMPARE(qrModules(QStringLiteral("码")).error().fault, Fault::BadArgument);
        QCOMPARE(qrModules(QString()).error().fault, Fault::BadArgument);
        QCOMPARE(qrModules(QString(5000, u'x')).error().fault, Fault::BadArgument);
    }
};

QTEST_MAIN(TestCodes)
#include "tst_codes.moc"
