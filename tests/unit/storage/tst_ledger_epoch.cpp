// SPDX-License-Identifier: Apache-2.0
// A centre that was restored from a backup: what it had taken since waits again.
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

/// A case of which the centre has taken everything, and whose feed came back.
struct Taken {
    Site place;
    std::unique_ptr<Ledger> ledger = place.ledger();
    Feed feed;
    QString id;

    Taken()
    {
        id = ledger->commit(newCase())->current.id;
        take();
    }
    void take()
    {
        const auto pending = ledger->pending(100);
        for (const Operation &operation : *pending)
            feed.take(operation);
        if (!ledger->applyChanges(feed.all(), feed.cursor()))
            qFatal("changes");
    }
};

} // namespace

class TestLedgerEpoch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheCentreLostWaitsAgain()
    {
        Taken at;
        TAKE(received, at.ledger->commit(request(at.id, {{OperationKind::Received, {}}})));
        at.take();
        TAKE(none, at.ledger->pending(100));
        QVERIFY(none.isEmpty());
        WORKS(at.ledger->beginEpoch(QStringLiteral("9:2"))); // of three
        TAKE(again, at.ledger->pending(100));
        QCOMPARE(idsOf(again), QStringList{received.history.last().id});
        TAKE(file, at.ledger->load(at.id));
        QCOMPARE(file.current.receiptNumber, received.current.receiptNumber);
        QCOMPARE(file.word, SyncWord::SavedHere);
        TAKE(cursor, at.ledger->cursor());
        QCOMPARE(cursor, QStringLiteral("9:2"));
        WORKS(at.ledger->verify());
    }

    void whatOthersDidIsGoneUntilItComesBack()
    {
        Taken at;
        const Change theirs = at.feed.foreign(at.id, OperationKind::Noted,
                                              {{QStringLiteral("text"), QStringLiteral("seen")}}, Actor::Clerk);
        at.take();
        TAKE(before, at.ledger->load(at.id));
        WORKS(at.ledger->beginEpoch(QStringLiteral("9:2")));
        TAKE(without, at.ledger->load(at.id));
        QCOMPARE(without.history.size(), before.history.size() - 1);
        WORKS(at.ledger->applyChanges({{3, 3, theirs.operation}}, QStringLiteral("9:3")));
        TAKE(after, at.ledger->load(at.id));
        QCOMPARE(after.current, before.current);
    }

    void pagesAreOfferedAgain()
    {
        Taken at;
        TAKE(page, at.ledger->putPage("page", QStringLiteral("image/jpeg"), QStringLiteral("page")));
        WORKS(at.ledger->commit(request(at.id, {material(page)})));
        WORKS(at.ledger->blobSent(page.blob));
        WORKS(at.ledger->beginEpoch(QStringLiteral("9:0")));
        TAKE(waiting, at.ledger->blobsToSend(10));
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting.first().blob, page.blob);
    }

    void aVerdictOfAnotherEpochIsNotBelieved()
    {
        Taken at;
        TAKE(more, at.ledger->commit(request(at.id, {{OperationKind::Received, {}}})));
        OperationVerdict late = Feed::applied(at.feed.take(more.history.last()));
        late.epoch = 1;
        WORKS(at.ledger->beginEpoch(QStringLiteral("9:2")));
        FAILS_WITH(Fault::CentreBusy, at.ledger->recordVerdicts({late}));
        TAKE(waiting, at.ledger->pending(100));
        QCOMPARE(waiting.size(), 1);
        late.epoch = 9;
        WORKS(at.ledger->recordVerdicts({late}));
        TAKE(none, at.ledger->pending(100));
        QVERIFY(none.isEmpty());
    }

    void theFirstVerdictSaysWhichEpochIsFollowed()
    {
        Site place;
        auto ledger = place.ledger();
        Feed feed;
        TAKE(draft, ledger->commit(newCase()));
        OperationVerdict verdict = Feed::applied(feed.take(draft.history.first()));
        verdict.epoch = 4;
        WORKS(ledger->recordVerdicts({verdict}));
        TAKE(cursor, ledger->cursor());
        QCOMPARE(cursor, QStringLiteral("4:0"));
        FAILS_WITH(Fault::CentreBusy, ledger->applyChanges(feed.all(), QStringLiteral("5:1")));
    }
};

QTEST_GUILESS_MAIN(TestLedgerEpoch)
#include "tst_ledger_epoch.moc"
