// SPDX-License-Identifier: Apache-2.0
#include "app/sync/operation_loop.h"
#include "tests/unit/sync/sync_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;
using Word = FakeOutbox::Word;

namespace
{

struct Fixture : SyncBench {
    OperationLoop loop{parts};
};

QString id(int n)
{
    return samples::idOf(n);
}

} // namespace

class TestOperationLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drainsInBatchesAndInOrder()
    {
        Fixture f;
        f.fill(250, 7);
        f.loop.start();
        f.settle();
        QCOMPARE(f.outbox.unsettled(), 0);
        QCOMPARE(f.centre.batches.size(), 3);
        QCOMPARE(f.centre.batches.first().size(), 100);
        QMap<QString, qint64> last;
        for (const Change &change : f.centre.feed) {
            QVERIFY(change.operation.deviceSequence > last.value(change.operation.caseId, 0));
            last.insert(change.operation.caseId, change.operation.deviceSequence);
        }
        QVERIFY(f.loop.isIdle());
        QCOMPARE(f.timers.count(), 0);
    }
    void marksBeforeItPosts()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.outbox.failNext[QStringLiteral("markSent")] = {Fault::DiskFull};
        f.loop.start();
        f.settle();
        QCOMPARE(f.centre.calls(QStringLiteral("postOperations")), 0);
        QCOMPARE(f.word(1), Word::Waiting);
        f.pass(1000);
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
    void acknowledgesNothingWithoutAVerdict()
    {
        Fixture f;
        f.fill(3, 3);
        f.centre.silent = {id(2)};
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(1), Word::Acknowledged);
        QCOMPARE(f.word(2), Word::Sent);
        QCOMPARE(f.word(3), Word::Acknowledged);
        f.centre.silent.clear();
        f.pass(10'000);
        QCOMPARE(f.word(2), Word::Acknowledged);
    }
    void sendsAgainWhenTheReplyWasLost()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.loseReplies = 1;
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(1), Word::Sent);
        QCOMPARE(f.centre.feed.size(), 1);
        f.pass(1000);
        QCOMPARE(f.word(1), Word::Acknowledged);
        QCOMPARE(f.outbox.rows.first().verdict.kind, VerdictKind::SeenBefore);
        QCOMPARE(f.outbox.rows.first().verdict.sequence, 1);
        QCOMPARE(f.centre.feed.size(), 1);
    }
    void sendsAgainWhenTheVerdictCouldNotBeKept()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.outbox.failNext[QStringLiteral("recordVerdicts")] = {Fault::StoreBusy, Fault::StoreBusy};
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(1), Word::Sent);
        f.pass(5000);
        QCOMPARE(f.word(1), Word::Acknowledged);
        QCOMPARE(f.centre.feed.size(), 1);
    }
    void aRefusalHoldsItsCaseOnly()
    {
        Fixture f;
        f.fill(6, 2);
        f.centre.refuse.insert(id(2), Fault::VersionConflict);
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(2), Word::Refused);
        QCOMPARE(f.outbox.attention.value(f.op(2, 0).caseId), Fault::VersionConflict);
        for (const int n : {1, 3, 5})
            QCOMPARE(f.word(n), Word::Acknowledged);
        QCOMPARE(f.outbox.rows.size(), 6);
    }
    void keepsWhatTheCentreRefusesForItsOwnTrouble()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.refuse.insert(id(1), Fault::StoreBusy);
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(1), Word::Sent);
        QVERIFY(f.outbox.attention.isEmpty());
        f.centre.refuse.clear();
        f.centre.verdicts.clear();
        f.pass(5000);
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
    void setsAsideTheOneThatTheCentreCannotTake()
    {
        Fixture f;
        f.fill(20, 10);
        f.centre.invalid = {id(7)};
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(7), Word::Refused);
        QCOMPARE(f.outbox.attention.size(), 1);
        QCOMPARE(f.outbox.attention.value(f.op(7, 7).caseId), Fault::RequestRefused);
        for (int n = 1; n <= 20; ++n) {
            if (n % 10 != 7)
                QCOMPARE(f.word(n), Word::Acknowledged);
        }
    }
    void letsTheOneThatBreaksTheCentreRestByItself()
    {
        Fixture f;
        f.fill(20, 10);
        f.centre.poison = {id(7)};
        f.loop.start();
        f.pass(60'000);
        for (int n = 1; n <= 20; ++n) {
            if (n % 10 != 7)
                QCOMPARE(f.word(n), Word::Acknowledged);
        }
        QCOMPARE(f.word(7), Word::Sent);
        QVERIFY(!f.centre.verdicts.contains(id(17))); // never before the one it follows
        QVERIFY(f.outbox.attention.isEmpty());
        f.pass(7'200'000); // many trials later, another case still goes at once
        f.outbox.add(f.op(21, 3));
        f.loop.wake();
        f.settle();
        QCOMPARE(f.word(21), Word::Acknowledged);
        f.centre.poison.clear();
        f.pass(300'000);
        QCOMPARE(f.outbox.unsettled(), 0);
    }
    void staysCalmInAStorm()
    {
        Fixture f;
        f.fill(50, 50);
        for (int n = 1; n <= 50; ++n)
            f.centre.poison.insert(id(n));
        f.loop.start();
        f.pass(24 * 3600 * 1000LL);
        // At the pace of one failing loop: at most one call every two and a half minutes once it has slowed down.
        QVERIFY2(f.centre.batches.size() < 24 * 60 / 2, qPrintable(QString::number(f.centre.batches.size())));
        f.centre.poison.clear();
        f.pass(600'000);
        QCOMPARE(f.outbox.unsettled(), 0);
    }
    void goesOnAtOnceWhenHurried()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.unreachable = true;
        f.loop.start();
        f.pass(600'000);
        const int before = f.centre.calls(QStringLiteral("postOperations"));
        QVERIFY(f.timers.nextIn() > 1000);
        f.loop.wake(); // something new does not end the wait
        f.settle();
        QCOMPARE(f.centre.calls(QStringLiteral("postOperations")), before);
        f.centre.unreachable = false;
        f.loop.hurry();
        f.settle();
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
    void honoursRetryAfter()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.failNext[QStringLiteral("postOperations")] = {
            Reason{Fault::CentreBusy, {}, QStringLiteral("status=429 retryAfter=90")}};
        f.loop.start();
        f.pass(89'000);
        QCOMPARE(f.centre.batches.size(), 1);
        f.pass(1000);
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
    void keepsEverythingWhileTheSessionIsRenewed()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.sessionGood = false;
        f.loop.start();
        f.settle();
        QCOMPARE(f.centre.calls(QStringLiteral("refresh")), 1);
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
    void waitsForTheClerkWhenTheSessionIsLost()
    {
        Fixture f;
        QSignalSpy needed(&f.gate, &SessionGate::needed);
        f.outbox.add(f.op(1, 1));
        f.centre.sessionGood = f.centre.refreshGood = false;
        f.loop.start();
        f.pass(3'600'000);
        QCOMPARE(needed.size(), 1);
        QCOMPARE(f.centre.batches.size(), 1);
        QCOMPARE(f.word(1), Word::Sent);
        f.centre.sessionGood = true;
        f.gate.restored();
        f.settle();
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
    void doesNotAskAnUnendingQuestion()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        for (int i = 0; i < 100; ++i)
            f.centre.failNext[QStringLiteral("postOperations")].append(Reason{Fault::SessionExpired, {}, {}});
        f.loop.start();
        f.pass(60'000); // the session is renewed each time and never good
        QVERIFY2(f.centre.batches.size() < 15, qPrintable(QString::number(f.centre.batches.size())));
    }
    void reachesThoseBehindAFullPageOfBenchedOnes()
    {
        Fixture f;
        f.centre.poison = {id(1)};
        for (int n = 1; n <= 150; ++n)
            f.outbox.add(f.op(n, 1));
        f.outbox.add(f.op(151, 2));
        f.loop.start();
        f.pass(20'000);
        QCOMPARE(f.word(151), Word::Acknowledged);
        QVERIFY(!f.centre.verdicts.contains(id(2)));
    }
    void saysWhatIsUnderWayAndWhenAFailedAttemptIsMadeAgain()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.failNext[QStringLiteral("postOperations")] = {Reason{Fault::CentreBusy, {}, {}}};
        QList<SendingStanding> told;
        QObject::connect(&f.loop, &OperationLoop::standingChanged, &f.loop, [&] { told.append(f.loop.standing()); });
        f.loop.start();
        f.settle();
        QCOMPARE(told.constFirst().underWay, QSet<QString>{f.op(1, 1).caseId});
        QVERIFY(told.constLast().underWay.isEmpty());
        QCOMPARE(told.constLast().all->why.fault, Fault::CentreBusy);
        QCOMPARE(f.clock.now().msecsTo(told.constLast().all->at), f.timers.nextIn());
        f.pass(1000);
        QCOMPARE(f.word(1), Word::Acknowledged);
        QCOMPARE(f.loop.standing(), SendingStanding());
    }
    void aCaseThatRestsByItselfIsTriedWhenTheClerkSaysSo()
    {
        Fixture f;
        f.centre.poison = {id(1)};
        f.outbox.add(f.op(1, 1));
        f.outbox.add(f.op(2, 2));
        f.loop.start();
        f.pass(20'000);
        const SendingStanding standing = f.loop.standing();
        const QString rests = f.op(1, 1).caseId;
        QCOMPARE(standing.resting.keys(), QStringList{rests});
        QVERIFY(standing.resting.value(rests).at > f.clock.now());
        QCOMPARE(standing.resting.value(rests).why.fault, Fault::CentreFault);
        f.centre.poison.clear();
        f.loop.hurryCase(rests);
        f.settle();
        QCOMPARE(f.word(1), Word::Acknowledged);
        QVERIFY(f.loop.standing().resting.isEmpty());
    }
    void withoutASessionNoTimeIsPromised()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.centre.sessionGood = false;
        f.centre.refreshGood = false;
        f.loop.start();
        f.settle();
        QVERIFY(f.loop.standing().all.has_value());
        QVERIFY(!f.loop.standing().all->at.isValid());
        QCOMPARE(f.loop.standing().all->why.fault, Fault::SessionExpired);
        f.loop.stop();
        QVERIFY(!f.loop.standing().all);
    }
    void stopsAndStartsAgain()
    {
        Fixture f;
        f.outbox.add(f.op(1, 1));
        f.loop.start();
        f.loop.stop();
        f.settle();
        QCOMPARE(f.centre.batches.size(), 0);
        f.loop.start();
        f.settle();
        QCOMPARE(f.word(1), Word::Acknowledged);
    }
};

QTEST_GUILESS_MAIN(TestOperationLoop)
#include "tst_operation_loop.moc"
