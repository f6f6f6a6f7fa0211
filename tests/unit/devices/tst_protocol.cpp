// SPDX-License-Identifier: Apache-2.0
#include "app/devices/protocol.h"

#include <QTest>

using namespace yichuang;

namespace
{

WireMessage sample()
{
    return WireMessage{{{QStringLiteral("type"), QStringLiteral("event")}, {QStringLiteral("n"), 7}},
                       QByteArray("\0\1\2bytes", 8)};
}

} // namespace

class TestProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBackWhole()
    {
        const QByteArray bytes = *encodeMessage(sample()) + *encodeMessage(WireMessage{});
        MessageReader reader;
        QList<WireMessage> messages;
        for (const char byte : bytes) {
            reader.feed(QByteArray(1, byte));
            const auto message = reader.next();
            QVERIFY(message);
            if (message->has_value())
                messages.append(**message);
        }
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages.at(0), sample());
        QCOMPARE(messages.at(1), WireMessage{});
    }

    void lengthsThatCannotBeAreRefusedBeforeTheirBytesCome_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::newRow("whole too long") << QByteArray::fromHex("FFFFFFFF00000002");
        QTest::newRow("JSON too long") << QByteArray::fromHex("0020000000180000");
        QTest::newRow("JSON longer than all") << QByteArray::fromHex("0000000800000010");
        QTest::newRow("nothing") << QByteArray::fromHex("0000000000000000");
    }
    void lengthsThatCannotBeAreRefusedBeforeTheirBytesCome()
    {
        QFETCH(QByteArray, head);
        MessageReader reader;
        reader.feed(head);
        const auto message = reader.next();
        QVERIFY(!message);
        QCOMPARE(message.error().fault, Fault::DriverProtocol);
    }

    void whatIsNotJsonIsRefused()
    {
        MessageReader reader;
        reader.feed(QByteArray::fromHex("0000000600000002") + "[]");
        QCOMPARE(reader.next().error().fault, Fault::DriverProtocol);
    }

    void tooLargeIsNotSent()
    {
        QVERIFY(!encodeMessage(WireMessage{{{QStringLiteral("x"), QString(wireJsonLimit, u'x')}}, {}}));
        QVERIFY(!encodeMessage(WireMessage{{}, QByteArray(wireBinaryLimit + 1, 'x')}));
    }

    void reasonsComeBack()
    {
        const Reason reason{Fault::FeederJam, QStringLiteral("sane.read"), QStringLiteral("jam")};
        QCOMPARE(reasonFromJson(toJson(reason)), reason);
        QCOMPARE(reasonFromJson({{QStringLiteral("fault"), QStringLiteral("nonsense")}}).fault, Fault::DriverProtocol);
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
