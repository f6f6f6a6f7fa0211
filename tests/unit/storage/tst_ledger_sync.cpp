// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

QStringList idsOf(const QList<Operation> &operations)
{
    QStringList ids;
    for (const Operation &operation : operations)
        ids.append(operation.id);
    return ids;
}

} // namespace

class TestLedgerSync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsFollowTheWay();
    void ownOperationsComeBackOnce();
    void foreignCasesAreListed();
    void separateFieldsMerge();
    void sameFieldNeedsAttention();
    void stateChangedMeanwhileNeedsAttention();
    void keepCentreSetsOursAside();
    void reapplyOursMakesThemAnew();
    void reapplyThatCannotBeChangesNothing();
    void refusedHoldsItsCaseOnly();
    void verdictsOnUnknownOperationsAreIgnored();
    void aGapInTheFeedIsNoConflict();
    void cursorMovesWithTheChanges();
    void lateAnswerAfterSettlement();
    void settleNeedsAReason();
    void standingCounts();
    void allSurvivesReopening();
};

void TestLedgerSync::wordsFollowTheWay()
{
    Site place;
    auto ledger = place.ledger();
    Feed feed;
    TAKE(draft, ledger->commit(newCase()));
    const QString id = draft.current.id;
    QCOMPARE(draft.word, SyncWord::SavedHere);
    TAKE(waiting, ledger->pending(100));
    QCOMPARE(waiting, draft.history);
    WORKS(ledger->markSent(idsOf(waiting)));
    TAKE(sent, ledger->load(id));
    QCOMPARE(sent.word, SyncWord::Sent);
    TAKE(again, ledger->pending(100));
    QCOMPARE(again, waiting);
    QList<OperationVerdict> verdicts;
    for (const Operation &operation : waiting)
        verdicts.append(Feed::applied(feed.take(operation)));
    WORKS(ledger->recordVerdicts(verdicts));
    TAKE(acknowledged, ledger->load(id));
    QCOMPARE(acknowledged.word, SyncWord::Acknowledged);
    QCOMPARE(acknowledged.waiting, 0);
    QCOMPARE(acknowledged.current, draft.current);
    TAKE(none, ledger->pending(100));
    QVERIFY(none.isEmpty());
    TAKE(next, ledger->commit(request(id, {{OperationKind::Received, {}}})));
    QCOMPARE(next.history.last().baseVersion, 2);
    QCOMPARE(next.word, SyncWord::SavedHere);
}

void TestLedgerSync::ownOperationsComeBackOnce()
{
    Site place;
    auto ledger = place.ledger();
    Feed feed;
    TAKE(draft, ledger->commit(newCase()));
    for (const Operation &operation : draft.history)
        (void)feed.take(operation);
    // The reply was lost: the feed brings them first, and twice; the verdicts come after.
    WORKS(ledger->applyChanges(feed.all(), feed.cursor()));
    WORKS(ledger->applyChanges(feed.all(), feed.cursor()));
    TAKE(back, ledger->load(draft.current.id));
    QCOMPARE(back.history, draft.history);
    QCOMPARE(back.current, draft.current);
    QCOMPARE(back.word, SyncWord::Acknowledged);
    WORKS(ledger->recordVerdicts({Feed::refused(draft.history[0], Fault::OperationInvalid)}));
    TAKE(still, ledger->load(draft.current.id));
    QCOMPARE(still.word, SyncWord::Acknowledged);
    TAKE(none, ledger->pending(10));
    QVERIFY(none.isEmpty());
    WORKS(ledger->verify());
}

void TestLedgerSync::foreignCasesAreListed()
{
    Site place;
    auto ledger = place.ledger();
    Feed feed;
    const QString id = newId(place.clock, systemRandom());
    (void)feed.foreign(id, OperationKind::Opened, opened().payload, Actor::Clerk);
    (void)feed.foreign(id, OperationKind::ApplicantSet, applicant(), Actor::Clerk);
    WORKS(ledger->applyChanges(feed.all(), feed.cursor()));
    TAKE(hidden, ledger->list(QStringLiteral("li"), {}, 10));
    QVERIFY2(hidden.isEmpty(), "a draft of another clerk");
    const QJsonObject receipt{{QStringLiteral("receipt"), QStringLiteral("130102-09-1-261123-0001-X")},
                              {QStringLiteral("receivedAt"), QStringLiteral("2026-11-23T02:00:00.000Z")}};
    WORKS(ledger->applyChanges({feed.foreign(id, OperationKind::Received, receipt, Actor::Clerk)}, feed.cursor()));
    TAKE(uses, ledger->matterUses());
    QVERIFY2(uses.isEmpty(), "window 9 took it, this is window 3");
    TAKE(listed, ledger->list(QStringLiteral("li"), {}, 10));
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed[0].word, SyncWord::Acknowledged);
    QCOMPARE(listed[0].receiptNumber, QStringLiteral("130102-09-1-261123-0001-X"));
    TAKE(accepted, ledger->commit(request(id, {{OperationKind::Accepted, {}}})));
    QCOMPARE(accepted.history.last().baseVersion, 3);
    QCOMPARE(accepted.history.last().deviceSequence, 1);
}

namespace
{

/// A case that the centre has whole.
struct Settled {
    explicit Settled(Site &place) : ledger(place.ledger())
    {
        const auto draft = ledger->commit(newCase());
        id = draft->current.id;
        const auto received = ledger->commit(request(id, {{OperationKind::Received, {}}}));
        before = received->current;
        for (const Operation &operation : received->history)
            (void)feed.take(operation);
        if (!ledger->applyChanges(feed.all(), feed.cursor()))
            qFatal("changes");
    }
    std::unique_ptr<Ledger> ledger;
    Feed feed;
    QString id;
    Case before;
};

QJsonObject fields(const QString &key, const QString &value)
{
    return field(key, value).payload;
}

} // namespace

void TestLedgerSync::separateFieldsMerge()
{
    Site place;
    Settled at(place);
    WORKS(at.ledger->commit(request(at.id, {field(QStringLiteral("ours"), QStringLiteral("1"))})));
    WORKS(
        at.ledger->applyChanges({at.feed.foreign(at.id, OperationKind::FieldsSet,
                                                 fields(QStringLiteral("theirs"), QStringLiteral("2")), Actor::Clerk)},
                                at.feed.cursor()));
    TAKE(merged, at.ledger->load(at.id));
    QCOMPARE(merged.word, SyncWord::SavedHere);
    QCOMPARE(merged.current.fields.value(QStringLiteral("ours")).toString(), QStringLiteral("1"));
    QCOMPARE(merged.current.fields.value(QStringLiteral("theirs")).toString(), QStringLiteral("2"));
    QVERIFY(!merged.atCentre);
    TAKE(waiting, at.ledger->pending(10));
    QCOMPARE(waiting.size(), 1);
}

void TestLedgerSync::sameFieldNeedsAttention()
{
    Site place;
    Settled at(place);
    TAKE(ours, at.ledger->commit(request(at.id, {field(QStringLiteral("scope"), QStringLiteral("ours"))})));
    WORKS(at.ledger->applyChanges(
        {at.feed.foreign(at.id, OperationKind::FieldsSet, fields(QStringLiteral("scope"), QStringLiteral("theirs")),
                         Actor::Clerk)},
        at.feed.cursor()));
    TAKE(held, at.ledger->load(at.id));
    QCOMPARE(held.word, SyncWord::NeedsAttention);
    QCOMPARE(held.attention.fault, Fault::VersionConflict);
    QVERIFY(held.atCentre);
    QCOMPARE(held.atCentre->fields.value(QStringLiteral("scope")).toString(), QStringLiteral("theirs"));
    QCOMPARE(held.current.fields.value(QStringLiteral("scope")).toString(), QStringLiteral("ours"));
    QCOMPARE(held.waiting, 1);
    QVERIFY(held.history.contains(ours.history.last()));
    TAKE(waiting, at.ledger->pending(10));
    QVERIFY2(waiting.isEmpty(), "held back");
    TAKE(shown, at.ledger->outbox());
    QCOMPARE(shown.size(), 1);
    QVERIFY(shown[0].attention);
    QCOMPARE(shown[0].attention->fault, Fault::VersionConflict);
}

void TestLedgerSync::stateChangedMeanwhileNeedsAttention()
{
    Site place;
    Settled at(place);
    WORKS(at.ledger->commit(request(at.id, {{OperationKind::Accepted, {}}})));
    WORKS(at.ledger->applyChanges({at.feed.foreign(at.id, OperationKind::Withdrawn,
                                                   {{QStringLiteral("reason"), QStringLiteral("r")}}, Actor::Clerk)},
                                  at.feed.cursor()));
    TAKE(held, at.ledger->load(at.id));
    QCOMPARE(held.word, SyncWord::NeedsAttention);
    QCOMPARE(held.attention.fault, Fault::VersionConflict);
    QCOMPARE(held.atCentre->state, CaseState::Withdrawn);
    QCOMPARE(held.waiting, 1);
    QCOMPARE(held.current.receiptNumber, at.before.receiptNumber);
    QCOMPARE(held.current.receivedAt, at.before.receivedAt);
}

void TestLedgerSync::keepCentreSetsOursAside()
{
    Site place;
    Settled at(place);
    TAKE(ours, at.ledger->commit(request(at.id, {field(QStringLiteral("scope"), QStringLiteral("ours"))})));
    WORKS(at.ledger->applyChanges(
        {at.feed.foreign(at.id, OperationKind::FieldsSet, fields(QStringLiteral("scope"), QStringLiteral("theirs")),
                         Actor::Clerk)},
        at.feed.cursor()));
    TAKE(settled, at.ledger->settle(at.id, QStringLiteral("li"), Settlement::KeepCentre));
    QCOMPARE(settled.word, SyncWord::Acknowledged);
    QCOMPARE(settled.current.fields.value(QStringLiteral("scope")).toString(), QStringLiteral("theirs"));
    TAKE(aside, at.ledger->setAside(at.id));
    QCOMPARE(aside, QList<Operation>{ours.history.last()});
    WORKS(at.ledger->verify());
    TAKE(next, at.ledger->commit(request(at.id, {field(QStringLiteral("scope"), QStringLiteral("later"))})));
    QCOMPARE(next.word, SyncWord::SavedHere);
    QCOMPARE(next.history.last().baseVersion, 4);
}

void TestLedgerSync::reapplyOursMakesThemAnew()
{
    Site place;
    Settled at(place);
    TAKE(ours, at.ledger->commit(request(at.id, {field(QStringLiteral("scope"), QStringLiteral("ours"))})));
    WORKS(at.ledger->applyChanges(
        {at.feed.foreign(at.id, OperationKind::FieldsSet, fields(QStringLiteral("scope"), QStringLiteral("theirs")),
                         Actor::Clerk)},
        at.feed.cursor()));
    TAKE(settled, at.ledger->settle(at.id, QStringLiteral("wang"), Settlement::ReapplyOurs));
    QCOMPARE(settled.word, SyncWord::SavedHere);
    QCOMPARE(settled.current.fields.value(QStringLiteral("scope")).toString(), QStringLiteral("ours"));
    TAKE(waiting, at.ledger->pending(10));
    QCOMPARE(waiting.size(), 1);
    QVERIFY(waiting[0].id != ours.history.last().id);
    QCOMPARE(waiting[0].baseVersion, 4);
    QCOMPARE(waiting[0].clerk, QStringLiteral("wang"));
    QCOMPARE(waiting[0].payload, ours.history.last().payload);
    TAKE(aside, at.ledger->setAside(at.id));
    QCOMPARE(aside.size(), 1);
    WORKS(at.ledger->verify());
}

void TestLedgerSync::reapplyThatCannotBeChangesNothing()
{
    Site place;
    Settled at(place);
    WORKS(at.ledger->commit(request(at.id, {{OperationKind::Accepted, {}}})));
    WORKS(at.ledger->applyChanges({at.feed.foreign(at.id, OperationKind::Withdrawn,
                                                   {{QStringLiteral("reason"), QStringLiteral("r")}}, Actor::Clerk)},
                                  at.feed.cursor()));
    TAKE(before, at.ledger->load(at.id));
    FAILS_WITH(Fault::TransitionRefused, at.ledger->settle(at.id, QStringLiteral("li"), Settlement::ReapplyOurs));
    TAKE(after, at.ledger->load(at.id));
    QCOMPARE(after.history, before.history);
    QCOMPARE(after.word, SyncWord::NeedsAttention);
    TAKE(aside, at.ledger->setAside(at.id));
    QVERIFY(aside.isEmpty());
    WORKS(at.ledger->verify());
}

void TestLedgerSync::refusedHoldsItsCaseOnly()
{
    Site place;
    auto ledger = place.ledger();
    Feed feed;
    TAKE(bad, ledger->commit(newCase()));
    TAKE(good, ledger->commit(newCase()));
    TAKE(waiting, ledger->pending(10));
    QCOMPARE(waiting.size(), 4);
    WORKS(ledger->markSent(idsOf(waiting)));
    WORKS(ledger->recordVerdicts(
        {Feed::applied(feed.take(bad.history[0])), Feed::refused(bad.history[1], Fault::OperationInvalid),
         Feed::applied(feed.take(good.history[0])), Feed::applied(feed.take(good.history[1]))}));
    TAKE(held, ledger->load(bad.current.id));
    QCOMPARE(held.word, SyncWord::NeedsAttention);
    QCOMPARE(held.attention.fault, Fault::OperationInvalid);
    QCOMPARE(held.attention.detail, QStringLiteral("said the centre"));
    QCOMPARE(held.current.applicant.name, holderName);
    QCOMPARE(held.history.size(), 2);
    TAKE(fine, ledger->load(good.current.id));
    QCOMPARE(fine.word, SyncWord::Acknowledged);
    WORKS(ledger->commit(request(bad.current.id, {field(QStringLiteral("a"), QStringLiteral("1"))})));
    WORKS(ledger->commit(request(good.current.id, {field(QStringLiteral("a"), QStringLiteral("1"))})));
    TAKE(next, ledger->pending(10));
    QCOMPARE(next.size(), 1);
    QCOMPARE(next[0].caseId, good.current.id);
}

void TestLedgerSync::verdictsOnUnknownOperationsAreIgnored()
{
    Site place;
    auto ledger = place.ledger();
    Operation unknown;
    unknown.id = newId(place.clock, systemRandom());
    WORKS(ledger->recordVerdicts({Feed::refused(unknown, Fault::OperationInvalid)}));
    WORKS(ledger->markSent({unknown.id}));
    TAKE(standing, ledger->standing());
    QCOMPARE(standing, OutboxStanding{});
}

void TestLedgerSync::aGapInTheFeedIsNoConflict()
{
    Site place;
    Settled at(place);
    TAKE(accepted, at.ledger->commit(request(at.id, {{OperationKind::Accepted, {}}})));
    // The centre numbers the case before it takes ours; the verdict tells a version that leaves a gap.
    const Change numbered =
        at.feed.foreign(at.id, OperationKind::Numbered, {{QStringLiteral("caseNumber"), QStringLiteral("N-1")}});
    const Change ours = at.feed.take(accepted.history.last());
    WORKS(at.ledger->recordVerdicts({Feed::applied(ours)}));
    TAKE(gap, at.ledger->load(at.id));
    QCOMPARE(gap.word, SyncWord::Acknowledged);
    QCOMPARE(gap.current.state, CaseState::Accepted);
    TAKE(note,
         at.ledger->commit(request(at.id, {{OperationKind::Noted, {{QStringLiteral("text"), QStringLiteral("n")}}}})));
    QCOMPARE(note.history.last().baseVersion, 3);
    WORKS(at.ledger->applyChanges({numbered, ours}, at.feed.cursor()));
    TAKE(whole, at.ledger->load(at.id));
    QCOMPARE(whole.current.caseNumber, QStringLiteral("N-1"));
    QCOMPARE(whole.word, SyncWord::SavedHere);
    QCOMPARE(whole.current.version, 6);
}

void TestLedgerSync::cursorMovesWithTheChanges()
{
    Site place;
    auto ledger = place.ledger();
    TAKE(first, ledger->cursor());
    QCOMPARE(first, QString());
    WORKS(ledger->applyChanges({}, QStringLiteral("1:0")));
    Feed feed;
    const Change change =
        feed.foreign(newId(place.clock, systemRandom()), OperationKind::Opened, opened().payload, Actor::Clerk);
    WORKS(ledger->applyChanges({change}, QStringLiteral("1:1")));
    ledger = nullptr;
    ledger = place.ledger();
    TAKE(kept, ledger->cursor());
    QCOMPARE(kept, QStringLiteral("1:1"));
    WORKS(ledger->load(change.operation.caseId));
}

void TestLedgerSync::lateAnswerAfterSettlement()
{
    Site place;
    Settled at(place);
    TAKE(ours, at.ledger->commit(request(at.id, {field(QStringLiteral("scope"), QStringLiteral("ours"))})));
    WORKS(at.ledger->recordVerdicts({Feed::refused(ours.history.last(), Fault::VersionConflict)}));
    WORKS(at.ledger->settle(at.id, QStringLiteral("li"), Settlement::KeepCentre));
    // What the centre has after all is part of the case, whatever was settled.
    WORKS(at.ledger->applyChanges({at.feed.take(ours.history.last())}, at.feed.cursor()));
    TAKE(after, at.ledger->load(at.id));
    QCOMPARE(after.current.fields.value(QStringLiteral("scope")).toString(), QStringLiteral("ours"));
    TAKE(aside, at.ledger->setAside(at.id));
    QVERIFY(aside.isEmpty());
}

void TestLedgerSync::settleNeedsAReason()
{
    Site place;
    Settled at(place);
    FAILS_WITH(Fault::BadArgument, at.ledger->settle(at.id, QStringLiteral("li"), Settlement::KeepCentre));
}

void TestLedgerSync::standingCounts()
{
    Site place;
    auto ledger = place.ledger();
    const QDateTime oldest = place.clock.now();
    TAKE(one, ledger->commit(newCase()));
    place.clock.advance(5000);
    TAKE(small, ledger->putPage(QByteArray(100, 'a'), QStringLiteral("image/png"), {}));
    TAKE(large, ledger->putPage(QByteArray(9000, 'b'), QStringLiteral("image/png"), {}));
    TAKE(loose, ledger->putPage(QByteArray(50, 'c'), QStringLiteral("image/png"), {}));
    WORKS(ledger->commit(request(one.current.id, {material(large), material(small)})));
    TAKE(two, ledger->commit(newCase()));
    TAKE(standing, ledger->standing());
    QCOMPARE(standing.operations, 6);
    QCOMPARE(standing.cases, 2);
    QCOMPARE(standing.attention, 0);
    QCOMPARE(standing.blobs, 2);
    QCOMPARE(standing.blobBytes, 9100);
    QCOMPARE(standing.oldest, oldest);
    TAKE(blobs, ledger->blobsToSend(10));
    QCOMPARE(blobs.size(), 2);
    QCOMPARE(blobs[0].blob, small.blob);
    QCOMPARE(blobs[0].size, 100);
    QCOMPARE(blobs[0].mime, QStringLiteral("image/png"));
    QCOMPARE(blobs[1].blob, large.blob);
    WORKS(ledger->blobSent(small.blob));
    TAKE(left, ledger->blobsToSend(10));
    QCOMPARE(left.size(), 1);
    FAILS_WITH(Fault::NotFound, ledger->blobSent(QString(64, u'0')));
    WORKS(ledger->recordVerdicts({Feed::refused(two.history[0], Fault::OperationInvalid)}));
    const auto news = ledger->takeNews();
    QVERIFY(news.standing);
    QCOMPARE(news.standing->attention, 1);
    QCOMPARE(news.standing->blobs, 1);
    QVERIFY(!ledger->takeNews().standing);
}

void TestLedgerSync::allSurvivesReopening()
{
    Site place;
    Settled at(place);
    WORKS(at.ledger->commit(request(at.id, {field(QStringLiteral("scope"), QStringLiteral("ours"))})));
    WORKS(at.ledger->applyChanges(
        {at.feed.foreign(at.id, OperationKind::FieldsSet, fields(QStringLiteral("scope"), QStringLiteral("theirs")),
                         Actor::Clerk)},
        at.feed.cursor()));
    TAKE(before, at.ledger->outbox());
    TAKE(standing, at.ledger->standing());
    auto image = place.image();
    auto again = image->ledger();
    TAKE(after, again->outbox());
    QCOMPARE(after.size(), 1);
    QCOMPARE(after[0].word, SyncWord::NeedsAttention);
    QCOMPARE(after[0].attention->fault, Fault::VersionConflict);
    QCOMPARE(after[0].attention->detail, before[0].attention->detail);
    QCOMPARE(after[0].changedAt, before[0].changedAt);
    TAKE(same, again->standing());
    QCOMPARE(same, standing);
    WORKS(again->verify());
}

QTEST_GUILESS_MAIN(TestLedgerSync)
#include "tst_ledger_sync.moc"
