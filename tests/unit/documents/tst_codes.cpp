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

    void aLinearCodeOnALargePictureIsReadOnce()
    {
        // ZXing by itself finds it in two sizes of the picture and ends the program over them.
        const QImage code = drawn(modulesOf("130102031", ZXing::BarcodeFormat::Code128), 6);
        QImage page(1240, 1754, QImage::Format_Grayscale8);
        page.fill(Qt::white);
        QPainter(&page).drawImage(200, 300, code);
        const auto codes = decodeCodes(page);
        QVERIFY(codes);
        QCOMPARE(*codes, (QList<ReadCode>{{QStringLiteral("Code128"), QStringLiteral("130102031")}}));
    }

    void theEffortEndsByAttemptsAndByTheClock()
    {
        QImage code = drawn(*qrModules(QStringLiteral("A-17")), 6);
        code.invertPixels();
        QVERIFY(!decodeCodes(code, {}, {1, 60, nullptr}));
        QVERIFY(decodeCodes(code, {}, {3, 60, nullptr}));
        // A clock of which each look takes 40 ms.
        class Slow final : public Clock
        {
        public:
            [[nodiscard]] QDateTime now() const override { return {}; }
            [[nodiscard]] qint64 monotonicMs() const override { return m_ms += 40; }

        private:
            mutable qint64 m_ms = 0;
        } const clock;
        QVERIFY(!decodeCodes(code, {}, {16, 60, &clock}));
        QVERIFY(decodeCodes(code, {}, {16, 90, &clock}));
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
