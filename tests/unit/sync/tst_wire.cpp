// SPDX-License-Identifier: Apache-2.0
#include "app/sync/wire.h"
#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;

namespace
{

QByteArray bytes(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QJsonObject session()
{
    return {{QStringLiteral("clerk"), QStringLiteral("lixiaowen")},
            {QStringLiteral("clerkName"), QStringLiteral("李晓文")},
            {QStringLiteral("role"), QStringLiteral("clerk")},
            {QStringLiteral("accessToken"), QStringLiteral("abc.def")},
            {QStringLiteral("refreshToken"), QStringLiteral("r1")},
            {QStringLiteral("accessUntil"), QStringLiteral("2026-02-13T02:52:07.000Z")},
            {QStringLiteral("offlineGrant"), QStringLiteral("e30=.c2ln")},
            {QStringLiteral("hallKey"), QString::fromLatin1(QByteArray(32, 'k').toBase64())}};
}

QJsonObject change(qint64 sequence, const Operation &operation)
{
    return {{QStringLiteral("sequence"), sequence},
            {QStringLiteral("caseVersion"), 1},
            {QStringLiteral("operation"), toJson(operation)}};
}

QJsonObject feed(const QJsonArray &changes)
{
    return {{QStringLiteral("cursor"), QStringLiteral("3:12")},
            {QStringLiteral("epoch"), 3},
            {QStringLiteral("epochChanged"), false},
            {QStringLiteral("changes"), changes},
            {QStringLiteral("queue"),
             QJsonObject{{QStringLiteral("waiting"), 4}, {QStringLiteral("longestWaitSeconds"), 600}}}};
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsASession()
    {
        const auto read = sessionFrom(bytes(session()));
        QVERIFY(read.has_value());
        QCOMPARE(read->clerkName, QStringLiteral("李晓文"));
        QCOMPARE(read->accessUntil, QDateTime(QDate(2026, 2, 13), QTime(2, 52, 7), Qt::UTC));
        QCOMPARE(read->hallKey, QByteArray(32, 'k'));
        QCOMPARE(read->offlineGrant, QByteArray("e30=.c2ln"));
        QJsonObject renewed = session();
        renewed.remove(QStringLiteral("hallKey"));
        QVERIFY(sessionFrom(bytes(renewed)).has_value());
    }
    void refusesASessionThatLacksOrBends()
    {
        for (const char *name : {"clerk", "clerkName", "role", "accessToken", "refreshToken", "accessUntil"}) {
            QJsonObject lacking = session();
            lacking.remove(QLatin1String(name));
            QCOMPARE(sessionFrom(bytes(lacking)).error().fault, Fault::ReplyMalformed);
            lacking.insert(QLatin1String(name), 5);
            QCOMPARE(sessionFrom(bytes(lacking)).error().fault, Fault::ReplyMalformed);
        }
        QJsonObject injected = session();
        injected.insert(QStringLiteral("accessToken"), QStringLiteral("a\r\nX: y"));
        QVERIFY(!sessionFrom(bytes(injected)));
        QJsonObject shortKey = session();
        shortKey.insert(QStringLiteral("hallKey"), QStringLiteral("a2V5"));
        QVERIFY(!sessionFrom(bytes(shortKey)));
    }
    void readsVerdictsAndLeavesOutTheUnreadable()
    {
        const OperationVerdict good{samples::idOf(1), VerdictKind::Applied, 9, 2, Fault::OperationInvalid, {}};
        const QJsonArray list{toJson(good), QJsonObject{{QStringLiteral("operation"), QStringLiteral("?")}}, 7};
        const auto read = verdictsFrom(bytes({{QStringLiteral("verdicts"), list}}));
        QVERIFY(read.has_value());
        QCOMPARE(*read, QList<OperationVerdict>{good});
        QVERIFY(!verdictsFrom("{}"));
        QVERIFY(!verdictsFrom("[]"));
        QVERIFY(!verdictsFrom(""));
    }
    void readsChanges()
    {
        const Operation one = samples::opened(1, QStringLiteral("A1"));
        const auto read = changesFrom(bytes(feed({change(12, one)})));
        QVERIFY(read.has_value());
        QCOMPARE(read->cursor, QStringLiteral("3:12"));
        QCOMPARE(read->changes, (QList<Change>{{12, 1, one}}));
        QCOMPARE(read->queue->waiting, 4);
        QCOMPARE(read->unreadable, 0);
    }
    void letsOneUnknownOperationNotStopTheFeed()
    {
        QJsonObject strange = toJson(samples::opened(1, QStringLiteral("A1")));
        strange.insert(QStringLiteral("kind"), QStringLiteral("inventedLater"));
        QJsonObject row = change(11, samples::opened(2, QStringLiteral("A1")));
        row.insert(QStringLiteral("operation"), strange);
        const auto read = changesFrom(bytes(feed({row, change(12, samples::opened(3, QStringLiteral("A1")))})));
        QVERIFY(read.has_value());
        QCOMPARE(read->unreadable, 1);
        QCOMPARE(read->changes.size(), 1);
        QCOMPARE(read->changes.first().sequence, 12);
    }
    void refusesAFeedWithoutAPlace()
    {
        for (const char *cursor : {"", "12", ":1", "1:", "a:b", "1:2:3", "-1:2", "1111111111111111111:1"}) {
            QJsonObject json = feed({});
            json.insert(QStringLiteral("cursor"), QLatin1String(cursor));
            QVERIFY2(!changesFrom(bytes(json)), cursor);
        }
        QVERIFY(isCursor(QStringLiteral("1:0")));
    }
    void readsAnEnrolment()
    {
        QJsonObject json{{QStringLiteral("device"), QStringLiteral("130102-03")},
                         {QStringLiteral("hall"), QStringLiteral("130102")},
                         {QStringLiteral("hallName"), QStringLiteral("政务服务大厅")},
                         {QStringLiteral("window"), 3},
                         {QStringLiteral("windowName"), QStringLiteral("3号窗口")},
                         {QStringLiteral("generation"), 1},
                         {QStringLiteral("certificate"), QStringLiteral("-----BEGIN CERTIFICATE-----")},
                         {QStringLiteral("authority"), QStringLiteral("-----BEGIN CERTIFICATE-----")},
                         {QStringLiteral("centreKey"), QStringLiteral("a2V5")},
                         {QStringLiteral("policy"), QJsonObject{{QStringLiteral("offlineGraceDays"), 7}}}};
        const auto read = enrolmentFrom(bytes(json));
        QVERIFY(read.has_value());
        QCOMPARE(read->window, 3);
        QCOMPARE(read->centreKey, QByteArray("key"));
        QCOMPARE(read->policy.value(QStringLiteral("offlineGraceDays")).toInt(), 7);
        json.insert(QStringLiteral("centreKey"), QStringLiteral("###"));
        QVERIFY(!enrolmentFrom(bytes(json)));
    }
    void readsTheQueueAndTickets()
    {
        QCOMPARE(queueFrom("{\"waiting\":2,\"longestWaitSeconds\":61}").value(), (QueueStanding{2, 61}));
        QVERIFY(!queueFrom("{\"waiting\":-2,\"longestWaitSeconds\":61}"));
        Ticket ticket;
        ticket.id = samples::idOf(5);
        ticket.number = QStringLiteral("A023");
        ticket.business = QStringLiteral("comprehensive");
        ticket.takenAt = samples::morning();
        QCOMPARE(ticketFrom(bytes(toJson(ticket))).value(), ticket);
        QCOMPARE(ticketFrom("{}").error().fault, Fault::ReplyMalformed);
    }
    void readsWhichChunksAreThere()
    {
        QCOMPARE(chunksFrom("0, 2,5", 6), (QSet<int>{0, 2, 5}));
        QCOMPARE(chunksFrom("", 6), QSet<int>());
        QCOMPARE(chunksFrom("x,-1,6,99999999999999,3", 6), QSet<int>{3});
    }
    void writesOperations()
    {
        const Operation one = samples::opened(1, QStringLiteral("A1"));
        const QJsonObject json = QJsonDocument::fromJson(operationsBody({one})).object();
        const QJsonArray list = json.value(QStringLiteral("operations")).toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(operationFromJson(list.first().toObject()).value(), one);
    }
};

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
