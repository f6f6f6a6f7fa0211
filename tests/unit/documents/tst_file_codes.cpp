// SPDX-License-Identifier: Apache-2.0
#include "app/documents/file_codes.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTest>

using namespace yichuang;

namespace
{

ReadCode codeOf(const QString &text)
{
    return {QStringLiteral("QRCode"), text};
}

/// A page for each entry with a QR code of each text, side by side; a page without any is written.
QByteArray pdfWith(const QList<QStringList> &pages)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setResolution(200);
    QPainter painter(&writer);
    for (qsizetype page = 0; page < pages.size(); ++page) {
        if (page > 0)
            writer.newPage();
        painter.drawRect(100, 1000, 800, 3);
        for (qsizetype i = 0; i < pages.at(page).size(); ++i) {
            const QImage modules = qrModules(pages.at(page).at(i)).value();
            painter.drawImage(QRectF(200.0 + 500.0 * static_cast<double>(i), 300, 210, 210), modules);
        }
    }
    painter.end();
    return bytes;
}

} // namespace

class TestFileCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryPageOfAPdf()
    {
        const auto found =
            codesOfFile(pdfWith({{QStringLiteral("A-1"), QStringLiteral("A-2")}, {}, {QStringLiteral("C-1")}}));
        QVERIFY(found);
        QCOMPARE(found->size(), 3);
        QVERIFY(found->contains({0, codeOf(QStringLiteral("A-1"))}));
        QVERIFY(found->contains({0, codeOf(QStringLiteral("A-2"))}));
        QCOMPARE(found->constLast(), (PageCode{2, codeOf(QStringLiteral("C-1"))}));
    }

    void readsAPicture()
    {
        QImage picture(300, 300, QImage::Format_RGB32);
        picture.fill(Qt::white);
        QPainter painter(&picture);
        painter.drawImage(QRect(50, 50, 200, 200), qrModules(QStringLiteral("P-7")).value());
        painter.end();
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(picture.save(&buffer, "BMP"));
        QCOMPARE(*codesOfFile(bytes), (QList<PageCode>{{0, codeOf(QStringLiteral("P-7"))}}));
        QCOMPARE(codesOfFile(bytes, {QStringLiteral("Code128")}).error().fault, Fault::CodeNotFound);
    }

    void whatHoldsNoneIsSaid()
    {
        QCOMPARE(codesOfFile(pdfWith({{}})).error().fault, Fault::CodeNotFound);
        QCOMPARE(codesOfFile("nothing").error().fault, Fault::NotAnImage);
        QCOMPARE(codesOfFile("%PDF-1.7 torn").error().fault, Fault::NotAPdf);
        QCOMPARE(codesOfFile(pdfWith({{QStringLiteral("A")}}), {QStringLiteral("Nonsense")}).error().fault,
                 Fault::BadArgument);
    }
};

QTEST_MAIN(TestFileCodes)
#include "tst_file_codes.moc"
