// SPDX-License-Identifier: Apache-2.0
#include "app/sync/batch.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

using namespace yichuang;

namespace
{

Operation op(int n, int caseNumber, qsizetype bytes = 10)
{
    Operation made =
        samples::operation(n, OperationKind::Noted, {{QStringLiteral("text"), QString(bytes, QLatin1Char('x'))}});
    made.caseId = samples::idOf(0xc000 + caseNumber);
    return made;
}

QString caseOf(int n)
{
    return samples::idOf(0xc000 + n);
}

} // namespace

class TestBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderAndTheLimitOfCount()
    {
        QList<Operation> pending;
        for (int i = 1; i <= 150; ++i)
            pending.append(op(i, i % 3));
        const Selection selection = chooseBatch(pending, {}, 0, false);
        QCOMPARE(selection.batch, pending.mid(0, 100));
    }
    void keepsTheOrderAndTheLimitOfBytes()
    {
        const QList<Operation> pending{op(1, 1, 1000), op(2, 1, 5000), op(3, 1, 10)};
        const Selection selection = chooseBatch(pending, {}, 0, false, {100, 3000});
        QCOMPARE(selection.batch, pending.mid(0, 1)); // the small third does not overtake the second
    }
    void sendsOneThatIsLargerThanTheLimit()
    {
        const QList<Operation> pending{op(1, 1, 5000), op(2, 1, 10)};
        QCOMPARE(chooseBatch(pending, {}, 0, false, {100, 3000}).batch, pending.mid(0, 1));
    }
    void sendsOneByOne()
    {
        const QList<Operation> pending{op(1, 1), op(2, 2)};
        QCOMPARE(chooseBatch(pending, {}, 0, true).batch, pending.mid(0, 1));
    }
    void passesOverABenchedCaseOnly()
    {
        const QList<Operation> pending{op(1, 1), op(2, 2), op(3, 1), op(4, 2)};
        const Selection selection = chooseBatch(pending, {{caseOf(1), {1, 500}}}, 499, false);
        QCOMPARE(selection.batch, (QList<Operation>{pending[1], pending[3]}));
        QCOMPARE(selection.passedOver, 2);
        QVERIFY(!selection.alone);
    }
    void triesABenchedCaseAloneWhenDueAndNoOtherWaits()
    {
        const QList<Operation> pending{op(2, 2), op(1, 1), op(3, 1)};
        const Benches benches{{caseOf(1), {1, 500}}};
        const Selection others = chooseBatch(pending, benches, 500, false);
        QCOMPARE(others.batch, pending.mid(0, 1));
        QVERIFY(!others.alone);
        const Selection trial = chooseBatch(pending.mid(1), benches, 500, false);
        QCOMPARE(trial.batch, pending.mid(1, 1));
        QVERIFY(trial.alone);
        QVERIFY(chooseBatch(pending.mid(1), benches, 499, false).batch.isEmpty());
    }
    void saysWhenTheNextIsDue()
    {
        const QList<Operation> pending{op(1, 1), op(2, 2)};
        const Selection selection = chooseBatch(pending, {{caseOf(1), {1, 900}}, {caseOf(2), {1, 700}}}, 100, false);
        QVERIFY(selection.batch.isEmpty());
        QCOMPARE(selection.nextDueMs, 700);
        QCOMPARE(chooseBatch({}, {}, 100, false).nextDueMs, -1);
    }
    void settlesOnlyWhatWasSentAndOnce()
    {
        const QList<Operation> sent{op(1, 1), op(2, 1), op(3, 2)};
        const OperationVerdict first{sent[0].id, VerdictKind::Applied, 5, 1, {}, {}};
        const OperationVerdict again{sent[0].id, VerdictKind::Refused, 0, 0, Fault::VersionConflict, {}};
        const OperationVerdict stranger{samples::idOf(99), VerdictKind::Applied, 6, 1, {}, {}};
        const OperationVerdict busy{sent[1].id, VerdictKind::Refused, 0, 0, Fault::StoreBusy, {}};
        const OperationVerdict refused{sent[2].id, VerdictKind::Refused, 0, 0, Fault::TransitionRefused, {}};
        QCOMPARE(settledBy(sent, {first, again, stranger, busy, refused}), (QList<OperationVerdict>{first, refused}));
    }
};

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
