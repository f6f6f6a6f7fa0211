// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/digest.h"
#include "app/sync/http_centre.h"
#include "app/sync/http_line.h"
#include "app/sync/wire.h"
#include "tests/fakes/case_samples.h"
#include "tests/fakes/manual_timers.h"
#include "tests/unit/sync/https_bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace yichuang;
using Request = ScriptedServer::Request;

namespace
{

QByteArray sessionBody(const QByteArray &access, const QByteArray &refresh)
{
    return "{\"clerk\":\"lixiaowen\",\"clerkName\":\"Li\",\"role\":\"clerk\",\"accessToken\":\"" + access
           + "\",\"refreshToken\":\"" + refresh + "\",\"accessUntil\":\"2026-02-13T02:52:07.000Z\"}";
}

Session session(const char *access, const char *refresh)
{
    Session made;
    made.clerk = QStringLiteral("lixiaowen");
    made.accessToken = QLatin1String(access);
    made.refreshToken = QLatin1String(refresh);
    return made;
}

/// A server that lets in whoever has the token of the moment, and renews it.
struct Guard {
    QByteArray access = "new";
    QByteArray refresh = "r1";
    int renewals = 0;
    bool renews = true;

    ScriptedServer::Script script()
    {
        return [this](QSslSocket *socket, const Request &request) {
            if (request.path == "/v1/sessions/refresh") {
                const bool known = request.body.contains("\"" + refresh + "\"");
                if (!renews || !known) {
                    socket->write(ScriptedServer::problem(401, "sessionExpired"));
                    return;
                }
                refresh = "r" + QByteArray::number(++renewals + 1);
                socket->write(ScriptedServer::reply(200, sessionBody(access, refresh)));
                return;
            }
            const bool good = request.headers.value("authorization") == "Bearer " + access;
            socket->write(good ? ScriptedServer::reply(200, queueBody())
                               : ScriptedServer::problem(401, "sessionExpired"));
        };
    }
};

} // namespace

class TestHttpCentre : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsIn()
    {
        HttpsBench b;
        b.answer(ScriptedServer::reply(200, sessionBody("a1", "r1")));
        const auto centre = b.centre();
        const auto made = await(centre->signIn(QStringLiteral("lixiaowen"), QStringLiteral("secret")));
        QVERIFY2(made.has_value(), why(made).constData());
        QCOMPARE(made->accessToken, QStringLiteral("a1"));
        QCOMPARE(centre->session().refreshToken, QStringLiteral("r1"));
        QCOMPARE(b.server.requests.first().path, QByteArray("/v1/sessions"));
        b.answer(ScriptedServer::problem(401, "wrongPassword"));
        QCOMPARE(await(centre->signIn(QStringLiteral("x"), QStringLiteral("y"))).error().fault, Fault::WrongPassword);
        QCOMPARE(b.server.requests.size(), 2);
    }
    void renewsTheSessionOnceForAllThatMetIt()
    {
        HttpsBench b;
        Guard guard;
        b.server.script = guard.script();
        const auto centre = b.centre();
        QSignalSpy renewed(centre.get(), &HttpCentre::sessionRenewed);
        centre->setSession(session("old", "r1"));
        const auto one = centre->queue();
        const auto two = centre->queue();
        const auto three = centre->queue();
        QCOMPARE(await(one).value().waiting, 3);
        QCOMPARE(await(two).value().waiting, 3);
        QCOMPARE(await(three).value().waiting, 3);
        QCOMPARE(guard.renewals, 1);
        QCOMPARE(renewed.size(), 1);
        QCOMPARE(centre->session().refreshToken, QStringLiteral("r2"));
    }
    void saysSoWhenTheSessionCannotBeRenewed()
    {
        HttpsBench b;
        Guard guard;
        guard.renews = false;
        b.server.script = guard.script();
        const auto centre = b.centre();
        centre->setSession(session("old", "r1"));
        QCOMPARE(await(centre->queue()).error().fault, Fault::SessionExpired);
        QCOMPARE(b.server.count("/v1/sessions/refresh"), 1);
        QCOMPARE(await(centre->queue()).error().fault, Fault::SessionExpired);
        QCOMPARE(b.server.count("/v1/sessions/refresh"), 1); // a dead token is not shown again
        QCOMPARE(await(centre->refresh()).error().fault, Fault::SessionExpired);
        QCOMPARE(centre->link(), LinkState::Online);
    }
    void neverLoopsOnATokenThatIsRefused()
    {
        HttpsBench b;
        Guard guard;
        auto inner = guard.script();
        b.server.script = [&](QSslSocket *socket, const Request &request) {
            if (request.path == "/v1/queue")
                socket->write(ScriptedServer::problem(401, "sessionExpired"));
            else
                inner(socket, request);
        };
        const auto centre = b.centre();
        centre->setSession(session("old", "r1"));
        QCOMPARE(await(centre->queue()).error().fault, Fault::SessionExpired);
        QCOMPARE(b.server.count("/v1/queue"), 2);
        QCOMPARE(guard.renewals, 1);
    }
    void tracksTheLinkAndTheTime()
    {
        HttpsBench b;
        b.answer(ScriptedServer::reply(200, queueBody()));
        auto centre = b.centre();
        QSignalSpy link(centre.get(), &Centre::linkChanged);
        QCOMPARE(centre->link(), LinkState::Unknown);
        QVERIFY(await(centre->queue()).has_value());
        QCOMPARE(centre->link(), LinkState::Online);
        QVERIFY(qAbs(centre->serverOffsetMs()) < 2000);
        b.answer(ScriptedServer::problem(503, "centreBusy", "Retry-After: 7\r\n"));
        const Reason busy = await(centre->queue()).error();
        QCOMPARE(busy.fault, Fault::CentreBusy);
        QCOMPARE(retryAfterOf(busy), std::optional(7));
        QCOMPARE(centre->link(), LinkState::Online);
        b.answer("HTTP/1.1 302 X\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(await(centre->queue()).error().fault, Fault::NotOurServer);
        QCOMPARE(centre->link(), LinkState::Offline);
        QCOMPARE(link.size(), 2);
    }
    void oneSlowAnswerAmongOthersIsNoDeadLink()
    {
        HttpsBench b;
        ManualClock clock(b.clock.now());
        ManualTimers timers(clock);
        b.limits.totalMs = 60'000;
        HttpCentre centre(std::make_unique<HttpLine>(b.address, b.limits), b.address, b.clock, timers, b.limits);
        b.server.script = [](QSslSocket *socket, const Request &request) {
            if (request.path == "/healthz")
                socket->write(ScriptedServer::reply(200, "{}"));
        };
        const auto slow = centre.queue();
        QTRY_COMPARE(b.server.count("/v1/queue"), 1);
        QVERIFY(await(centre.ping()).has_value());
        timers.advance(b.limits.quietMs);
        QCOMPARE(centre.link(), LinkState::Online);
        QVERIFY(!slow.isFinished());
    }
    void aSmallCallInVainEndsTheLongPollToo()
    {
        HttpsBench b;
        ManualClock clock(b.clock.now());
        ManualTimers timers(clock);
        b.limits.totalMs = 60'000; // the calls' own deadlines stay out of it
        HttpCentre centre(std::make_unique<HttpLine>(b.address, b.limits), b.address, b.clock, timers, b.limits);
        b.answer(ScriptedServer::reply(200, queueBody()));
        QVERIFY(await(centre.queue()).has_value());
        QCOMPARE(timers.count(), 0);
        b.server.script = nullptr; // takes everything, says nothing
        const auto poll = centre.changes({}, 25);
        const auto small = centre.queue();
        QTRY_COMPARE(b.server.count("/v1/queue"), 2);
        QTRY_COMPARE(b.server.count("/v1/changes?after=&wait=25"), 1);
        timers.advance(b.limits.quietMs - 1);
        QCOMPARE(centre.link(), LinkState::Online);
        timers.advance(1);
        QCOMPARE(centre.link(), LinkState::Offline);
        QVERIFY(poll.isFinished());
        QCOMPARE(poll.result().error().fault, Fault::NetworkTimeout);
        QVERIFY(!small.isFinished());
        // A new poll takes another connection and is heard.
        b.answer(ScriptedServer::reply(200, "{\"cursor\":\"1:0\",\"epoch\":1,\"epochChanged\":false,\"changes\":[]}"));
        QVERIFY(await(centre.changes({}, 0)).has_value());
        QCOMPARE(centre.link(), LinkState::Online);
    }
    void showsALinkThatHasGoneQuiet()
    {
        HttpsBench b;
        b.limits.quietMs = 50;
        QPointer<QSslSocket> waiting;
        b.server.script = [&](QSslSocket *socket, const Request &) { waiting = socket; };
        auto centre = b.centre();
        const auto future = centre->queue();
        QTRY_COMPARE(centre->link(), LinkState::Offline);
        QTRY_VERIFY(waiting);
        QVERIFY(!future.isFinished());
        waiting->write(ScriptedServer::reply(200, queueBody()));
        QVERIFY(await(future).has_value());
        QCOMPARE(centre->link(), LinkState::Online);
    }
    void postsOperations()
    {
        HttpsBench b;
        const Operation one = samples::opened(1, QStringLiteral("A1"));
        const OperationVerdict verdict{one.id, VerdictKind::Applied, 9, 1, Fault::OperationInvalid, {}};
        const QJsonObject json{{QStringLiteral("verdicts"), QJsonArray{toJson(verdict)}}};
        b.answer(ScriptedServer::reply(200, QJsonDocument(json).toJson()));
        const auto centre = b.centre();
        QCOMPARE(await(centre->postOperations({one})).value(), QList<OperationVerdict>{verdict});
        QCOMPARE(b.server.requests.first().body, operationsBody({one}));
    }
    void followsTheFeed()
    {
        HttpsBench b;
        b.answer(ScriptedServer::reply(200, "{\"cursor\":\"1:0\",\"changes\":[],\"epochChanged\":false}"));
        const auto centre = b.centre();
        QCOMPARE(await(centre->changes(QStringLiteral("1:0"), 0)).value().cursor, QStringLiteral("1:0"));
        QCOMPARE(b.server.requests.first().path, QByteArray("/v1/changes?after=1%3A0&wait=0"));
    }
    void waitsForALongPollOnlySoLong()
    {
        HttpsBench b;
        b.limits.totalMs = 200;
        b.limits.pollExtraMs = 300;
        b.server.script = nullptr;
        const auto centre = b.centre();
        QElapsedTimer took;
        took.start();
        QCOMPARE(await(centre->changes({}, 1)).error().fault, Fault::NetworkTimeout);
        QVERIFY(took.elapsed() >= 1250);
    }
    void sendsOnlyTheChunksThatLack()
    {
        HttpsBench b;
        const QByteArray bytes(blobChunk * 2 + 100, 'p');
        b.server.script = [](QSslSocket *socket, const Request &request) {
            const QByteArray none = "Content-Length: 0\r\n" + ScriptedServer::ours({});
            if (request.method == "HEAD")
                socket->write("HTTP/1.1 404 X\r\nYichuang-Chunks: 1\r\n" + none + "\r\n");
            else if (request.method == "PUT")
                socket->write("HTTP/1.1 204 X\r\n" + ScriptedServer::ours({}) + "\r\n");
            else
                socket->write(ScriptedServer::reply(200, "{}"));
        };
        const auto centre = b.centre();
        const QString blob = sha256Hex(bytes);
        const auto sent = await(centre->putBlob(blob, bytes));
        QVERIFY2(sent.has_value(), why(sent).constData());
        QList<QByteArray> calls;
        for (const Request &request : b.server.requests)
            calls.append(request.method + ' ' + request.path.mid(request.path.lastIndexOf('/') + 1).left(8));
        QCOMPARE(calls, (QList<QByteArray>{"HEAD " + blob.left(8).toLatin1(), "PUT 0", "PUT 2", "POST complete"}));
        QCOMPARE(b.server.requests.at(2).body, QByteArray(100, 'p'));
        QCOMPARE(b.server.requests.at(2).headers.value("yichuang-chunk-digest"),
                 "sha-256=" + QCryptographicHash::hash(QByteArray(100, 'p'), QCryptographicHash::Sha256).toBase64());
        QCOMPARE(QJsonDocument::fromJson(b.server.requests.last().body).object(),
                 (QJsonObject{{QStringLiteral("size"), bytes.size()}, {QStringLiteral("chunks"), 3}}));
    }
    void sendsNothingOfABlobThatIsThere()
    {
        HttpsBench b;
        b.answer("HTTP/1.1 200 X\r\nContent-Length: 5000\r\n" + ScriptedServer::ours({}) + "\r\n");
        const auto centre = b.centre();
        QVERIFY(await(centre->putBlob(sha256Hex("abc"), "abc")).has_value());
        QCOMPARE(b.server.requests.size(), 1);
    }
    void chunksGiveWayToOperations()
    {
        HttpsBench b;
        QPointer<QSslSocket> posting;
        b.server.script = [&](QSslSocket *socket, const Request &request) {
            if (request.path == "/v1/operations")
                posting = socket;
            else if (request.method == "HEAD")
                socket->write("HTTP/1.1 404 X\r\nContent-Length: 0\r\n" + ScriptedServer::ours({}) + "\r\n");
            else
                socket->write("HTTP/1.1 204 X\r\n" + ScriptedServer::ours({}) + "\r\n");
        };
        const auto centre = b.centre();
        const QByteArray bytes(blobChunk * 3, 'p');
        const auto blob = centre->putBlob(sha256Hex(bytes), bytes);
        const auto post = centre->postOperations({samples::opened(1, QStringLiteral("A1"))});
        QTRY_VERIFY(posting);
        QTest::qWait(100); // what was on its way may still come, nothing new
        QVERIFY(b.server.requests.size() <= 3);
        QVERIFY(!blob.isFinished());
        posting->write(ScriptedServer::reply(200, "{\"verdicts\":[]}"));
        QVERIFY(await(post).has_value());
        QVERIFY(await(blob).has_value());
    }
    void checksTheSignatureOfDocuments()
    {
        HttpsBench b;
        const SigningKey key = SigningKey::generate(Suite::International).value();
        const QByteArray body = "{\"matters\":[]}";
        const QByteArray signature = key.sign(body).value().toBase64();
        b.answer(ScriptedServer::reply(200, body, "ETag: \"v1\"\r\nYichuang-Signature: " + signature + "\r\n"));
        QCOMPARE(await(b.centre()->document(QStringLiteral("catalogue"), {})).error().fault, Fault::NotEnrolled);
        b.address.centreKeyDer = key.publicKey().toDer();
        const auto centre = b.centre();
        const auto document = await(centre->document(QStringLiteral("catalogue"), {}));
        QCOMPARE(document.value(), (QPair<QByteArray, QString>(body, QStringLiteral("\"v1\""))));
        b.answer("HTTP/1.1 304 X\r\nETag: \"v1\"\r\n" + ScriptedServer::ours({}) + "\r\n");
        const auto same = await(centre->document(QStringLiteral("catalogue"), QStringLiteral("\"v1\"")));
        QVERIFY2(same.has_value(), why(same).constData());
        QVERIFY(same->first.isEmpty());
        QCOMPARE(b.server.requests.last().headers.value("if-none-match"), QByteArray("\"v1\""));
        b.answer(ScriptedServer::reply(200, body + " ", "Yichuang-Signature: " + signature + "\r\n"));
        QCOMPARE(await(centre->document(QStringLiteral("catalogue"), {})).error().fault, Fault::ReplyMalformed);
        b.answer(ScriptedServer::reply(200, body));
        QCOMPARE(await(centre->document(QStringLiteral("catalogue"), {})).error().fault, Fault::ReplyMalformed);
    }
    void callsTheNextVisitor()
    {
        HttpsBench b;
        Ticket ticket;
        ticket.id = samples::idOf(5);
        ticket.number = QStringLiteral("A023");
        ticket.business = QStringLiteral("comprehensive");
        ticket.takenAt = samples::morning();
        b.answer(ScriptedServer::reply(200, QJsonDocument(toJson(ticket)).toJson()));
        const auto centre = b.centre();
        const QString request = samples::idOf(77);
        QCOMPARE(await(centre->callNext(request)).value().number, QStringLiteral("A023"));
        QCOMPARE(b.server.requests.last().headers.value("yichuang-request"), request.toLatin1());
        QCOMPARE(await(centre->ticketEvent(samples::idOf(78), ticket.id, TicketEvent::Serve)).value().id, ticket.id);
        QCOMPARE(b.server.requests.last().headers.value("yichuang-request"), samples::idOf(78).toLatin1());
        QCOMPARE(b.server.requests.last().path, "/v1/tickets/" + ticket.id.toLatin1() + "/events");
        QCOMPARE(b.server.requests.last().body, QByteArray("{\"event\":\"serve\"}"));
        b.answer(ScriptedServer::problem(404, "queueEmpty"));
        QCOMPARE(await(centre->callNext(request)).error().fault, Fault::QueueEmpty);
    }
    void endsItsCallsWhenItGoes()
    {
        HttpsBench b;
        auto centre = b.centre();
        const auto poll = centre->changes({}, 25);
        const auto queue = centre->queue();
        QTRY_COMPARE(b.server.requests.size(), 2);
        centre.reset();
        QVERIFY(poll.isFinished());
        QCOMPARE(poll.result().error().fault, Fault::Cancelled);
        QCOMPARE(queue.result().error().fault, Fault::Cancelled);
    }
    void goesElsewhere()
    {
        HttpsBench b;
        auto centre = b.centre();
        const auto queue = centre->queue();
        QTRY_COMPARE(b.server.requests.size(), 1);
        ScriptedServer other(b.credential);
        other.script = [](QSslSocket *socket, const Request &) {
            socket->write(ScriptedServer::reply(200, queueBody()));
        };
        CentreAddress address = b.address;
        address.url = other.url();
        centre->setAddress(address);
        QCOMPARE(await(queue).error().fault, Fault::Cancelled);
        QVERIFY(await(centre->queue()).has_value());
        QCOMPARE(other.requests.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestHttpCentre)
#include "tst_http_centre.moc"
