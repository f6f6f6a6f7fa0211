// SPDX-License-Identifier: Apache-2.0
#include "app/sync/http_line.h"
#include "tests/fakes/manual_clock.h"
#include "tests/unit/sync/https_bench.h"

#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

using namespace yichuang;

namespace
{

/// What one GET of the queue ends with; Timeout where it never ends.
Outcome get(const CentreAddress &address, const CallLimits &limits, const QByteArray &method = "GET")
{
    HttpLine line(address, limits);
    Call call;
    call.method = method;
    call.path = QStringLiteral("/v1/queue");
    call.totalMs = limits.totalMs;
    if (method == "POST")
        call.body = [] { return QByteArray("{}"); };
    Outcome outcome;
    int times = 0;
    line.send(call, [&](const Outcome &one) {
        outcome = one;
        ++times;
    });
    if (!QTest::qWaitFor([&] { return times > 0; }, 10'000))
        outcome.answer = failure(Fault::Timeout, QStringLiteral("test"));
    return outcome;
}

Fault faultOf(const Outcome &outcome)
{
    return outcome.answer ? Fault::Unsupported : outcome.answer.error().fault;
}

struct Plain {
    QTcpServer server;
    QByteArray bytes;
    bool close = false;
    int connections = 0;

    Plain()
    {
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] {
            ++connections;
            QTcpSocket *socket = server.nextPendingConnection();
            socket->write(bytes);
            if (close)
                socket->disconnectFromHost();
        });
        server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(server.serverPort())); }
};

} // namespace

class TestHttpLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Qt's threads for HTTP are detached: they may still be giving back what TLS keeps for a thread when the last
    /// QNetworkAccessManager is gone, and what counts leaks at the end of the program must not come before.
    void cleanupTestCase()
    {
        const QDir threads(QStringLiteral("/proc/self/task"));
        (void)QTest::qWaitFor([&] { return threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() <= 1; }, 5'000);
    }
    void readsAGoodReply()
    {
        HttpsBench b;
        b.answer(ScriptedServer::reply(200, queueBody(), "Set-Cookie: a=b\r\n"));
        const Outcome outcome = get(b.address, b.limits);
        QVERIFY2(outcome.answer.has_value(), why(outcome.answer).constData());
        QCOMPARE(outcome.answer->body, queueBody());
        QVERIFY(outcome.reached);
        const auto &request = b.server.requests.first();
        QCOMPARE(request.headers.value("yichuang-protocol"), QByteArray(protocolVersion));
        QCOMPARE(request.headers.value("accept-encoding"), QByteArray("identity"));
        QVERIFY(request.headers.value("user-agent").startsWith("Yichuang/"));
        QVERIFY(!request.headers.contains("authorization"));
    }
    void keepsTheConnectionAndNoCookie()
    {
        HttpsBench b;
        b.answer(ScriptedServer::reply(200, queueBody(), "Set-Cookie: a=b\r\n"));
        HttpLine line(b.address, b.limits);
        Call call;
        call.path = QStringLiteral("/v1/queue");
        for (int i = 0; i < 3; ++i) {
            bool done = false;
            line.send(call, [&](const Outcome &) { done = true; });
            QTRY_VERIFY(done);
        }
        QCOMPARE(b.server.connections, 1);
        QVERIFY(!b.server.requests.last().headers.contains("cookie"));
    }
    void refusesWhatIsNotTheCentre_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("close");
        QTest::addColumn<Fault>("fault");
        const QByteArray html = "<html><body>Please sign in</body></html>";
        const QByteArray length = "Content-Length: " + QByteArray::number(html.size()) + "\r\n";
        QTest::newRow("portal") << "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + length + "\r\n" + html << false
                                << Fault::NotOurServer;
        QTest::newRow("portal without a type")
            << "HTTP/1.1 200 OK\r\n" + length + "\r\n" + html << false << Fault::NotOurServer;
        QTest::newRow("portal without an end")
            << "HTTP/1.1 200 OK\r\n\r\n" + html.repeated(1000) << false << Fault::NotOurServer;
        QTest::newRow("portal with 511") << "HTTP/1.1 511 X\r\n" + length + "\r\n" + html << false
                                         << Fault::NotOurServer;
        QTest::newRow("proxy's 502") << "HTTP/1.1 502 Bad Gateway\r\n" + length + "\r\n" + html << false
                                     << Fault::NotOurServer;
        QTest::newRow("somebody's 401") << "HTTP/1.1 401 X\r\nWWW-Authenticate: Basic realm=\"x\"\r\n" + length + "\r\n"
                                               + html
                                        << false << Fault::NotOurServer;
        QTest::newRow("proxy's 407") << "HTTP/1.1 407 X\r\nProxy-Authenticate: Basic realm=\"x\"\r\n" + length + "\r\n"
                                            + html
                                     << false << Fault::NotOurServer;
        QTest::newRow("html in our name")
            << ScriptedServer::reply(200, html, {}, "text/html") << false << Fault::NotOurServer;
        for (const char *status : {"301", "302", "303", "307", "308"})
            QTest::addRow("redirect %s", status)
                << QByteArray("HTTP/1.1 ") + status
                       + " Moved\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
                << false << Fault::NotOurServer;
        QTest::newRow("redirect in our name")
            << ScriptedServer::reply(302, "", "Location: https://127.0.0.1:1/\r\n") << false << Fault::NotOurServer;
        QTest::newRow("not HTTP") << QByteArray("220 mail.example ESMTP\r\n") << true << Fault::CentreUnreachable;
        QTest::newRow("another version") << ScriptedServer::reply(200, "{}").replace("Protocol: 3", "Protocol: 9")
                                         << false << Fault::ProtocolUnknown;
    }
    void refusesWhatIsNotTheCentre()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, close);
        QFETCH(Fault, fault);
        HttpsBench b;
        b.answer(bytes, close);
        const Outcome outcome = get(b.address, b.limits);
        QCOMPARE(faultName(faultOf(outcome)), faultName(fault));
        QVERIFY(outcome.tookMs < b.limits.totalMs);
    }
    void refusesABodyThatIsNotWhole_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Fault>("fault");
        const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        const QByteArray ours = ScriptedServer::ours(queueBody());
        QTest::newRow("cut, length told")
            << ScriptedServer::reply(200, queueBody()).chopped(5) << Fault::CentreUnreachable;
        QTest::newRow("cut, length not told") << head + ours + "\r\n" + queueBody().chopped(5) << Fault::ReplyMalformed;
        QTest::newRow("cut in a chunk") << head + ours + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"waiting\""
                                        << Fault::CentreUnreachable;
        QTest::newRow("no digest") << head + "Yichuang-Protocol: 3\r\n\r\n" + queueBody() << Fault::ReplyMalformed;
        QTest::newRow("digest of something else")
            << head + ScriptedServer::ours("{}") + "\r\n" + queueBody() << Fault::ReplyMalformed;
        QTest::newRow("cut in the head") << head + "Yichuang-Proto" << Fault::CentreUnreachable;
        QTest::newRow("nothing") << QByteArray() << Fault::CentreUnreachable;
    }
    void refusesABodyThatIsNotWhole()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Fault, fault);
        HttpsBench b;
        b.answer(bytes, true);
        const Outcome outcome = get(b.address, b.limits);
        QVERIFY(!outcome.answer.has_value());
        QCOMPARE(faultName(faultOf(outcome)), faultName(fault));
    }
    void endsASlowReply_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("in the body") << "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n"
                                            + ScriptedServer::ours(queueBody()) + "\r\n";
        QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nX-Slow: ");
        QTest::newRow("before the first byte") << QByteArray();
    }
    void endsASlowReply()
    {
        QFETCH(QByteArray, start);
        HttpsBench b;
        b.limits.totalMs = 400;
        QTimer drip;
        b.server.script = [&](QSslSocket *socket, const ScriptedServer::Request &) {
            socket->write(start);
            if (start.isEmpty())
                return;
            QObject::connect(&drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
            drip.start(20);
        };
        const Outcome outcome = get(b.address, b.limits);
        QCOMPARE(faultName(faultOf(outcome)), faultName(Fault::NetworkTimeout));
        QVERIFY2(outcome.tookMs >= 390 && outcome.tookMs < 1500, qPrintable(QString::number(outcome.tookMs)));
    }
    void endsALargeReply_data()
    {
        QTest::addColumn<QByteArray>("head");
        const QByteArray ours = "HTTP/1.1 200 OK\r\n" + ScriptedServer::ours({});
        QTest::newRow("length told") << ours + "Content-Length: 900000000\r\n\r\n";
        QTest::newRow("length not told") << ours + "\r\n";
        QTest::newRow("one chunk") << ours + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n";
    }
    void endsALargeReply()
    {
        QFETCH(QByteArray, head);
        HttpsBench b;
        b.server.script = [&](QSslSocket *socket, const ScriptedServer::Request &) {
            socket->write(head);
            socket->write(QByteArray(1024 * 1024, 'x'));
        };
        const Outcome outcome = get(b.address, b.limits);
        QCOMPARE(faultName(faultOf(outcome)), faultName(Fault::ReplyTooLarge));
        QVERIFY(outcome.tookMs < b.limits.totalMs);
    }
    /// A thousand times what came, were it unpacked.
    void unpacksNothing()
    {
        HttpsBench b;
        const QByteArray zlib = qCompress(QByteArray(16 * 1024 * 1024, 'x'), 9).mid(4);
        QVERIFY(zlib.size() < b.limits.replyBytes / 4);
        b.answer(ScriptedServer::reply(200, zlib, "Content-Encoding: deflate\r\n"));
        const Outcome outcome = get(b.address, b.limits);
        QCOMPARE(faultName(faultOf(outcome)), faultName(Fault::ReplyMalformed));
        QVERIFY(outcome.answer.error().detail.contains(QStringLiteral("contentEncoding")));
    }
    void endsAHugeHead()
    {
        HttpsBench b;
        b.limits.totalMs = 300;
        qint64 written = 0;
        b.server.script = [&](QSslSocket *socket, const ScriptedServer::Request &) {
            socket->write("HTTP/1.1 200 OK\r\n");
            const auto more = [socket, &written] {
                while (written < 256LL * 1024 * 1024 && socket->encryptedBytesToWrite() < 1024 * 1024
                       && socket->bytesToWrite() < 1024 * 1024)
                    written += socket->write("X-Much: " + QByteArray(64 * 1024, 'x') + "\r\n");
            };
            QObject::connect(socket, &QSslSocket::encryptedBytesWritten, socket, more);
            more();
        };
        const Outcome outcome = get(b.address, b.limits);
        QVERIFY(!outcome.answer.has_value());
        QCOMPARE(faultName(faultOf(outcome)), faultName(Fault::NetworkTimeout));
        QVERIFY(outcome.tookMs < 2 * b.limits.totalMs);
    }
    void trustsTheHallsAuthorityOnly_data()
    {
        QTest::addColumn<int>("wrong");
        QTest::newRow("another authority") << 0;
        QTest::newRow("no authority") << 1;
        QTest::newRow("an authority that cannot be read") << 2;
        QTest::newRow("another host") << 3;
        QTest::newRow("expired") << 4;
        QTest::newRow("signed by itself") << 5;
        QTest::newRow("not valid yet") << 6;
    }
    void trustsTheHallsAuthorityOnly()
    {
        QFETCH(int, wrong);
        HttpsBench b;
        const ManualClock then(QDateTime(QDate(2020, 1, 1), QTime(8, 0), Qt::UTC));
        const ManualClock later(b.clock.now().addDays(30));
        Credential credential = b.credential;
        if (wrong == 3)
            credential = HttpsBench::serverCredential(b.authority, b.clock, QStringLiteral("centre.example"));
        if (wrong == 4)
            credential = HttpsBench::serverCredential(b.authority, then);
        if (wrong == 5)
            credential = makeAuthority(QStringLiteral("127.0.0.1"), b.clock).value();
        if (wrong == 6)
            credential = HttpsBench::serverCredential(b.authority, later);
        ScriptedServer server(credential);
        server.script = [](QSslSocket *socket, const ScriptedServer::Request &) {
            socket->write(ScriptedServer::reply(200, queueBody()));
        };
        CentreAddress address = b.address;
        address.url = server.url();
        if (wrong == 0)
            address.authorityPem = makeAuthority(QStringLiteral("Other CA"), b.clock).value().certificatePem;
        if (wrong == 1)
            address.authorityPem.clear();
        if (wrong == 2)
            address.authorityPem = "no certificate";
        const Outcome outcome = get(address, b.limits);
        QCOMPARE(faultName(faultOf(outcome)), faultName(Fault::CertificateUntrusted));
        QVERIFY(server.requests.isEmpty());
    }
    void showsItsOwnCertificate()
    {
        HttpsBench b;
        const DeviceRequest device = makeDeviceRequest(QStringLiteral("130102-03")).value();
        const auto certificate =
            issueDeviceCertificate(b.authority, device.requestPem, QStringLiteral("130102-03"), b.clock);
        ScriptedServer server(b.credential, b.authority.certificatePem);
        server.script = [](QSslSocket *socket, const ScriptedServer::Request &) {
            socket->write(ScriptedServer::reply(200, queueBody()));
        };
        CentreAddress address = b.address;
        address.url = server.url();
        QVERIFY(!get(address, b.limits).answer.has_value());
        QVERIFY(server.requests.isEmpty());
        address.certificatePem = certificate.value();
        address.keyPem = device.keyPem;
        QVERIFY(get(address, b.limits).answer.has_value());
        QCOMPARE(server.requests.first().peer, QStringLiteral("130102-03"));
    }
    void tellsAClosedPortFromAPortal()
    {
        HttpsBench b;
        Plain portal;
        portal.bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>sign in</html>";
        CentreAddress address = b.address;
        address.url = portal.url();
        QCOMPARE(faultName(faultOf(get(address, b.limits))), faultName(Fault::NotOurServer));
        portal.bytes.clear();
        portal.close = true;
        QCOMPARE(faultName(faultOf(get(address, b.limits))), faultName(Fault::CentreUnreachable));
        portal.close = false;
        b.limits.totalMs = 300;
        QCOMPARE(faultName(faultOf(get(address, b.limits))), faultName(Fault::NetworkTimeout));
        portal.server.close();
        QCOMPARE(faultName(faultOf(get(address, b.limits))), faultName(Fault::CentreUnreachable));
    }
    void speaksNothingButHttps()
    {
        HttpsBench b;
        b.address.url.setScheme(QStringLiteral("http"));
        QCOMPARE(faultName(faultOf(get(b.address, b.limits))), faultName(Fault::ConfigMalformed));
        QCOMPARE(b.server.connections, 0);
    }
    void takesAPostThatIsSentTwice()
    {
        // The network classes of Qt send a POST again by themselves when a kept connection closes early.
        HttpsBench b;
        b.server.script = [&](QSslSocket *socket, const ScriptedServer::Request &) {
            if (b.server.requests.size() == 1)
                socket->abort();
            else
                socket->write(ScriptedServer::reply(200, queueBody()));
        };
        const Outcome outcome = get(b.address, b.limits, "POST");
        QVERIFY(outcome.answer.has_value() || faultOf(outcome) == Fault::CentreUnreachable);
    }
};

QTEST_GUILESS_MAIN(TestHttpLine)
#include "tst_http_line.moc"
