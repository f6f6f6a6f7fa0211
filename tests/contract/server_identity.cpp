// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include "app/crypto/one_time_code.h"

#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// Who may come in, with what, and for how long: windows by their certificates, clerks by password and second factor.
class ServerIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aCertificateIsRenewed();
    void aRenewalWhoseReplyWasLostShutsNobodyOut();
    void aRenewalForAnotherKeyIsRefused();
    void aRevokedWindowIsTurnedAwayAtOnce();
    void supervisorsSignInWithACodeToo();
    void aCodeIsGoodOnce();
    void withoutASecondFactorSuchRolesStayOut();
    void wrongCodesLockOutAsWrongPasswordsDo();
    void aGivenPasswordIsChangedFirst();
    void aStolenRefreshTokenEndsTheSession();
    void aRefreshTokenOnAnotherWindowEndsTheSession();

private:
    [[nodiscard]] Heard signIn(Caller &caller, const QString &clerk, const QJsonObject &more = {}) const;
    [[nodiscard]] Heard renew(Caller &caller, const DeviceRequest &request) const;
    ServerRig m_rig;
    Window m_window;
};

void ServerIdentity::initTestCase()
{
    QVERIFY(m_rig.start({{QStringLiteral("signInsPerMinute"), 6000}, {QStringLiteral("enrolmentsPerMinute"), 6000}}));
    m_window = m_rig.window(3);
}

Heard ServerIdentity::signIn(Caller &caller, const QString &clerk, const QJsonObject &more) const
{
    QJsonObject body{{QStringLiteral("clerk"), clerk}, {QStringLiteral("password"), QStringLiteral("correct horse")}};
    for (auto each = more.begin(); each != more.end(); ++each)
        body.insert(each.key(), each.value());
    return caller.post(QStringLiteral("/v1/sessions"), body);
}

Heard ServerIdentity::renew(Caller &caller, const DeviceRequest &request) const
{
    return caller.post(QStringLiteral("/v1/certificates"),
                       {{QStringLiteral("csr"), QString::fromLatin1(request.requestPem)}});
}

void ServerIdentity::aCertificateIsRenewed()
{
    Window window = m_rig.window(20);
    const auto request = makeDeviceRequest(QStringLiteral("whatever it says"));
    const Heard renewed = renew(*window.caller, *request);
    QCOMPARE(renewed.status, 200);
    const QByteArray certificate = renewed.json().value(QStringLiteral("certificate")).toString().toLatin1();
    const auto facts = readCertificate(certificate);
    QVERIFY(facts && facts->commonName == window.device);
    QVERIFY(isKeyOf(request->keyPem, certificate));
    window.caller->present(certificate, request->keyPem);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).status, 200); // the session goes on with it
    // Once more from the new one: now the first is over.
    const auto next = makeDeviceRequest(QStringLiteral("w"));
    QCOMPARE(renew(*window.caller, *next).status, 200);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/queue")).status, 200);
}

void ServerIdentity::aRenewalWhoseReplyWasLostShutsNobodyOut()
{
    Window window = m_rig.window(21);
    QCOMPARE(renew(*window.caller, *makeDeviceRequest(QStringLiteral("w"))).status, 200); // never heard
    QCOMPARE(window.caller->get(QStringLiteral("/v1/queue")).status, 200);
    const auto request = makeDeviceRequest(QStringLiteral("w"));
    const Heard again = renew(*window.caller, *request);
    QCOMPARE(again.status, 200);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/queue")).status, 200);
    window.caller->present(again.json().value(QStringLiteral("certificate")).toString().toLatin1(), request->keyPem);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/queue")).status, 200);
}

void ServerIdentity::aRenewalForAnotherKeyIsRefused()
{
    Window window = m_rig.window(22);
    auto request = *makeDeviceRequest(QStringLiteral("w"));
    request.requestPem.replace(60, 4, "AAAA");
    const Heard refused = renew(*window.caller, request);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.fault(), QStringLiteral("requestRefused"));
    QCOMPARE(renew(*m_rig.stranger(), request).fault(), QStringLiteral("notEnrolled"));
}

void ServerIdentity::aRevokedWindowIsTurnedAwayAtOnce()
{
    Window window = m_rig.window(23);
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).status, 200);
    QVERIFY(m_rig.revoke(window.device));
    QVERIFY(!m_rig.revoke(window.device));
    for (const char *path : {"/v1/cases", "/v1/queue", "/v1/catalogue", "/v1/changes"}) {
        const Heard refused = window.caller->get(QString::fromLatin1(path));
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.fault(), QStringLiteral("deviceRevoked"));
    }
    QCOMPARE(renew(*window.caller, *makeDeviceRequest(QStringLiteral("w"))).fault(), QStringLiteral("deviceRevoked"));
    QCOMPARE(signIn(*window.caller, QStringLiteral("clerk23")).fault(), QStringLiteral("deviceRevoked"));
    QCOMPARE(m_rig.stranger()->get(QStringLiteral("/healthz")).status, 200);
}

void ServerIdentity::supervisorsSignInWithACodeToo()
{
    for (const QString &role : {QStringLiteral("supervisor"), QStringLiteral("administrator")}) {
        m_rig.addUser(role, role);
        const Heard asked = signIn(*m_window.caller, role);
        QCOMPARE(asked.status, 401);
        QCOMPARE(asked.fault(), QStringLiteral("secondFactorNeeded"));
        const Heard wrong = signIn(*m_window.caller, role, {{QStringLiteral("code"), QStringLiteral("12345")}});
        QCOMPARE(wrong.fault(), QStringLiteral("secondFactorWrong"));
        const Heard let = signIn(*m_window.caller, role, {{QStringLiteral("code"), m_rig.codeNow()}});
        QCOMPARE(let.status, 200);
        QCOMPARE(let.json().value(QStringLiteral("role")).toString(), role);
    }
    // A wrong password is told as such, whatever the code.
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("supervisor"),
                    {{QStringLiteral("password"), QStringLiteral("x")}, {QStringLiteral("code"), m_rig.codeNow()}})
                 .fault(),
             QStringLiteral("wrongPassword"));
}

void ServerIdentity::aCodeIsGoodOnce()
{
    m_rig.addUser(QStringLiteral("once"), QStringLiteral("supervisor"));
    // The step after this one, so that the clock cannot move on between the two.
    const SystemClock clock;
    const QString code = oneTimeCode(ServerRig::factor(), codeStepAt(clock.now()) + 1);
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("once"), {{QStringLiteral("code"), code}}).status, 200);
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("once"), {{QStringLiteral("code"), code}}).fault(),
             QStringLiteral("secondFactorWrong"));
    const QString before = oneTimeCode(ServerRig::factor(), codeStepAt(clock.now()) - 3);
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("once"), {{QStringLiteral("code"), before}}).fault(),
             QStringLiteral("secondFactorWrong"));
}

void ServerIdentity::withoutASecondFactorSuchRolesStayOut()
{
    m_rig.addUser(QStringLiteral("bare"), QStringLiteral("supervisor"));
    m_rig.takeFactor(QStringLiteral("bare"));
    const Heard refused = signIn(*m_window.caller, QStringLiteral("bare"), {{QStringLiteral("code"), m_rig.codeNow()}});
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.fault(), QStringLiteral("secondFactorNeeded"));
}

void ServerIdentity::wrongCodesLockOutAsWrongPasswordsDo()
{
    m_rig.addUser(QStringLiteral("guessed"), QStringLiteral("supervisor"));
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(signIn(*m_window.caller, QStringLiteral("guessed"), {{QStringLiteral("code"), QStringLiteral("0")}})
                     .fault(),
                 QStringLiteral("secondFactorWrong"));
    }
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("guessed"), {{QStringLiteral("code"), m_rig.codeNow()}}).fault(),
             QStringLiteral("lockedOut"));
}

void ServerIdentity::aGivenPasswordIsChangedFirst()
{
    m_rig.addUser(QStringLiteral("newcomer"), QStringLiteral("clerk"), true);
    const Heard asked = signIn(*m_window.caller, QStringLiteral("newcomer"));
    QCOMPARE(asked.status, 403);
    QCOMPARE(asked.fault(), QStringLiteral("passwordMustChange"));
    for (const char *weak : {"short", "aaaaaaaaaaaa", "Newcomer 2026", "correct horse"}) {
        const Heard refused = signIn(*m_window.caller, QStringLiteral("newcomer"),
                                     {{QStringLiteral("newPassword"), QString::fromLatin1(weak)}});
        QCOMPARE(refused.status, 400);
        QCOMPARE(refused.fault(), QStringLiteral("passwordTooWeak"));
    }
    const QString own = QStringLiteral("battery staple");
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("newcomer"), {{QStringLiteral("newPassword"), own}}).status, 200);
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("newcomer")).fault(), QStringLiteral("wrongPassword"));
    QCOMPARE(signIn(*m_window.caller, QStringLiteral("newcomer"), {{QStringLiteral("password"), own}}).status, 200);
}

void ServerIdentity::aStolenRefreshTokenEndsTheSession()
{
    Window window = m_rig.window(24);
    const auto refresh = [&window](const QJsonValue &token) {
        return window.caller->post(QStringLiteral("/v1/sessions/refresh"), {{QStringLiteral("refreshToken"), token}});
    };
    const QJsonValue first = window.session.value(QStringLiteral("refreshToken"));
    const QJsonObject second = refresh(first).json();
    const QJsonObject third = refresh(second.value(QStringLiteral("refreshToken"))).json();
    QVERIFY(!third.value(QStringLiteral("refreshToken")).toString().isEmpty());
    window.caller->signIn(third.value(QStringLiteral("accessToken")).toString());
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).status, 200);
    // The first comes again, two rotations later: two hold it, so nobody does any more.
    QCOMPARE(refresh(first).fault(), QStringLiteral("sessionExpired"));
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).fault(), QStringLiteral("sessionExpired"));
    QCOMPARE(refresh(third.value(QStringLiteral("refreshToken"))).fault(), QStringLiteral("sessionExpired"));
}

void ServerIdentity::aRefreshTokenOnAnotherWindowEndsTheSession()
{
    Window window = m_rig.window(25);
    const QJsonObject body{{QStringLiteral("refreshToken"), window.session.value(QStringLiteral("refreshToken"))}};
    QCOMPARE(m_window.caller->post(QStringLiteral("/v1/sessions/refresh"), body).fault(),
             QStringLiteral("sessionExpired"));
    QCOMPARE(window.caller->get(QStringLiteral("/v1/cases")).fault(), QStringLiteral("sessionExpired"));
}

ON_BOTH_STORES(ServerIdentity)
#include "server_identity.moc"
