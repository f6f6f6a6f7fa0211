// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// Several processes of one centre: what one commits, those who wait at another hear.
class ServerSideBySide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (isEmbeddedsTurn())
            return;
        QVERIFY(m_rig.start());
        m_other = m_rig.another();
        QVERIFY(m_other);
    }

    void whatOneCommitsAnotherTells()
    {
        if (isEmbeddedsTurn())
            return; // a file is one process's
        Window here = m_rig.window(3);
        const auto there = here.caller->at(m_other->address());
        const QString start =
            there->get(QStringLiteral("/v1/changes")).json().value(QStringLiteral("cursor")).toString();
        QNetworkReply *poll = there->begin("GET", QStringLiteral("/v1/changes?wait=25&after=") + start);
        // It waits by now, or will look before it does: either way it must hear.
        const QString id = here.maker->newCase();
        const QJsonArray verdicts = here.postAll({here.maker->make(
            id, OperationKind::Opened,
            {{QStringLiteral("matter"), rigMatter}, {QStringLiteral("source"), QStringLiteral("window")}})});
        QCOMPARE(verdicts.size(), 1);
        QCOMPARE(verdicts[0].toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("applied"));
        const QJsonArray changes = Caller::wait(poll).json().value(QStringLiteral("changes")).toArray();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(there->get(QStringLiteral("/v1/cases/") + id).status, 200);
    }

    void bothMayWrite()
    {
        if (isEmbeddedsTurn())
            return;
        Window one = m_rig.window(4);
        Window two = m_rig.window(5);
        const auto there = two.caller->at(m_other->address());
        QList<qint64> sequences;
        for (int i = 0; i < 5; ++i) {
            for (const auto &[window, caller] : {std::pair{&one, one.caller.get()}, std::pair{&two, there.get()}}) {
                const Operation made = window->maker->make(
                    window->maker->newCase(), OperationKind::Opened,
                    {{QStringLiteral("matter"), rigMatter}, {QStringLiteral("source"), QStringLiteral("window")}});
                const QJsonArray verdicts = caller
                                                ->post(QStringLiteral("/v1/operations"),
                                                       {{QStringLiteral("operations"), QJsonArray{toJson(made)}}})
                                                .json()
                                                .value(QStringLiteral("verdicts"))
                                                .toArray();
                sequences.append(verdicts[0].toObject().value(QStringLiteral("sequence")).toInteger());
            }
        }
        for (int i = 1; i < sequences.size(); ++i)
            QCOMPARE(sequences[i], sequences[i - 1] + 1);
    }

    /// The database goes away in the middle of everything; what was acknowledged is there, once.
    void whatWasAcknowledgedOutlivesLostConnections()
    {
        if (isEmbeddedsTurn())
            return; // a file does not go away
        Window one = m_rig.window(8);
        const auto there = one.caller->at(m_other->address());
        const QString start =
            one.caller->get(QStringLiteral("/v1/changes")).json().value(QStringLiteral("cursor")).toString();
        constexpr int rounds = 12;
        int lost = 0;
        for (int round = 0; round < rounds; ++round) {
            const Operation made = one.maker->make(
                one.maker->newCase(), OperationKind::Opened,
                {{QStringLiteral("matter"), rigMatter}, {QStringLiteral("source"), QStringLiteral("window")}});
            const QJsonObject body{{QStringLiteral("operations"), QJsonArray{toJson(made)}}};
            Caller &caller = round % 2 == 0 ? *one.caller : *there;
            QNetworkReply *reply = caller.begin("POST", QStringLiteral("/v1/operations"),
                                                QJsonDocument(body).toJson(QJsonDocument::Compact));
            QTRY_VERIFY(reply->isFinished() || round % 3 == 0); // some while it is under way, some after
            m_rig.loseConnections();
            Heard heard = Caller::wait(reply);
            for (int tries = 0; heard.status != 200 && tries < 10; ++tries) {
                QVERIFY2(heard.status >= 500, heard.body.constData());
                ++lost;
                heard = caller.post(QStringLiteral("/v1/operations"), body);
            }
            QCOMPARE(heard.status, 200);
            const QJsonObject verdict = heard.json().value(QStringLiteral("verdicts")).toArray()[0].toObject();
            QVERIFY2(verdict.value(QStringLiteral("sequence")).toInteger() > 0, heard.body.constData());
        }
        const Heard feed = there->get(QStringLiteral("/v1/changes?after=") + start);
        QCOMPARE(feed.json().value(QStringLiteral("changes")).toArray().size(), rounds);
        qInfo() << "sent again" << lost << "times";
    }

    void aTicketIsCalledOnce()
    {
        if (isEmbeddedsTurn())
            return;
        Window one = m_rig.window(6);
        Window two = m_rig.window(7);
        const auto there = two.caller->at(m_other->address());
        for (int i = 0; i < 6; ++i) {
            const auto made = one.caller->post(QStringLiteral("/v1/tickets"),
                                               {{QStringLiteral("business"), QStringLiteral("comprehensive")}});
            QCOMPARE(made.status, 200);
        }
        QList<QNetworkReply *> calls;
        for (int i = 0; i < 3; ++i) {
            calls.append(one.caller->begin("POST", QStringLiteral("/v1/tickets/next"), "{}"));
            calls.append(there->begin("POST", QStringLiteral("/v1/tickets/next"), "{}"));
        }
        QSet<QString> numbers;
        for (QNetworkReply *call : calls)
            numbers.insert(Caller::wait(call).json().value(QStringLiteral("number")).toString());
        QCOMPARE(numbers.size(), 6);
    }

private:
    ServerRig m_rig;
    std::unique_ptr<server::Server> m_other;
};

ON_BOTH_STORES(ServerSideBySide)
#include "server_side_by_side.moc"
