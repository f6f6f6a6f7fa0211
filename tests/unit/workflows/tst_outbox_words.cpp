// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/outbox_words.h"

#include <QTest>

using namespace yichuang;

class TestOutboxWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaseWaitsForItsTurnOrTheLink()
    {
        const OutboxLine turn = outboxLine(summary(), {}, LinkState::Online);
        QCOMPARE(turn.word, WaitWord::Waiting);
        QVERIFY(!turn.why);
        const OutboxLine offline = outboxLine(summary(), {}, LinkState::Offline);
        QCOMPARE(offline.word, WaitWord::Waiting);
        QCOMPARE(offline.why->fault, Fault::CentreUnreachable);
        QVERIFY(!offline.nextTry.isValid());
    }
    void whatIsOnItsWaySaysSo()
    {
        SendingStanding sending;
        sending.underWay = {QStringLiteral("one")};
        sending.all = NextTry{at(), {Fault::CentreBusy, {}, {}}};
        QCOMPARE(outboxLine(summary(), sending, LinkState::Online).word, WaitWord::Sending);
        QCOMPARE(outboxLine(summary(QStringLiteral("two")), sending, LinkState::Online).word, WaitWord::Retrying);
    }
    void aFailureNamesItsReasonAndTheNextTry()
    {
        SendingStanding sending;
        sending.all = NextTry{at(), {Fault::CentreBusy, {}, {}}};
        const OutboxLine line = outboxLine(summary(), sending, LinkState::Online);
        QCOMPARE(line.word, WaitWord::Retrying);
        QCOMPARE(line.why->fault, Fault::CentreBusy);
        QCOMPARE(line.nextTry, at());
        sending.resting.insert(QStringLiteral("one"), NextTry{at().addSecs(60), {Fault::CentreFault, {}, {}}});
        const OutboxLine rests = outboxLine(summary(), sending, LinkState::Online);
        QCOMPARE(rests.why->fault, Fault::CentreFault);
        QCOMPARE(rests.nextTry, at().addSecs(60));
    }
    void withoutASessionNoTimeIsPromised()
    {
        SendingStanding sending;
        sending.all = NextTry{{}, {Fault::SessionExpired, {}, {}}};
        const OutboxLine line = outboxLine(summary(), sending, LinkState::Online);
        QCOMPARE(line.word, WaitWord::Waiting);
        QCOMPARE(line.why->fault, Fault::SessionExpired);
    }
    void aRefusalIsAConflictOrSetAside()
    {
        CaseSummary disputed = summary();
        disputed.attention = Reason{Fault::VersionConflict, {}, {}};
        QCOMPARE(outboxLine(disputed, {}, LinkState::Offline).word, WaitWord::NeedsAttention);
        disputed.attention = Reason{Fault::OperationInvalid, {}, {}};
        SendingStanding sending;
        sending.underWay = {QStringLiteral("one")};
        QCOMPARE(outboxLine(disputed, sending, LinkState::Online).word, WaitWord::SetAside);
    }

private:
    static CaseSummary summary(const QString &id = QStringLiteral("one"))
    {
        CaseSummary made;
        made.id = id;
        return made;
    }
    static QDateTime at() { return QDateTime(QDate(2026, 2, 13), QTime(2, 45), Qt::UTC); }
};

QTEST_GUILESS_MAIN(TestOutboxWords)
#include "tst_outbox_words.moc"
