// SPDX-License-Identifier: Apache-2.0
#include "app/sync/answer.h"

#include <QCryptographicHash>
#include <QTest>

using namespace yichuang;

namespace
{

RawReply reply(int status, const QByteArray &body, const QByteArray &type = "application/json")
{
    RawReply raw;
    raw.status = status;
    raw.body = body;
    raw.headers = {
        {"yichuang-protocol", protocolVersion},
        {"yichuang-epoch", "7"},
        {"yichuang-time", "2026-02-13T02:42:07.123Z"},
        {"content-type", type},
        {"yichuang-digest", "sha-256=" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64()}};
    return raw;
}

RawReply problem(int status, const QByteArray &type)
{
    return reply(status, "{\"type\":\"https://yichuang.cn/problems/" + type + "\",\"status\":400}",
                 "application/problem+json");
}

Fault faultOf(const RawReply &raw)
{
    return judge(raw).error().fault;
}

} // namespace

class TestAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAGoodReply()
    {
        const auto answer = judge(reply(200, "{}"));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->body, QByteArray("{}"));
        QCOMPARE(answer->epoch, 7);
        QCOMPARE(answer->time, QDateTime(QDate(2026, 2, 13), QTime(2, 42, 7, 123), Qt::UTC));
    }
    void refusesWhatIsNotOurs()
    {
        RawReply portal = reply(200, "<html>Sign in to the wireless network</html>", "text/html");
        QCOMPARE(faultOf(portal), Fault::NotOurServer);
        portal.headers.remove("yichuang-protocol");
        QCOMPARE(faultOf(portal), Fault::NotOurServer);
        RawReply proxy = reply(502, "{}");
        proxy.headers.remove("yichuang-protocol");
        QCOMPARE(faultOf(proxy), Fault::NotOurServer);
        for (const int status : {301, 302, 303, 307, 308, 304})
            QCOMPARE(faultOf(reply(status, "")), Fault::NotOurServer);
        QVERIFY(judge(reply(304, ""), {304}).has_value());
    }
    void refusesAnotherProtocol()
    {
        RawReply raw = reply(200, "{}");
        raw.headers["yichuang-protocol"] = "2";
        QCOMPARE(faultOf(raw), Fault::ProtocolUnknown);
    }
    void refusesABodyThatWasCut()
    {
        const QByteArray body = "{\"verdicts\":[]}";
        for (int size = 0; size < body.size(); ++size) {
            RawReply raw = reply(200, body);
            raw.body.truncate(size);
            QCOMPARE(faultOf(raw), Fault::ReplyMalformed);
        }
        RawReply undigested = reply(200, body);
        undigested.headers.remove("yichuang-digest");
        QCOMPARE(faultOf(undigested), Fault::ReplyMalformed);
        RawReply packed = reply(200, body);
        packed.headers["content-encoding"] = "gzip";
        QCOMPARE(faultOf(packed), Fault::ReplyMalformed);
    }
    void needsNoDigestWhereThereIsNoBody()
    {
        RawReply head = reply(404, "");
        head.headers.remove("yichuang-digest");
        head.headers.insert("yichuang-chunks", "0,2");
        head.toHead = true;
        QCOMPARE(judge(head, {404}).value().chunks, QByteArray("0,2"));
        RawReply none = reply(204, "");
        none.headers.remove("yichuang-digest");
        QVERIFY(judge(none).has_value());
    }
    void namesTheFaultOfAProblem()
    {
        QCOMPARE(faultOf(problem(401, "wrongPassword")), Fault::WrongPassword);
        QCOMPARE(faultOf(problem(401, "sessionExpired")), Fault::SessionExpired);
        QCOMPARE(faultOf(problem(403, "enrolmentRefused")), Fault::EnrolmentRefused);
        QCOMPARE(faultOf(problem(404, "queueEmpty")), Fault::QueueEmpty);
        QCOMPARE(faultOf(problem(409, "ticketTaken")), Fault::TicketTaken);
        QCOMPARE(faultOf(problem(400, "somethingNew")), Fault::RequestRefused);
        QCOMPARE(faultOf(problem(401, "")), Fault::SessionExpired);
        QCOMPARE(faultOf(reply(403, "not json")), Fault::NotAllowed);
        QCOMPARE(faultOf(reply(413, "{}")), Fault::TooLarge);
    }
    void takesNoFaultOfTheCentreForOneOfThisWindow()
    {
        QCOMPARE(faultOf(problem(500, "diskFull")), Fault::CentreFault);
        QCOMPARE(faultOf(problem(507, "diskFull")), Fault::CentreFault);
        QCOMPARE(faultOf(problem(503, "storeBusy")), Fault::CentreBusy);
    }
    void carriesTheWaitThatTheCentreAsksFor()
    {
        RawReply busy = reply(429, "{}");
        QCOMPARE(faultOf(busy), Fault::CentreBusy);
        QVERIFY(!retryAfterOf(judge(busy).error()));
        busy.headers.insert("retry-after", "17");
        QCOMPARE(retryAfterOf(judge(busy).error()), std::optional(17));
        busy.headers["retry-after"] = "99999999";
        QCOMPARE(retryAfterOf(judge(busy).error()), std::optional(longestRetryAfter));
        busy.headers["retry-after"] = "-3";
        QVERIFY(!retryAfterOf(judge(busy).error()));
        RawReply locked = problem(429, "lockedOut");
        locked.headers.insert("retry-after", "30");
        QCOMPARE(faultOf(locked), Fault::LockedOut);
        QCOMPARE(retryAfterOf(judge(locked).error()), std::optional(30));
    }
};

QTEST_GUILESS_MAIN(TestAnswer)
#include "tst_answer.moc"
