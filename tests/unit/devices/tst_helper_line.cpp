// SPDX-License-Identifier: Apache-2.0
#include "app/devices/helper_line.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace yichuang;

namespace
{

const Reason gone{Fault::HelperCrashed, QStringLiteral("test"), {}};

/// The helper's end.
class Far
{
public:
    explicit Far(int descriptor) : m_descriptor(descriptor) {}
    ~Far() { ::close(m_descriptor); }
    Far(const Far &) = delete;
    Far &operator=(const Far &) = delete;

    /// What has come by now.
    QList<WireMessage> messages()
    {
        std::array<char, 65536> chunk{};
        while (true) {
            const ssize_t count = ::recv(m_descriptor, chunk.data(), chunk.size(), MSG_DONTWAIT);
            if (count <= 0) {
                m_ended = count == 0;
                break;
            }
            m_reader.feed(QByteArray(chunk.data(), count));
        }
        QList<WireMessage> all;
        for (auto message = m_reader.next(); message && *message; message = m_reader.next())
            all.append(**message);
        return all;
    }
    [[nodiscard]] bool hasEnded() const { return m_ended; }

private:
    int m_descriptor;
    bool m_ended = false;
    MessageReader m_reader;
};

QString nameOf(const WireMessage &message)
{
    return message.json.value(QLatin1String("name")).toString();
}

const WireMessage opening{{{QStringLiteral("type"), QStringLiteral("open")}}, {}};

WireMessage replyTo(const WireMessage &call)
{
    return {{{QStringLiteral("type"), QStringLiteral("reply")},
             {QStringLiteral("id"), call.json.value(QLatin1String("id"))},
             {QStringLiteral("value"), QJsonObject{{QStringLiteral("good"), true}}}},
            {}};
}

} // namespace

class HelperLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsWaitForTheHelperInOrder()
    {
        HelperLine line;
        const QSignalSpy wanted(&line, &HelperLine::wanted);
        const auto early = line.call(QStringLiteral("one"), {}, {});
        line.tell(QStringLiteral("two"), {});
        QCOMPARE(wanted.count(), 2);
        Far far(line.open(opening));
        QCOMPARE(far.messages(), QList{opening});
        line.ready();
        const auto late = line.call(QStringLiteral("three"), {}, "bytes");
        const QList<WireMessage> calls = far.messages();
        QCOMPARE(calls.size(), 3);
        QCOMPARE(nameOf(calls.at(0)), QStringLiteral("one"));
        QCOMPARE(nameOf(calls.at(1)), QStringLiteral("two"));
        QVERIFY(!calls.at(1).json.contains(QStringLiteral("id")));
        QCOMPARE(calls.at(2).binary, QByteArray("bytes"));
        line.answer(replyTo(calls.at(2)));
        QVERIFY(late.isFinished() && late.result());
        QVERIFY(!early.isFinished());
        line.answer(replyTo(calls.at(0)));
        QVERIFY(early.isFinished() && early.result());
        line.answer(replyTo(calls.at(0))); // a second answer is nobody's
    }

    void whoeverWaitsIsToldWhenTheHelperIsGone()
    {
        HelperLine line;
        Far far(line.open(opening));
        line.ready();
        const auto sent = line.call(QStringLiteral("sent"), {}, {});
        line.close();
        const auto unsent = line.call(QStringLiteral("unsent"), {}, {});
        line.failCalls(gone);
        QCOMPARE(sent.result().error().fault, Fault::HelperCrashed);
        QCOMPARE(unsent.result().error().fault, Fault::HelperCrashed);
        (void)far.messages();
        QVERIFY(far.hasEnded());
        Far next(line.open(opening));
        line.ready();
        QCOMPARE(next.messages().size(), 1); // nothing of what failed
    }

    void whatTheHelperHasNoRoomForFollows()
    {
        HelperLine line;
        const QSignalSpy congested(&line, &HelperLine::congested);
        Far far(line.open(opening));
        line.ready();
        const QByteArray page(8 * 1024 * 1024, 'p');
        (void)line.call(QStringLiteral("big"), {}, page);
        line.tell(QStringLiteral("after"), {});
        QVERIFY(congested.count() > 0);
        QList<WireMessage> came = far.messages();
        while (!line.drain())
            came += far.messages();
        came += far.messages();
        QCOMPARE(came.size(), 3);
        QCOMPARE(came.at(1).binary, page);
        QCOMPARE(nameOf(came.at(2)), QStringLiteral("after"));
    }

    void anyThreadMayCall()
    {
        HelperLine line;
        Far far(line.open(opening));
        line.ready();
        std::array<std::thread, 4> threads;
        for (std::thread &thread : threads) {
            thread = std::thread([&line] {
                for (int i = 0; i < 50; ++i)
                    (void)line.call(QStringLiteral("call"), {}, QByteArray(100, 'x'));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QList<WireMessage> came = far.messages();
        while (!line.drain())
            came += far.messages();
        came += far.messages();
        QCOMPARE(came.size(), 201);
        QSet<qint64> ids;
        for (const WireMessage &message : came)
            ids.insert(message.json.value(QLatin1String("id")).toInteger());
        QCOMPARE(ids.size(), 201); // 0 is the opening's
    }

    void tooMuchIsRefused()
    {
        HelperLine line;
        const auto call = line.call(QStringLiteral("big"), {}, QByteArray(wireBinaryLimit + 1, 'x'));
        QVERIFY(call.isFinished());
        QCOMPARE(call.result().error().fault, Fault::TooLarge);
    }
};

QTEST_GUILESS_MAIN(HelperLineTest)
#include "tst_helper_line.moc"
