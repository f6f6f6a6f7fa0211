// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/sane/page_builder.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::sane;

namespace
{

SANE_Parameters shape(SANE_Frame format, int width, int lines, int depth, int lineBytes)
{
    return SANE_Parameters{format, SANE_TRUE, lineBytes, width, lines, depth};
}

} // namespace

class TestSanePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bitsAreBlackWhereSet()
    {
        auto page = PageBuilder::begin(shape(SANE_FRAME_GRAY, 10, 1, 1, 2));
        QVERIFY(page && page->add(QByteArray::fromHex("8040")));
        const auto image = page->finish();
        QVERIFY(image);
        QCOMPARE(qGray(image->pixel(0, 0)), 0);
        QCOMPARE(qGray(image->pixel(1, 0)), 255);
        QCOMPARE(qGray(image->pixel(9, 0)), 0);
    }

    void colourWithPaddedLinesInPieces()
    {
        auto page = PageBuilder::begin(shape(SANE_FRAME_RGB, 1, 2, 8, 4));
        QVERIFY(page && page->add(QByteArray::fromHex("FF0000")) && page->add(QByteArray::fromHex("9900FF0099")));
        const auto image = page->finish();
        QVERIFY(image);
        QCOMPARE(image->pixel(0, 0), qRgb(255, 0, 0));
        QCOMPARE(image->pixel(0, 1), qRgb(0, 255, 0));
    }

    void sixteenBitsKeepTheirHighByte()
    {
        auto page = PageBuilder::begin(shape(SANE_FRAME_GRAY, 1, 1, 16, 2));
        const quint16 sample = 0xC0FE;
        QVERIFY(page && page->add(QByteArray(reinterpret_cast<const char *>(&sample), 2)));
        QCOMPARE(qGray(page->finish()->pixel(0, 0)), 0xC0);
    }

    void linesMayBeUnknown()
    {
        auto page = PageBuilder::begin(shape(SANE_FRAME_GRAY, 2, -1, 8, 2));
        QVERIFY(page && page->add(QByteArray(7, 'x')));
        QCOMPARE(page->finish()->height(), 3);
    }

    void whatCannotBeIsRefused()
    {
        QCOMPARE(PageBuilder::begin(shape(SANE_FRAME_RED, 1, 1, 8, 1)).error().fault, Fault::Unsupported);
        QCOMPARE(PageBuilder::begin(shape(SANE_FRAME_GRAY, 0, 1, 8, 1)).error().fault, Fault::ScannerIo);
        QCOMPARE(PageBuilder::begin(shape(SANE_FRAME_RGB, 10, 1, 8, 29)).error().fault, Fault::ScannerIo);
        QCOMPARE(PageBuilder::begin(shape(SANE_FRAME_GRAY, 20'000, 20'000, 8, 20'000)).error().fault,
                 Fault::ImageTooLarge);
        QCOMPARE(PageBuilder::begin(shape(SANE_FRAME_GRAY, 4, 4, 8, 4))->finish().error().fault, Fault::ScannerIo);
    }
};

QTEST_GUILESS_MAIN(TestSanePage)
#include "tst_sane_page.moc"
