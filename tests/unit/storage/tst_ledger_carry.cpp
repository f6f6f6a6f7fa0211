// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

/// Two windows of a hall.
struct Pair {
    Pair() { elsewhere.identity = {QStringLiteral("device-2"), QStringLiteral("130102"), 4, 1}; }
    Site here;
    Site elsewhere;
};

QStringList idsOf(const QList<Operation> &operations)
{
    QStringList ids;
    for (const Operation &operation : operations)
        ids.append(operation.id);
    return ids;
}

} // namespace

class TestLedgerCarry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsIsCarriedInOrderWithItsPages()
    {
        Pair pair;
        auto here = pair.here.ledger();
        TAKE(page, here->putPage("scan of a plan", QStringLiteral("image/png"), {}));
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        TAKE(file, here->commit(request(id, {material(page), {OperationKind::Received, {}}})));
        TAKE(carried, here->toCarry(id));
        QCOMPARE(carried.operations, file.history);
        QCOMPARE(carried.pages.size(), 1);
        QCOMPARE(carried.pages.constFirst().blob, page.blob);
        WORKS(here->blobSent(page.blob));
        TAKE(again, here->toCarry(id));
        QVERIFY(again.pages.isEmpty());
        FAILS_WITH(Fault::NotFound, here->toCarry(QStringLiteral("none")));
    }
    void aCaseTakenInIsSentFromHereAndASecondTimeChangesNothing()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        TAKE(file, here->commit(request(id, {{OperationKind::Received, {}}})));
        TAKE(own, there->commit(newCase(QStringLiteral("wang"), QStringLiteral("钱试样"))));
        TAKE(carried, here->toCarry(id));
        TAKE(taken, there->takeIn(carried.operations, {}));
        QCOMPARE(taken, (TakenIn{1, 3}));
        TAKE(twice, there->takeIn(carried.operations, {}));
        QCOMPARE(twice, (TakenIn{0, 0}));
        TAKE(shown, there->load(id));
        QCOMPARE(shown.current, file.current);
        QCOMPARE(shown.word, SyncWord::SavedHere);
        QCOMPARE(shown.waiting, 3);
        TAKE(pending, there->pending(100));
        QCOMPARE(idsOf(pending), idsOf(carried.operations) + idsOf(own.history));
        TAKE(few, there->pending(2));
        QCOMPARE(idsOf(few), idsOf(carried.operations).mid(0, 2));
        WORKS(there->verify());
    }
    void theMakerItselfLearnsNothingNew()
    {
        Pair pair;
        auto here = pair.here.ledger();
        TAKE(draft, here->commit(newCase()));
        TAKE(carried, here->toCarry(draft.current.id));
        TAKE(taken, here->takeIn(carried.operations, {}));
        QCOMPARE(taken, (TakenIn{0, 0}));
        TAKE(shown, here->load(draft.current.id));
        QCOMPARE(shown.history, draft.history);
    }
    void theCentresVerdictsAndItsFeedEndTheWay()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        TAKE(carried, here->toCarry(id));
        WORKS(there->takeIn(carried.operations, {}));
        WORKS(there->markSent(idsOf(carried.operations)));
        Feed feed;
        const Change first = feed.take(carried.operations.at(0));
        WORKS(there->recordVerdicts({Feed::applied(first)}));
        TAKE(half, there->load(id));
        QCOMPARE(half.waiting, 1);
        // The maker's earlier operation at the centre is no change of another to its later one.
        QVERIFY(half.word != SyncWord::NeedsAttention);
        const Change second = feed.take(carried.operations.at(1));
        WORKS(there->applyChanges({first, second}, feed.cursor()));
        TAKE(done, there->load(id));
        QCOMPARE(done.word, SyncWord::Acknowledged);
        WORKS(here->applyChanges({first, second}, feed.cursor()));
        TAKE(atHome, here->load(id));
        QCOMPARE(atHome.word, SyncWord::Acknowledged);
        QCOMPARE(atHome.current, done.current);
    }
    void whatTheFeedHasNotBroughtYetIsNoConflict()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        Feed feed;
        QList<Change> known;
        for (const Operation &operation : draft.history)
            known.append(feed.take(operation));
        WORKS(here->applyChanges(known, feed.cursor()));
        TAKE(later, here->commit(request(id, {{OperationKind::Received, {}}})));
        TAKE(carried, here->toCarry(id));
        QCOMPARE(carried.operations.size(), 1);
        WORKS(there->takeIn(carried.operations, {}));
        TAKE(blind, there->load(id));
        QVERIFY(blind.word != SyncWord::NeedsAttention);
        TAKE(pending, there->pending(10));
        QCOMPARE(pending.size(), 1);
        WORKS(there->applyChanges(known, feed.cursor()));
        TAKE(seen, there->load(id));
        QCOMPARE(seen.current, later.current);
    }
    void ownWorkOnACarriedCaseFollowsIt()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        for (int n = 0; n < 5; ++n)
            WORKS(here->commit(newCase()));
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        TAKE(carried, here->toCarry(id));
        WORKS(there->takeIn(carried.operations, {}));
        TAKE(grown, there->commit(request(id, {{OperationKind::Received, {}}}, QStringLiteral("wang"))));
        QCOMPARE(grown.current.state, CaseState::Received);
        TAKE(pending, there->pending(10));
        QCOMPARE(idsOf(pending), idsOf(carried.operations) + QStringList{grown.history.constLast().id});
        there.reset();
        there = pair.elsewhere.ledger();
        TAKE(reopened, there->load(id));
        QCOMPARE(reopened.current, grown.current);
        TAKE(same, there->pending(10));
        QCOMPARE(same, pending);
    }
    /// The base version cannot tell that it was made upon the bundle; the centre's refusal for that is no conflict.
    void ownWorkUponABundleIsNoConflict()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        WORKS(here->commit(request(id, {field(QStringLiteral("scope"), QStringLiteral("tea"))})));
        TAKE(carried, here->toCarry(id));
        WORKS(there->takeIn(carried.operations, {}));
        TAKE(grown, there->commit(request(id, {field(QStringLiteral("scope"), QStringLiteral("tea and cake"))},
                                          QStringLiteral("wang"))));
        const Operation own = grown.history.constLast();
        Feed feed;
        QList<OperationVerdict> verdicts;
        for (const Operation &operation : carried.operations)
            verdicts.append(Feed::applied(feed.take(operation)));
        OperationVerdict refused;
        refused.operationId = own.id;
        refused.kind = VerdictKind::Refused;
        refused.fault = Fault::VersionConflict;
        WORKS(there->recordVerdicts(verdicts + QList{refused}));
        TAKE(known, there->load(id));
        QVERIFY(known.word != SyncWord::NeedsAttention);
        QCOMPARE(known.current, grown.current);
        TAKE(pending, there->pending(10));
        QCOMPARE(pending.size(), 1);
        QVERIFY(pending.constFirst().id != own.id);
        QCOMPARE(pending.constFirst().payload, own.payload);
        QCOMPARE(pending.constFirst().clerk, own.clerk);
        QCOMPARE(pending.constFirst().baseVersion, carried.operations.size());
        WORKS(there->verify());
    }
    void whatAnotherChangedMeanwhileIsOne()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        TAKE(draft, here->commit(newCase()));
        const QString id = draft.current.id;
        Feed feed;
        QList<Change> known;
        for (const Operation &operation : draft.history)
            known.append(feed.take(operation));
        WORKS(here->applyChanges(known, feed.cursor()));
        WORKS(there->applyChanges(known, feed.cursor()));
        WORKS(here->commit(request(id, {field(QStringLiteral("phone"), QStringLiteral("1"))})));
        TAKE(carried, here->toCarry(id));
        WORKS(there->takeIn(carried.operations, {}));
        TAKE(grown, there->commit(
                        request(id, {field(QStringLiteral("scope"), QStringLiteral("cake"))}, QStringLiteral("wang"))));
        const Change theirs =
            feed.foreign(id, OperationKind::FieldsSet,
                         {{QStringLiteral("fields"), QJsonObject{{QStringLiteral("scope"), QStringLiteral("beer")}}}},
                         Actor::Centre);
        const Change brought = feed.take(carried.operations.constFirst());
        OperationVerdict refused;
        refused.operationId = grown.history.constLast().id;
        refused.kind = VerdictKind::Refused;
        refused.fault = Fault::VersionConflict;
        WORKS(there->recordVerdicts({Feed::applied(brought), refused}));
        WORKS(there->applyChanges({theirs, brought}, feed.cursor()));
        TAKE(file, there->load(id));
        QCOMPARE(file.word, SyncWord::NeedsAttention);
    }
    void aRestoredCentreGetsItAgain()
    {
        Pair pair;
        auto here = pair.here.ledger();
        auto there = pair.elsewhere.ledger();
        TAKE(draft, here->commit(newCase()));
        TAKE(carried, here->toCarry(draft.current.id));
        WORKS(there->takeIn(carried.operations, {}));
        Feed feed;
        QList<Change> taken;
        for (const Operation &operation : carried.operations)
            taken.append(feed.take(operation));
        WORKS(there->applyChanges(taken, feed.cursor()));
        TAKE(none, there->pending(10));
        QVERIFY(none.isEmpty());
        WORKS(there->beginEpoch(QStringLiteral("2:0")));
        TAKE(again, there->pending(10));
        QCOMPARE(idsOf(again), idsOf(carried.operations));
    }
    void pagesTakenInAreSent()
    {
        Pair pair;
        auto there = pair.elsewhere.ledger();
        TAKE(page, there->putPage("scan of a plan", QStringLiteral("image/png"), {}));
        TAKE(before, there->blobsToSend(10));
        QVERIFY(before.isEmpty());
        WORKS(there->takeIn({}, {page.blob}));
        TAKE(after, there->blobsToSend(10));
        QCOMPARE(after.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLedgerCarry)
#include "tst_ledger_carry.moc"
