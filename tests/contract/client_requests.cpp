// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/protocol_book.h"
#include "tests/unit/server/operation_maker.h"
#include "tests/unit/sync/https_bench.h"

#include "app/base/ids.h"

#include <QSet>

using namespace yichuang;

namespace
{

const QByteArray session = R"({"clerk":"li","clerkName":"李","role":"clerk","accessToken":"a","refreshToken":"r",)"
                           R"("accessUntil":"2026-11-23T08:10:00.000Z","offlineGrant":"Z3JhbnQ=.c2lnbg=="})";

} // namespace

/// What a window asks of a centre, held against the contract.
class ClientRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestKeepsTheContract();

private:
    /// Whatever the answers are, the requests are what is looked at.
    static void askEverything(HttpCentre &centre, const Clock &clock);
};

void ClientRequests::askEverything(HttpCentre &centre, const Clock &clock)
{
    const auto csr = makeDeviceRequest(QStringLiteral("window"));
    const SigningKey key = *SigningKey::generate(Suite::International);
    const QString act = newId(clock, systemRandom());
    (void)await(centre.enrol(QStringLiteral("ABCD-EFGH-JKMN"), csr->requestPem, key.publicKey().toDer()));
    (void)await(centre.renewCertificate(csr->requestPem));
    (void)await(centre.signIn(QStringLiteral("li"), QStringLiteral("secret"),
                              {QStringLiteral("123456"), QStringLiteral("battery staple")}));
    (void)await(centre.signIn(QStringLiteral("li"), QStringLiteral("secret")));
    (void)await(centre.refresh());
    OperationMaker maker(QStringLiteral("130102-03-1"), key, clock);
    (void)await(centre.postOperations(
        maker.acceptedCase(maker.newCase(), QStringLiteral("matter"), QStringLiteral("130102-03-1-261123-0001-A"))));
    (void)await(centre.changes({}, 0));
    (void)await(centre.changes(QStringLiteral("1:17"), 25));
    (void)await(centre.putBlob(QString(64, QLatin1Char('a')), QByteArray(700 * 1024, 'p')));
    for (const char *name : {"catalogue", "calendar", "policy", "keys"})
        (void)await(centre.document(QString::fromLatin1(name), QStringLiteral("\"e\"")));
    (void)await(centre.callNext(act));
    (void)await(centre.ticketEvent(act, QStringLiteral("01990000-0000-7000-8000-000000000000"), TicketEvent::Serve));
    (void)await(centre.queue());
    (void)await(centre.ping());
    (void)await(centre.countersign({7, QByteArray(32, 'h'), QByteArray(64, 's')}));
}

void ClientRequests::everyRequestKeepsTheContract()
{
    HttpsBench bench;
    bench.address.centreKeyDer = SigningKey::generate(Suite::International)->publicKey().toDer();
    bench.server.script = [](QSslSocket *socket, const ScriptedServer::Request &request) {
        const bool isBlob = request.path.startsWith("/v1/blobs/");
        if (request.path.startsWith("/v1/sessions"))
            socket->write(ScriptedServer::reply(200, session));
        else if (isBlob && request.method == "HEAD")
            socket->write(ScriptedServer::reply(404, {}));
        else if (isBlob && request.method == "PUT")
            socket->write(ScriptedServer::reply(204, {}));
        else
            socket->write(ScriptedServer::reply(200, "{}"));
    };
    const auto centre = bench.centre();
    askEverything(*centre, bench.clock);
    const ProtocolBook &book = ProtocolBook::shared();
    QSet<QByteArray> paths;
    for (const ScriptedServer::Request &request : std::as_const(bench.server.requests)) {
        const QString wrong = book.wrongInRequest(
            {request.method, QString::fromLatin1(request.path), request.headers, request.body, 0, {}, {}});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        QCOMPARE(request.headers.value("yichuang-protocol"), QByteArray(protocolVersion));
        paths.insert(request.method + ' ' + request.path.split('?').first());
    }
    QVERIFY2(paths.size() >= 17, QByteArray::number(paths.size()).constData());
    // It can fail.
    QVERIFY(!book.wrongInRequest({"POST", QStringLiteral("/v1/sessions"), {}, "{}", 0, {}, {}}).isEmpty());
    QVERIFY(!book.wrongInRequest({"POST", QStringLiteral("/v1/tickets/next"), {}, "{}", 0, {}, {}}).isEmpty());
    QVERIFY(!book.wrongInRequest({"GET", QStringLiteral("/v1/nothing"), {}, {}, 0, {}, {}}).isEmpty());
}

QTEST_GUILESS_MAIN(ClientRequests)
#include "client_requests.moc"
