// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/frame_trace.h"

#include <QTest>

using namespace yichuang::samv;

namespace
{

const QByteArray notFound = QByteArray::fromHex("AAAAAA96690004"
                                                "00008084");
const QByteArray found = QByteArray::fromHex("AAAAAA96690008"
                                             "00009F"
                                             "0102030497");
/// A name in UTF-16LE, as in the text block of a card; both bytes of 张 look like punctuation.
const QByteArray name = QByteArray::fromHex("205F7951AD8B");

QByteArray framed(const QByteArray &content)
{
    QByteArray frame = QByteArray::fromHex("AAAAAA9669");
    const auto length = content.size() + 4;
    frame += static_cast<char>(length >> 8);
    frame += static_cast<char>(length & 0xFF);
    return frame + QByteArray::fromHex("000090") + content + 'x';
}

QByteArray shownOf(const QList<FrameTrace::Piece> &pieces)
{
    QByteArray shown;
    for (const FrameTrace::Piece &piece : pieces) {
        if (!piece.hidden)
            shown += piece.bytes;
    }
    return shown;
}

} // namespace

class TestSamvTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoPersonsIsShown()
    {
        FrameTrace trace;
        QCOMPARE(trace.feed(notFound), (QList<FrameTrace::Piece>{{notFound, false}}));
        QCOMPARE(trace.feed(found), (QList<FrameTrace::Piece>{{found, false}}));
    }
    void whatACardSaysIsHidden()
    {
        FrameTrace trace;
        const QByteArray frame = framed(name + QByteArray(1278, 'n'));
        const QList<FrameTrace::Piece> pieces = trace.feed(frame);
        QCOMPARE(pieces.size(), 2);
        QCOMPARE(pieces.at(0), (FrameTrace::Piece{frame.left(10), false}));
        QCOMPARE(pieces.at(1), (FrameTrace::Piece{QByteArray(frame.size() - 10, '\xFF'), true}));
    }
    void everyCutGivesTheSame()
    {
        const QByteArray stream = "noise" + framed(name) + notFound;
        FrameTrace whole;
        const QByteArray shown = shownOf(whole.feed(stream));
        QVERIFY(!shown.contains(name.left(2)) && shown.endsWith(notFound));
        for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
            FrameTrace trace;
            const QByteArray first = shownOf(trace.feed(stream.left(cut)));
            QCOMPARE(first + shownOf(trace.feed(stream.mid(cut))), shown);
        }
    }
    void whatIsLateIsHidden()
    {
        FrameTrace trace;
        const QByteArray frame = framed(name);
        (void)trace.feed(frame.left(11));
        trace.reset(); // the driver gave up and asks anew; the rest of the card comes
        const QByteArray shown = shownOf(trace.feed(frame.mid(11) + notFound));
        QCOMPARE(shown, notFound);
    }
};

QTEST_GUILESS_MAIN(TestSamvTrace)
#include "tst_samv_trace.moc"
