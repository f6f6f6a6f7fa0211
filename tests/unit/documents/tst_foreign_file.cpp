// SPDX-License-Identifier: Apache-2.0
#include "app/documents/foreign_file.h"

#include <QBuffer>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;

namespace
{

QByteArray pdfOf(int pages)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    QPainter painter(&writer);
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            writer.newPage();
        painter.fillRect(100, 100, 2000, 2000, Qt::black);
    }
    painter.end();
    return bytes;
}

QByteArray pngOf(int width, int height)
{
    QImage image(width, height, QImage::Format_Mono);
    image.fill(1);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// A TIFF file of grey pictures, page n as wide as 10 + n, uncompressed: TIFF 6.0, section 2.
QByteArray tiffOf(int pages)
{
    QByteArray bytes("II*\0", 4);
    const auto put = [](QByteArray &to, quint32 value, int size) {
        for (int i = 0; i < size; ++i)
            to.append(static_cast<char>(value >> (8 * i)));
    };
    put(bytes, 8, 4);
    for (int page = 0; page < pages; ++page) {
        constexpr quint32 high = 4;
        constexpr quint32 tags = 8;
        const quint32 width = 10 + static_cast<quint32>(page);
        const quint32 pixels = static_cast<quint32>(bytes.size()) + 2 + 12 * tags + 4;
        const quint32 entries[tags][2] = {{256, width}, {257, high},   {258, 8},    {259, 1},
                                          {262, 1},     {273, pixels}, {278, high}, {279, width * high}};
        put(bytes, tags, 2);
        for (const auto &entry : entries) {
            put(bytes, entry[0], 2);
            put(bytes, 4, 2); // LONG
            put(bytes, 1, 4);
            put(bytes, entry[1], 4);
        }
        put(bytes, page + 1 < pages ? pixels + width * high : 0, 4);
        bytes.append(QByteArray(static_cast<qsizetype>(width * high), '\x80'));
    }
    return bytes;
}

} // namespace

class TestForeignFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTiffOfSeveralPages()
    {
        const QByteArray three = tiffOf(3);
        const auto page = inspectFile(written(QStringLiteral("c.tiff"), three));
        QVERIFY2(page.has_value(), page ? "" : qPrintable(describe(page.error())));
        QCOMPARE(page->mime, QStringLiteral("image/tiff"));
        for (int i = 0; i < 3; ++i) {
            const auto drawn = renderPage(three, page->mime, i, 100);
            QVERIFY2(drawn.has_value(), drawn ? "" : qPrintable(describe(drawn.error())));
            QCOMPARE(drawn->width, 10 + i);
        }
        QCOMPARE(renderPage(three, page->mime, 3, 100).error().fault, Fault::BadArgument);
        QCOMPARE(inspectFile(written(QStringLiteral("d.tiff"), tiffOf(201))).error().fault, Fault::TooManyPages);
        QVERIFY(!inspectFile(written(QStringLiteral("e.tiff"), three.left(three.size() / 3))));
    }

    void goodFiles()
    {
        const QByteArray three = pdfOf(3);
        const auto pdf = inspectFile(written(QStringLiteral("a.pdf"), three));
        QVERIFY2(pdf.has_value(), pdf ? "" : qPrintable(describe(pdf.error())));
        QCOMPARE(pdf->mime, QStringLiteral("application/pdf"));
        QCOMPARE(pdf->bytes, three);
        QCOMPARE(pdf->name, QStringLiteral("a.pdf"));
        const auto png = inspectFile(written(QStringLiteral("b.png"), pngOf(40, 30)));
        QVERIFY(png);
        QCOMPARE(png->mime, QStringLiteral("image/png"));
        QCOMPARE(QSize(png->width, png->height), QSize(40, 30));
    }

    void badFiles_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("fault");
        QTest::newRow("HTML as PDF") << QStringLiteral("c.pdf") << QByteArray("<html></html>") << int(Fault::NotAPdf);
        QTest::newRow("cut PDF") << QStringLiteral("d.pdf") << pdfOf(1).left(60) << int(Fault::NotAPdf);
        QTest::newRow("empty PDF") << QStringLiteral("e.pdf") << QByteArray() << int(Fault::NotAPdf);
        QTest::newRow("many pages") << QStringLiteral("f.pdf") << pdfOf(201) << int(Fault::TooManyPages);
        QTest::newRow("text as picture") << QStringLiteral("g.jpg") << QByteArray("text") << int(Fault::NotAnImage);
        QTest::newRow("cut picture") << QStringLiteral("h.png") << pngOf(400, 400).left(60) << int(Fault::NotAnImage);
        QTest::newRow("huge picture") << QStringLiteral("i.png") << pngOf(20'000, 6'000) << int(Fault::ImageTooLarge);
        QTest::newRow("SVG") << QStringLiteral("j.svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>")
                             << int(Fault::NotAnImage);
    }
    void badFiles()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(int, fault);
        const auto page = inspectFile(written(name, bytes));
        QVERIFY(!page);
        QCOMPARE(int(page.error().fault), fault);
    }

    void aLockedPdfIsSaid()
    {
        // Made by any PDF tool: an encryption dictionary that no empty password opens.
        const QByteArray locked = QByteArray("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 "
                                             "obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                             "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\n"
                                             "4 0 obj<</Filter/Standard/V 1/R 2/O<")
                                  + QByteArray(64, 'A') + ">/U<" + QByteArray(64, 'B')
                                  + ">/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 4 0 R/Size 5/ID[<00><00>]>>\n%%EOF\n";
        const auto page = inspectFile(written(QStringLiteral("k.pdf"), locked));
        QVERIFY(!page);
        QCOMPARE(page.error().fault, Fault::PdfLocked);
    }

    void whatCannotBeReadIsSaid()
    {
        QCOMPARE(inspectFile(m_folder.filePath(QStringLiteral("missing.pdf"))).error().fault, Fault::FileUnreadable);
        QCOMPARE(inspectFile(m_folder.path()).error().fault, Fault::FileUnreadable);
        QFile large(m_folder.filePath(QStringLiteral("large.pdf")));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(foreignFileLimit + 1));
        QCOMPARE(inspectFile(large.fileName()).error().fault, Fault::TooLarge);
    }

    void pagesAreDrawn()
    {
        const auto page = renderPage(pdfOf(2), QStringLiteral("application/pdf"), 1, 200);
        QVERIFY2(page.has_value(), page ? "" : qPrintable(describe(page.error())));
        QCOMPARE(page->width, 200);
        const QImage image = QImage::fromData(page->bytes);
        QCOMPARE(image.pixel(1, 1), qRgb(255, 255, 255));
        QVERIFY(renderPage(pngOf(400, 100), QStringLiteral("image/png"), 0, 100)->height == 25);
        QCOMPARE(renderPage(pdfOf(2), QStringLiteral("application/pdf"), 2, 200).error().fault, Fault::BadArgument);
        QCOMPARE(renderPage(pdfOf(2), QStringLiteral("application/pdf"), 0, 9'000).error().fault, Fault::BadArgument);
        QCOMPARE(renderPage("rubbish", QStringLiteral("application/pdf"), 0, 200).error().fault, Fault::NotAPdf);
    }

private:
    QString written(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestForeignFile)
#include "tst_foreign_file.moc"
