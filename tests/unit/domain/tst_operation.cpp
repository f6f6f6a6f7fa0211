// SPDX-License-Identifier: Apache-2.0
#include "app/domain/operation.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

using namespace yichuang;

class TestOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesThroughJsonUnchanged()
    {
        Operation one = samples::received(7);
        one.baseVersion = 3;
        one.serverOffsetMs = -1500;
        one.monotonicMs = 99;
        one.previousHash = QByteArray(64, 'a');
        one.signature = "c2ln";
        QCOMPARE(operationFromJson(toJson(one)).value(), one);
    }
    void signsEverythingButTheSignature()
    {
        Operation one = samples::received(7);
        const QByteArray before = canonicalBytes(one);
        one.signature = "other";
        QCOMPARE(canonicalBytes(one), before);
        one.payload.insert(QStringLiteral("receipt"), QStringLiteral("changed"));
        QVERIFY(canonicalBytes(one) != before);
    }
    void refusesBadMembers_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("id") << QStringLiteral("id") << QJsonValue(QStringLiteral("x"));
        QTest::newRow("case") << QStringLiteral("caseId") << QJsonValue(12);
        QTest::newRow("kind") << QStringLiteral("kind") << QJsonValue(QStringLiteral("explode"));
        QTest::newRow("actor") << QStringLiteral("actor") << QJsonValue(QStringLiteral("nobody"));
        QTest::newRow("time") << QStringLiteral("wallTime") << QJsonValue(QStringLiteral("yesterday"));
        QTest::newRow("sequence") << QStringLiteral("deviceSequence") << QJsonValue(-1);
        QTest::newRow("fraction") << QStringLiteral("deviceSequence") << QJsonValue(1.5);
        QTest::newRow("payload") << QStringLiteral("payload") << QJsonValue(QStringLiteral("text"));
        QTest::newRow("long") << QStringLiteral("clerk") << QJsonValue(QString(5000, QLatin1Char('a')));
    }
    void refusesBadMembers()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject json = toJson(samples::received(7));
        json.insert(key, value);
        const auto read = operationFromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::OperationInvalid);
        QCOMPARE(read.error().detail, key);
    }
    void limitsThePayload()
    {
        QJsonObject json = toJson(samples::received(7));
        json.insert(QStringLiteral("payload"),
                    QJsonObject{{QStringLiteral("a"), QString(300 * 1024, QLatin1Char('x'))}});
        QCOMPARE(operationFromJson(json).error().fault, Fault::TooLarge);
    }
    void touchesOnlyWhatItChanges()
    {
        using samples::operation;
        QCOMPARE(touchedParts(operation(1, OperationKind::Noted)), QStringList());
        QCOMPARE(touchedParts(operation(
                     1, OperationKind::FieldsSet,
                     {{QStringLiteral("fields"), QJsonObject{{QStringLiteral("phone"), QStringLiteral("1")}}}})),
                 QStringList{QStringLiteral("field:phone")});
        QCOMPARE(touchedParts(operation(1, OperationKind::Accepted)), QStringList{QStringLiteral("state")});
    }
    void verdictsGoThroughJson()
    {
        const OperationVerdict applied{samples::idOf(1), VerdictKind::Applied, 12, 3, Fault::OperationInvalid, {}};
        QCOMPARE(verdictFromJson(toJson(applied)).value(), applied);
        OperationVerdict refused;
        refused.operationId = samples::idOf(2);
        refused.kind = VerdictKind::Refused;
        refused.fault = Fault::VersionConflict;
        refused.detail = QStringLiteral("state");
        QCOMPARE(verdictFromJson(toJson(refused)).value(), refused);
        QVERIFY(!verdictFromJson(
            {{QStringLiteral("operation"), samples::idOf(1)}, {QStringLiteral("verdict"), QStringLiteral("perhaps")}}));
    }
};

QTEST_GUILESS_MAIN(TestOperation)
#include "tst_operation.moc"
