// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// Two halls in one database, each with a server of its own: neither sees anything of the other.
class ServerHalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void casesStayInTheirHall();
    void theFeedTellsOfItsHallAlone();
    void theStatusPageKnowsItsHallAlone();
    void aWindowOfOneHallIsNobodyInTheOther();
    void operationsOfTheOtherHallsWindowsAreRefused();
    void loginsAndTicketsAreApart();

private:
    ServerRig m_rig;
    std::unique_ptr<ServerRig> m_beside;
    Window m_here;
    Window m_there;
    QString m_case;
    QString m_receipt = QStringLiteral("130102-03-1-261123-0001-A");
};

void ServerHalls::initTestCase()
{
    QVERIFY(m_rig.start());
    m_beside = std::make_unique<ServerRig>(m_rig, QStringLiteral("130104"));
    QVERIFY(m_beside->start());
    m_here = m_rig.window(3);
    m_there = m_beside->window(3);
    QCOMPARE(m_there.device, QStringLiteral("130104-03-1"));
    m_case = m_here.maker->newCase();
    const auto verdicts = m_here.postAll(m_here.maker->acceptedCase(m_case, rigMatter, m_receipt));
    for (const QJsonValue &verdict : verdicts)
        QCOMPARE(verdict.toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("applied"));
    QVERIFY(!verdicts.isEmpty());
}

void ServerHalls::casesStayInTheirHall()
{
    const auto find = [this](Caller &caller) {
        return caller.get(QStringLiteral("/v1/cases?text=") + m_receipt)
            .json()
            .value(QStringLiteral("cases"))
            .toArray();
    };
    QCOMPARE(find(*m_here.caller).size(), 1);
    QCOMPARE(find(*m_there.caller).size(), 0);
    QCOMPARE(m_here.caller->get(QStringLiteral("/v1/cases/") + m_case).status, 200);
    QCOMPARE(m_there.caller->get(QStringLiteral("/v1/cases/") + m_case).fault(), QStringLiteral("notFound"));
    Window approver = m_beside->window(5, QStringLiteral("approver"));
    QCOMPARE(approver.caller
                 ->post(QStringLiteral("/v1/cases/%1/operations").arg(m_case),
                        {{QStringLiteral("kind"), QStringLiteral("routed")}})
                 .fault(),
             QStringLiteral("notFound"));
}

void ServerHalls::theFeedTellsOfItsHallAlone()
{
    const auto changes = [](Caller &caller) {
        return caller.get(QStringLiteral("/v1/changes?wait=0")).json().value(QStringLiteral("changes")).toArray();
    };
    QVERIFY(!changes(*m_here.caller).isEmpty());
    QVERIFY(changes(*m_there.caller).isEmpty());
}

void ServerHalls::theStatusPageKnowsItsHallAlone()
{
    QCOMPARE(m_rig.stranger()->get(QStringLiteral("/s/") + m_receipt).status, 200);
    QCOMPARE(m_beside->stranger()->get(QStringLiteral("/s/") + m_receipt).status, 404);
}

void ServerHalls::aWindowOfOneHallIsNobodyInTheOther()
{
    // Its certificate is of another authority: the handshake ends.
    const auto stray = m_here.caller->at(m_beside->base());
    QCOMPARE(stray->get(QStringLiteral("/v1/queue")).status, 0);
    Window impostor = m_beside->window(6);
    impostor.caller->signIn(m_here.session.value(QStringLiteral("accessToken")).toString());
    QCOMPARE(impostor.caller->get(QStringLiteral("/v1/cases")).fault(), QStringLiteral("sessionExpired"));
}

void ServerHalls::operationsOfTheOtherHallsWindowsAreRefused()
{
    const auto verdicts = m_there.postAll({m_here.maker->opened(m_here.maker->newCase(), rigMatter)});
    QCOMPARE(verdicts.first().toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("refused"));
    QCOMPARE(verdicts.first().toObject().value(QStringLiteral("fault")).toString(), QStringLiteral("operationInvalid"));
}

void ServerHalls::loginsAndTicketsAreApart()
{
    // The same login is somebody else there.
    m_beside->addUser(QStringLiteral("only.there"), QStringLiteral("clerk"));
    const QJsonObject attempt{{QStringLiteral("clerk"), QStringLiteral("only.there")},
                              {QStringLiteral("password"), QStringLiteral("correct horse")}};
    QCOMPARE(m_there.caller->post(QStringLiteral("/v1/sessions"), attempt).status, 200);
    QCOMPARE(m_here.caller->post(QStringLiteral("/v1/sessions"), attempt).fault(), QStringLiteral("wrongPassword"));
    QCOMPARE(
        m_here.caller->post(QStringLiteral("/v1/tickets"), {{QStringLiteral("business"), QStringLiteral("a")}}).status,
        200);
    Window next = m_beside->window(7);
    QCOMPARE(next.caller->post(QStringLiteral("/v1/tickets/next"), {}).fault(), QStringLiteral("queueEmpty"));
}

/// On PostgreSQL alone: a file of SQLite holds one hall.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    return onBothStores([&] {
        ServerHalls test;
        return isEmbeddedsTurn() ? 0 : QTest::qExec(&test, argc, argv);
    });
}
#include "server_halls.moc"
