// SPDX-License-Identifier: Apache-2.0
#include "plugins/idreaders/samv/frame.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::samv;

namespace
{

const QByteArray found = QByteArray::fromHex("AAAAAA96690008"
                                             "00009F"
                                             "00000000"
                                             "97");

Result<std::optional<Reply>> parsed(const QByteArray &bytes)
{
    ReplyParser parser;
    parser.feed(bytes);
    return parser.next();
}

} // namespace

class TestSamvFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandsAreAsTheModuleWants()
    {
        QCOMPARE(commandFrame(Command::FindCard), QByteArray::fromHex("AAAAAA96690003200122"));
        QCOMPARE(commandFrame(Command::SelectCard), QByteArray::fromHex("AAAAAA96690003200221"));
        QCOMPARE(commandFrame(Command::ReadText), QByteArray::fromHex("AAAAAA96690003300132"));
        QCOMPARE(commandFrame(Command::ReadAddress), QByteArray::fromHex("AAAAAA96690003300330"));
        QCOMPARE(commandFrame(Command::Status), QByteArray::fromHex("AAAAAA9669000311FFED"));
        QCOMPARE(commandFrame(Command::ModuleId), QByteArray::fromHex("AAAAAA9669000312FFEE"));
    }

    void aReplyIsCutOut()
    {
        const auto reply = parsed(found);
        QVERIFY(reply && reply->has_value());
        QCOMPARE((*reply)->status, statusFound);
        QCOMPARE((*reply)->content, QByteArray(4, '\0'));
    }

    void aReplyMayComeByteByByteBehindRubbish()
    {
        ReplyParser parser;
        int replies = 0;
        const QByteArray bytes = QByteArray::fromHex("00AA55AAAA") + found + QByteArray::fromHex("FF") + found;
        for (const char byte : bytes) {
            parser.feed(QByteArray(1, byte));
            const auto reply = parser.next();
            QVERIFY(reply);
            replies += reply->has_value() ? 1 : 0;
        }
        QCOMPARE(replies, 2);
    }

    void theModulesNumberIsWrittenAsItsMakersDo()
    {
        QCOMPARE(moduleId(QByteArray::fromHex("0500010035433401393000000100000F")).value(),
                 QStringLiteral("05.01-20202293-0000012345-251658241"));
        QCOMPARE(moduleId(QByteArray(15, '\0')).error().fault, Fault::ReaderTornFrame);
        QCOMPARE(moduleId(QByteArray()).error().fault, Fault::ReaderTornFrame);
    }

    void rubbishIsNotKept()
    {
        ReplyParser parser;
        parser.feed(QByteArray(1'000'000, 'x'));
        QVERIFY(parser.next());
        QVERIFY(!parser.isMidFrame());
    }

    void aWrongChecksumIsAFaultAndTheNextReplyIsRead()
    {
        QByteArray wrong = found;
        wrong[wrong.size() - 1] = '\x11';
        ReplyParser parser;
        parser.feed(wrong + found);
        const auto first = parser.next();
        QVERIFY(!first);
        QCOMPARE(first.error().fault, Fault::ReaderChecksum);
        const auto second = parser.next();
        QVERIFY(second && second->has_value());
    }

    void aLengthThatCannotBeIsTorn()
    {
        QCOMPARE(parsed(QByteArray::fromHex("AAAAAA9669FFFF")).error().fault, Fault::ReaderTornFrame);
        QCOMPARE(parsed(QByteArray::fromHex("AAAAAA96690003")).error().fault, Fault::ReaderTornFrame);
    }

    void halfAFrameIsNotYetOne()
    {
        ReplyParser parser;
        parser.feed(found.left(9));
        const auto reply = parser.next();
        QVERIFY(reply && !reply->has_value());
        QVERIFY(parser.isMidFrame());
    }

    void blocksMustFitTheirLengths()
    {
        const QByteArray lengths = QByteArray::fromHex("01000400");
        const auto blocks = cardBlocks(lengths + QByteArray(256, 't') + QByteArray(1024, 'p'));
        QVERIFY(blocks);
        QCOMPARE(blocks->text, QByteArray(256, 't'));
        QCOMPARE(blocks->photo.size(), 1024);
        QVERIFY(!cardBlocks(lengths + QByteArray(1279, 't')));
        QVERIFY(!cardBlocks(QByteArray::fromHex("0100")));
        QVERIFY(!cardBlocks(QByteArray::fromHex("00FF0000") + QByteArray(255, 't')));
    }
};

QTEST_GUILESS_MAIN(TestSamvFrame)
#include "tst_samv_frame.moc"
