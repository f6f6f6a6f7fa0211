// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// What the contract says of requests that are sent again because their reply did not come.
class ServerRepeats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPostThatIsSentAgainHasOneEffect();
    void enrolmentSentAgainGivesTheSameWindow();

private:
    ServerRig m_rig;
    Window m_window;
    Window m_other;
    Window m_approver;
};

void ServerRepeats::initTestCase()
{
    QVERIFY(m_rig.start({{QStringLiteral("signInsPerMinute"), 600}, {QStringLiteral("enrolmentsPerMinute"), 600}}));
    m_window = m_rig.window(3);
    m_other = m_rig.window(4);
    m_approver = m_rig.window(5, QStringLiteral("approver"));
    QVERIFY(!m_approver.session.value(QStringLiteral("accessToken")).toString().isEmpty());
}

/// Every POST that is not known by the ids inside it (see openapi.yaml, parameter Request).
void ServerRepeats::aPostThatIsSentAgainHasOneEffect()
{
    const auto send = [](const Window &by, const QString &path, const QByteArray &body, const QByteArray &request) {
        return by.caller->call("POST", path, body, {{"Yichuang-Request", request}});
    };
    const auto newRequest = [] { return newId(SystemClock(), systemRandom()).toLatin1(); };
    const auto waiting = [this] {
        return m_window.caller->get(QStringLiteral("/v1/queue")).json().value(QStringLiteral("waiting")).toInt();
    };
    const QString tickets = QStringLiteral("/v1/tickets");
    const QString next = QStringLiteral("/v1/tickets/next");
    const QByteArray give = newRequest();
    const QByteArray business = R"({"business":"comprehensive"})";
    const int before = waiting();
    const Heard given = send(m_window, tickets, business, give);
    QCOMPARE(given.status, 200);
    QCOMPARE(send(m_window, tickets, business, give).body, given.body);
    QCOMPARE(waiting(), before + 1);
    QCOMPARE(send(m_window, tickets, business, newRequest()).status, 200);
    QCOMPARE(waiting(), before + 2);

    const QByteArray call = newRequest();
    const Heard called = send(m_window, next, "{}", call);
    QCOMPARE(called.status, 200);
    const Heard again = send(m_window, next, "{}", call);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, called.body);
    QCOMPARE(waiting(), before + 1);
    QVERIFY(send(m_other, next, "{}", call).body != called.body); // an id is its window's
    QCOMPARE(waiting(), before);
    const QByteArray empty = newRequest();
    QCOMPARE(send(m_window, next, "{}", empty).fault(), QStringLiteral("queueEmpty"));
    QCOMPARE(send(m_window, tickets, business, newRequest()).status, 200);
    QCOMPARE(send(m_window, next, "{}", empty).fault(), QStringLiteral("queueEmpty"));

    const QString events =
        QStringLiteral("/v1/tickets/%1/events").arg(called.json().value(QStringLiteral("id")).toString());
    const QByteArray recall = newRequest();
    QCOMPARE(send(m_window, events, R"({"event":"recall"})", recall).json().value(QStringLiteral("calls")).toInt(), 2);
    QCOMPARE(send(m_window, events, R"({"event":"recall"})", recall).json().value(QStringLiteral("calls")).toInt(), 2);
    QCOMPARE(
        send(m_window, events, R"({"event":"recall"})", newRequest()).json().value(QStringLiteral("calls")).toInt(), 3);
    QCOMPARE(send(m_window, events, R"({"event":"finish"})", recall).fault(), QStringLiteral("requestRefused"));
    for (const QByteArray &odd : {QByteArray("x"), QByteArray("6a0f4d3e-0000-4000-8000-000000000000")})
        QCOMPARE(send(m_window, events, R"({"event":"finish"})", odd).fault(), QStringLiteral("requestRefused"));

    const QString id = m_window.maker->newCase();
    (void)m_window.postAll(m_window.maker->acceptedCase(id, rigMatter, QStringLiteral("130102-03-1-261123-0001-A")));
    const QString acts = QStringLiteral("/v1/cases/%1/operations").arg(id);
    const QByteArray act = newRequest();
    const QByteArray withdrawn = R"({"kind":"withdrawn","payload":{"reason":"x"}})";
    const Heard acted = send(m_approver, acts, withdrawn, act);
    QCOMPARE(acted.status, 200);
    QCOMPARE(send(m_approver, acts, withdrawn, act).body, acted.body);
}

void ServerRepeats::enrolmentSentAgainGivesTheSameWindow()
{
    const auto request = makeDeviceRequest(QStringLiteral("w"));
    const auto key = SigningKey::generate(Suite::International);
    const QByteArray body = QJsonDocument(QJsonObject{{QStringLiteral("code"), m_rig.code(77)},
                                                      {QStringLiteral("csr"), QString::fromLatin1(request->requestPem)},
                                                      {QStringLiteral("signingKey"),
                                                       QString::fromLatin1(key->publicKey().toDer().toBase64())},
                                                      {QStringLiteral("suite"), QStringLiteral("international")}})
                                .toJson();
    const QByteArray sent = newId(SystemClock(), systemRandom()).toLatin1();
    const auto stranger = m_rig.stranger();
    const QString path = QStringLiteral("/v1/enrolments");
    const Heard first = stranger->call("POST", path, body, {{"Yichuang-Request", sent}});
    QCOMPARE(first.status, 200);
    QCOMPARE(stranger->call("POST", path, body, {{"Yichuang-Request", sent}}).body, first.body);
    QCOMPARE(stranger->call("POST", path, body).status, 403);
}

ON_BOTH_STORES(ServerRepeats)
#include "server_repeats.moc"
