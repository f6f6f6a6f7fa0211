// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include "app/base/json.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// What the contract says of the calls, held against a real server over TLS.
class ServerCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyReplyCarriesItsHeaders();
    void enrolmentGivesAnIdentityOnce();
    void aNewEnrolmentEndsTheOld();
    void withoutACertificateNothingIsTold();
    void aTokenWorksOnItsWindowOnly();
    void rolesAreApart();
    void wrongPasswordsLockOut();
    void refreshRotates();
    void theOfflineGrantIsSigned();
    void operationsAreAppliedOnceAndNumbered();
    void aCaseChangedAtTheCentreConflicts();
    void theFeedWakesAtOnce();
    void theFeedToldInPiecesHasNoGap();
    void blobsResume();
    void aWrongBlobIsRefused();
    void documentsAreSignedAndUnchangedOnesSaySo();
    void twentyWindowsCallTwentyVisitors();
    void theStatusPageTellsNothingOfThePerson();
    void malformedBodiesAreRefused();
    void everythingStaysOverARestart();

private:
    ServerRig m_rig;
    Window m_window;
    Window m_other;
    Window m_approver;
    int m_serial = 0;
    QString receipt() { return QStringLiteral("130102-03-1-261123-%1-A").arg(++m_serial, 4, 10, QLatin1Char('0')); }
};

void ServerCalls::initTestCase()
{
    QVERIFY(m_rig.start({{QStringLiteral("signInsPerMinute"), 600}, {QStringLiteral("enrolmentsPerMinute"), 600}}));
    m_window = m_rig.window(3);
    m_other = m_rig.window(4);
    m_approver = m_rig.window(5, QStringLiteral("approver"));
    QVERIFY(!m_window.session.value(QStringLiteral("accessToken")).toString().isEmpty());
}

void ServerCalls::everyReplyCarriesItsHeaders()
{
    const auto stranger = m_rig.stranger();
    const Heard replies[] = {stranger->get(QStringLiteral("/healthz")), stranger->get(QStringLiteral("/nowhere")),
                             stranger->call("DELETE", QStringLiteral("/healthz")),
                             m_window.caller->get(QStringLiteral("/v1/queue"))};
    for (const Heard &reply : replies) {
        QCOMPARE(reply.headers.value("yichuang-protocol"), QByteArray("3"));
        QCOMPARE(reply.headers.value("yichuang-epoch"), QByteArray("1"));
        QVERIFY(QDateTime::fromString(QString::fromLatin1(reply.headers.value("yichuang-time")), Qt::ISODateWithMs)
                    .isValid());
        QCOMPARE(reply.headers.value("yichuang-digest"), "sha-256=" + sha256(reply.body).toBase64());
    }
    QCOMPARE(replies[0].json().value(QStringLiteral("status")).toString(), QStringLiteral("ok"));
    QCOMPARE(replies[1].status, 404);
    QCOMPARE(replies[1].fault(), QStringLiteral("notFound"));
    QCOMPARE(replies[2].status, 405);
}

void ServerCalls::enrolmentGivesAnIdentityOnce()
{
    QCOMPARE(m_window.device, QStringLiteral("130102-03-1"));
    QCOMPARE(m_window.enrolment.value(QStringLiteral("windowName")).toString(), QStringLiteral("3号窗口"));
    QCOMPARE(
        m_window.enrolment.value(QStringLiteral("policy")).toObject().value(QStringLiteral("offlineGraceDays")).toInt(),
        7);
    const QString code = m_rig.code(9);
    const auto request = makeDeviceRequest(QStringLiteral("w"));
    const auto key = SigningKey::generate(Suite::National);
    QJsonObject body{{QStringLiteral("code"), code},
                     {QStringLiteral("csr"), QStringLiteral("-----BEGIN CERTIFICATE REQUEST-----")},
                     {QStringLiteral("signingKey"), QString::fromLatin1(key->publicKey().toDer().toBase64())},
                     {QStringLiteral("suite"), QStringLiteral("national")}};
    const auto stranger = m_rig.stranger();
    QCOMPARE(stranger->post(QStringLiteral("/v1/enrolments"), body).status, 400); // does not use the code up
    body.insert(QStringLiteral("csr"), QString::fromLatin1(request->requestPem));
    QCOMPARE(stranger->post(QStringLiteral("/v1/enrolments"), body).status, 200);
    const Heard again = stranger->post(QStringLiteral("/v1/enrolments"), body);
    QCOMPARE(again.status, 403);
    QCOMPARE(again.fault(), QStringLiteral("enrolmentRefused"));
}

void ServerCalls::aNewEnrolmentEndsTheOld()
{
    Window first = m_rig.window(7);
    QCOMPARE(first.caller->get(QStringLiteral("/v1/queue")).status, 200);
    Window second = m_rig.window(7);
    QCOMPARE(second.device, QStringLiteral("130102-07-2"));
    QCOMPARE(first.caller->get(QStringLiteral("/v1/queue")).fault(), QStringLiteral("deviceRevoked"));
    // What the first generation had signed still drains through the second.
    const auto verdicts = second.postAll({first.maker->opened(first.maker->newCase(), rigMatter)});
    QCOMPARE(verdicts.first().toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("applied"));
}

void ServerCalls::withoutACertificateNothingIsTold()
{
    const auto stranger = m_rig.stranger();
    for (const char *path : {"/v1/queue", "/v1/changes", "/v1/catalogue", "/v1/cases", "/v1/keys"}) {
        const Heard reply = stranger->get(QString::fromLatin1(path));
        QCOMPARE(reply.status, 403);
        QCOMPARE(reply.fault(), QStringLiteral("notEnrolled"));
    }
    // A certificate of another authority ends the handshake.
    const SystemClock clock;
    const auto foreign = makeAuthority(QStringLiteral("other"), clock);
    const auto request = makeDeviceRequest(QStringLiteral("w"));
    const auto certificate = issueDeviceCertificate(*foreign, request->requestPem, m_window.device, clock);
    stranger->present(*certificate, request->keyPem);
    QCOMPARE(stranger->get(QStringLiteral("/v1/queue")).status, 0);
}

void ServerCalls::aTokenWorksOnItsWindowOnly()
{
    Window thief = m_rig.window(8);
    thief.caller->signIn(m_window.session.value(QStringLiteral("accessToken")).toString());
    const Heard reply = thief.caller->get(QStringLiteral("/v1/changes?wait=0"));
    QCOMPARE(reply.status, 401);
    QCOMPARE(reply.fault(), QStringLiteral("sessionExpired"));
}

void ServerCalls::rolesAreApart()
{
    QCOMPARE(m_approver.caller->post(QStringLiteral("/v1/tickets/next"), {}).fault(), QStringLiteral("notAllowed"));
    QCOMPARE(m_window.caller->post(QStringLiteral("/v1/cases/x/operations"), {}).fault(), QStringLiteral("notAllowed"));
    QCOMPARE(m_approver.caller->post(QStringLiteral("/v1/operations"), {}).fault(), QStringLiteral("notAllowed"));
}

void ServerCalls::wrongPasswordsLockOut()
{
    m_rig.addUser(QStringLiteral("locked"), QStringLiteral("clerk"));
    const auto attempt = [this](const QString &clerk, const QString &password) {
        return m_window.caller->post(QStringLiteral("/v1/sessions"),
                                     {{QStringLiteral("clerk"), clerk}, {QStringLiteral("password"), password}});
    };
    QCOMPARE(attempt(QStringLiteral("nobody"), QStringLiteral("x")).fault(), QStringLiteral("wrongPassword"));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(attempt(QStringLiteral("locked"), QStringLiteral("x")).fault(), QStringLiteral("wrongPassword"));
    const Heard locked = attempt(QStringLiteral("locked"), QStringLiteral("correct horse"));
    QCOMPARE(locked.status, 429);
    QCOMPARE(locked.fault(), QStringLiteral("lockedOut"));
    QVERIFY(locked.headers.value("retry-after").toInt() > 0);
}

void ServerCalls::refreshRotates()
{
    Window window = m_rig.window(11);
    const Heard renewed =
        window.caller->post(QStringLiteral("/v1/sessions/refresh"),
                            {{QStringLiteral("refreshToken"), window.session.value(QStringLiteral("refreshToken"))}});
    QCOMPARE(renewed.status, 200);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).status, 401); // the old access token
    window.caller->signIn(renewed.json().value(QStringLiteral("accessToken")).toString());
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).status, 200);
    QCOMPARE(m_other.caller
                 ->post(QStringLiteral("/v1/sessions/refresh"),
                        {{QStringLiteral("refreshToken"), renewed.json().value(QStringLiteral("refreshToken"))}})
                 .fault(),
             QStringLiteral("sessionExpired"));
}

void ServerCalls::theOfflineGrantIsSigned()
{
    const auto parts = m_window.session.value(QStringLiteral("offlineGrant")).toString().toLatin1().split('.');
    QCOMPARE(parts.size(), 2);
    const QByteArray text = QByteArray::fromBase64(parts[0]);
    const auto key = VerifyKey::fromDer(
        QByteArray::fromBase64(m_window.enrolment.value(QStringLiteral("centreKey")).toString().toLatin1()));
    QVERIFY(key && key->verify(text, QByteArray::fromBase64(parts[1])));
    const auto grant = parseJsonObject(text);
    QCOMPARE(grant->value(QStringLiteral("device")).toString(), m_window.device);
    QCOMPARE(canonicalJson(*grant), text);
    QCOMPARE(QByteArray::fromBase64(m_window.session.value(QStringLiteral("hallKey")).toString().toLatin1()).size(),
             32);
}

void ServerCalls::operationsAreAppliedOnceAndNumbered()
{
    const QString id = m_window.maker->newCase();
    const QString number = receipt();
    const auto operations = m_window.maker->acceptedCase(id, rigMatter, number);
    Heard heard;
    const auto first = m_window.postAll(operations, &heard);
    QCOMPARE(heard.status, 200);
    QCOMPARE(heard.json().value(QStringLiteral("epoch")).toInt(), 1);
    const auto again = m_window.postAll(operations);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(first[i].toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("applied"));
        QCOMPARE(again[i].toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("seenBefore"));
        QCOMPARE(again[i].toObject().value(QStringLiteral("sequence")),
                 first[i].toObject().value(QStringLiteral("sequence")));
        QVERIFY(verdictFromJson(again[i].toObject()));
    }
    const QJsonObject shown = m_other.caller->get(QStringLiteral("/v1/cases/") + id).json();
    QCOMPARE(shown.value(QStringLiteral("state")).toString(), QStringLiteral("routed"));
    QCOMPARE(shown.value(QStringLiteral("caseNumber")).toString().size(), 43);
    QCOMPARE(shown.value(QStringLiteral("operations")).toArray().size(), 5);
    const auto found =
        m_other.caller->get(QStringLiteral("/v1/cases?text=") + number).json().value(QStringLiteral("cases")).toArray();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().toObject().value(QStringLiteral("id")).toString(), id);
    QCOMPARE(m_other.caller->get(QStringLiteral("/v1/cases?text=%25"))
                 .json()
                 .value(QStringLiteral("cases"))
                 .toArray()
                 .size(),
             0);
    QCOMPARE(m_window.caller->get(QStringLiteral("/v1/cases/") + m_window.maker->newCase()).status, 404);
}

void ServerCalls::aCaseChangedAtTheCentreConflicts()
{
    const QString id = m_window.maker->newCase();
    (void)m_window.postAll(m_window.maker->acceptedCase(id, rigMatter, receipt()));
    const Heard acted = m_approver.caller->post(
        QStringLiteral("/v1/cases/%1/operations").arg(id),
        {{QStringLiteral("kind"), QStringLiteral("withdrawn")},
         {QStringLiteral("payload"), QJsonObject{{QStringLiteral("reason"), QStringLiteral("申请人电话撤回")}}}});
    QCOMPARE(acted.status, 200);
    QCOMPARE(acted.json().value(QStringLiteral("caseVersion")).toInt(), 6);
    const auto verdicts = m_window.postAll(
        {m_window.maker->make(id, OperationKind::Withdrawn, {{QStringLiteral("reason"), QStringLiteral("x")}}, 5)});
    QCOMPARE(verdicts.first().toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("refused"));
    QCOMPARE(verdicts.first().toObject().value(QStringLiteral("fault")).toString(), QStringLiteral("versionConflict"));
    const Heard refused = m_approver.caller->post(QStringLiteral("/v1/cases/%1/operations").arg(id),
                                                  {{QStringLiteral("kind"), QStringLiteral("ready")}});
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.fault(), QStringLiteral("transitionRefused"));
}

void ServerCalls::theFeedWakesAtOnce()
{
    const QString cursor =
        m_other.caller->get(QStringLiteral("/v1/changes")).json().value(QStringLiteral("cursor")).toString();
    QString here = cursor;
    for (;;) { // to the end of what there is
        const QJsonObject batch = m_other.caller->get(QStringLiteral("/v1/changes?after=") + here).json();
        if (batch.value(QStringLiteral("changes")).toArray().isEmpty())
            break;
        here = batch.value(QStringLiteral("cursor")).toString();
    }
    QElapsedTimer timer;
    timer.start();
    QNetworkReply *poll = m_other.caller->begin("GET", QStringLiteral("/v1/changes?wait=20&after=") + here);
    QTest::qWait(100);
    QVERIFY(!poll->isFinished());
    const Operation operation = m_window.maker->opened(m_window.maker->newCase(), rigMatter);
    (void)m_window.postAll({operation});
    const QJsonObject batch = Caller::wait(poll).json();
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    const auto changes = batch.value(QStringLiteral("changes")).toArray();
    QCOMPARE(changes.size(), 1);
    const auto told = operationFromJson(changes.first().toObject().value(QStringLiteral("operation")).toObject());
    QVERIFY(told);
    QCOMPARE(*told, operation);
    QVERIFY(batch.value(QStringLiteral("queue")).toObject().contains(QStringLiteral("waiting")));
    // An idle wait ends by itself.
    const Heard idle = m_other.caller->get(QStringLiteral("/v1/changes?wait=1&after=")
                                           + batch.value(QStringLiteral("cursor")).toString());
    QVERIFY(idle.json().value(QStringLiteral("changes")).toArray().isEmpty());
    QCOMPARE(m_other.caller->get(QStringLiteral("/v1/changes?after=7:1"))
                 .json()
                 .value(QStringLiteral("epochChanged"))
                 .toBool(),
             true);
    QCOMPARE(m_other.caller->get(QStringLiteral("/v1/changes?after=x")).status, 400);
}

void ServerCalls::theFeedToldInPiecesHasNoGap()
{
    for (int round = 0; round < 16; ++round) {
        QList<Operation> batch;
        for (int i = 0; i < 25; ++i)
            batch.append(m_window.maker->acceptedCase(m_window.maker->newCase(), rigMatter, receipt()));
        QCOMPARE(m_window.postAll(batch).size(), 75);
    }
    qint64 expected = 1;
    int pieces = 0;
    QString cursor = QStringLiteral("1:0");
    for (;;) {
        const QJsonObject batch = m_other.caller->get(QStringLiteral("/v1/changes?after=") + cursor).json();
        const auto changes = batch.value(QStringLiteral("changes")).toArray();
        if (changes.isEmpty())
            break;
        ++pieces;
        QVERIFY(changes.size() <= 1000);
        for (const QJsonValue &change : changes)
            QCOMPARE(change.toObject().value(QStringLiteral("sequence")).toInteger(), expected++);
        cursor = batch.value(QStringLiteral("cursor")).toString();
    }
    QVERIFY(expected > 16 * 75);
    QVERIFY(pieces > 1);
}

void ServerCalls::blobsResume()
{
    const QByteArray bytes = systemRandom()(server::BlobFiles::chunkBytes + 4000);
    const QString blob = sha256Hex(bytes);
    const QString path = QStringLiteral("/v1/blobs/") + blob;
    const auto put = [&](int number, const QByteArray &chunk, const QByteArray &digest) {
        return m_window.caller->call(
            "PUT", QStringLiteral("%1/chunks/%2").arg(path).arg(number), chunk,
            {{"Yichuang-Chunk-Digest", "sha-256=" + digest.toBase64()}, {"Content-Type", "application/octet-stream"}});
    };
    const QByteArray head = bytes.left(server::BlobFiles::chunkBytes);
    const QByteArray tail = bytes.mid(server::BlobFiles::chunkBytes);
    QCOMPARE(put(1, tail, sha256(head)).status, 422);
    QCOMPARE(put(1, tail, sha256(tail)).status, 204);
    const Heard half = m_window.caller->call("HEAD", path);
    QCOMPARE(half.status, 404);
    QCOMPARE(half.headers.value("yichuang-chunks"), QByteArray("1"));
    QCOMPARE(m_window.caller
                 ->post(path + QStringLiteral("/complete"),
                        {{QStringLiteral("size"), bytes.size()}, {QStringLiteral("chunks"), 2}})
                 .status,
             409);
    QCOMPARE(put(0, head, sha256(head)).status, 204);
    QCOMPARE(m_window.caller
                 ->post(path + QStringLiteral("/complete"),
                        {{QStringLiteral("size"), bytes.size()}, {QStringLiteral("chunks"), 2}})
                 .status,
             200);
    QCOMPARE(m_window.caller->call("HEAD", path).status, 200);
    QCOMPARE(m_other.caller->get(path).body, bytes);
}

void ServerCalls::aWrongBlobIsRefused()
{
    const QString path = QStringLiteral("/v1/blobs/") + sha256Hex("right");
    QCOMPARE(m_window.caller
                 ->call("PUT", path + QStringLiteral("/chunks/0"), "wrong",
                        {{"Yichuang-Chunk-Digest", "sha-256=" + sha256("wrong").toBase64()}})
                 .status,
             204);
    QCOMPARE(
        m_window.caller
            ->post(path + QStringLiteral("/complete"), {{QStringLiteral("size"), 5}, {QStringLiteral("chunks"), 1}})
            .status,
        422);
    QCOMPARE(m_window.caller->call("HEAD", path).status, 404);
    const QByteArray large(server::BlobFiles::chunkBytes + 1, 'x');
    QCOMPARE(m_window.caller
                 ->call("PUT", path + QStringLiteral("/chunks/0"), large,
                        {{"Yichuang-Chunk-Digest", "sha-256=" + sha256(large).toBase64()}})
                 .status,
             413);
}

void ServerCalls::documentsAreSignedAndUnchangedOnesSaySo()
{
    const auto key = VerifyKey::fromDer(
        QByteArray::fromBase64(m_window.enrolment.value(QStringLiteral("centreKey")).toString().toLatin1()));
    for (const char *name : {"catalogue", "calendar", "policy", "keys"}) {
        const QString path = QStringLiteral("/v1/") + QLatin1String(name);
        const Heard document = m_window.caller->get(path);
        QCOMPARE(document.status, 200);
        QVERIFY2(key->verify(document.body, QByteArray::fromBase64(document.headers.value("yichuang-signature"))),
                 name);
        const Heard again = m_window.caller->call("GET", path, {}, {{"If-None-Match", document.headers.value("etag")}});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
    }
    const auto keys = m_window.caller->get(QStringLiteral("/v1/keys")).json().value(QStringLiteral("keys")).toArray();
    QVERIFY(keys.size() >= 3);
}

void ServerCalls::twentyWindowsCallTwentyVisitors()
{
    constexpr int count = 20;
    QList<QNetworkReply *> replies;
    std::vector<Window> windows;
    for (int i = 0; i < count; ++i) {
        QCOMPARE(
            m_window.caller
                ->post(QStringLiteral("/v1/tickets"), {{QStringLiteral("business"), QStringLiteral("comprehensive")}})
                .status,
            200);
        windows.push_back(m_rig.window(100 + i));
    }
    for (Window &window : windows)
        replies.append(window.caller->begin("POST", QStringLiteral("/v1/tickets/next"), "{}"));
    QSet<QString> called;
    for (qsizetype i = 0; i < replies.size(); ++i) {
        const Heard reply = Caller::wait(replies[i]);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json().value(QStringLiteral("window")).toString(), QStringLiteral("%1号窗口").arg(100 + i));
        called.insert(reply.json().value(QStringLiteral("id")).toString());
    }
    QCOMPARE(called.size(), count);
    const Heard none = m_window.caller->post(QStringLiteral("/v1/tickets/next"), {});
    QCOMPARE(none.status, 404);
    QCOMPARE(none.fault(), QStringLiteral("queueEmpty"));
    const QString ticket = *called.begin();
    QCOMPARE(m_window.caller
                 ->post(QStringLiteral("/v1/tickets/%1/events").arg(ticket),
                        {{QStringLiteral("event"), QStringLiteral("serve")}})
                 .fault(),
             QStringLiteral("ticketTaken"));
}

void ServerCalls::theStatusPageTellsNothingOfThePerson()
{
    const QString id = m_window.maker->newCase();
    const QString number = receipt();
    QList<Operation> operations{m_window.maker->opened(id, rigMatter)};
    const QString name = QStringLiteral("郑晓");
    operations.append(
        m_window.maker->make(id, OperationKind::ApplicantSet,
                             {{QStringLiteral("applicant"),
                               QJsonObject{{QStringLiteral("name"), name},
                                           {QStringLiteral("idNumber"), QStringLiteral("11010519491231002X")}}}}));
    operations.append(m_window.maker->received(id, number));
    operations.append(m_window.maker->make(id, OperationKind::Accepted, {}));
    (void)m_window.postAll(operations);
    const auto stranger = m_rig.stranger();
    const Heard page = stranger->get(QStringLiteral("/s/%1?t=20261123T010000Z&s=abc&lang=zh").arg(number));
    QCOMPARE(page.status, 200);
    QVERIFY(page.headers.value("content-type").startsWith("text/html"));
    const QString html = QString::fromUtf8(page.body);
    QVERIFY(html.contains(QStringLiteral("食品经营许可证核发")));
    QVERIFY(html.contains(QStringLiteral("最迟")));
    QVERIFY(!html.contains(name) && !html.contains(QStringLiteral("110105"))
            && !html.contains(QStringLiteral("<script")));
    QVERIFY(stranger->get(QStringLiteral("/s/%1?lang=en").arg(number)).body.contains("Accepted, waiting for review"));
    const Heard unknown = stranger->get(QStringLiteral("/s/130102-03-1-261123-9999-A"));
    QCOMPARE(unknown.status, 404);
    for (const char *odd : {"/s/", "/s/a/b", "/s/%00", "/s/' OR 1=1",
                            "/s/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        const Heard malformed = stranger->get(QString::fromLatin1(odd));
        QCOMPARE(malformed.status, 404);
        QCOMPARE(malformed.body, unknown.body);
    }
}

void ServerCalls::malformedBodiesAreRefused()
{
    Caller &caller = *m_other.caller;
    caller.sendWrongOnPurpose();
    const QByteArray bodies[] = {
        "", "[]", "{", "{\"operations\":1}", "{\"operations\":[]}", QByteArray(5000, '['), "\xff\xfe"};
    for (const QByteArray &body : bodies) {
        const Heard reply = caller.call("POST", QStringLiteral("/v1/operations"), body);
        QVERIFY2(reply.status == 400 || reply.status == 413, body.left(20).constData());
        QVERIFY(!reply.fault().isEmpty());
    }
    const Heard odd = caller.call("POST", QStringLiteral("/v1/operations"), R"({"operations":[1,{},{"id":"x"}]})");
    QCOMPARE(odd.status, 200);
    for (const QJsonValue &verdict : odd.json().value(QStringLiteral("verdicts")).toArray())
        QCOMPARE(verdict.toObject().value(QStringLiteral("fault")).toString(), QStringLiteral("operationInvalid"));
    QByteArray many = "{\"operations\":[" + QByteArray("{},").repeated(100) + "{}]}";
    QCOMPARE(caller.call("POST", QStringLiteral("/v1/operations"), many).status, 413);
}

void ServerCalls::everythingStaysOverARestart()
{
    ServerRig rig;
    QVERIFY(rig.start({}, true));
    Window window = rig.window(3);
    const QString id = window.maker->newCase();
    const auto operations = window.maker->acceptedCase(id, rigMatter, receipt());
    (void)window.postAll(operations);
    QTRY_COMPARE_WITH_TIMEOUT(
        window.caller->get(QStringLiteral("/v1/cases/") + id).json().value(QStringLiteral("state")).toString(),
        QStringLiteral("ready"), 10'000);
    rig.stop();
    QVERIFY(rig.restart());
    QVERIFY(rig.stranger()
                ->get(QStringLiteral("/s/130102-03-1-261123-%1-A").arg(m_serial, 4, 10, QLatin1Char('0')))
                .body.contains("一楼出件窗口"));
}

ON_BOTH_STORES(ServerCalls)
#include "server_calls.moc"
