// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

namespace
{

const QString scope = QStringLiteral("scope");

/// A case whose field both sides changed.
struct Dispute {
    Dispute()
    {
        const CaseFile draft = ledger->commit(newCase()).value();
        id = draft.current.id;
        QList<Change> known;
        for (const Operation &operation : draft.history)
            known.append(feed.take(operation));
        known.append(
            feed.foreign(id, OperationKind::FieldsSet, field(scope, QStringLiteral("theirs")).payload, Actor::Clerk));
        const CaseFile ours = ledger->commit(request(id, {field(scope, QStringLiteral("ours"))})).value();
        mine = ours.history.constLast();
        if (!ledger->applyChanges(known, feed.cursor()))
            qFatal("the feed");
    }
    Site place;
    std::unique_ptr<Ledger> ledger = place.ledger();
    Feed feed;
    QString id;
    Operation mine;
};

} // namespace

class TestLedgerSettle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMergeIsANewOperationOnTheCentresVersion()
    {
        Dispute at;
        TAKE(merged, at.ledger->merge(at.id, QStringLiteral("wang"), {field(scope, QStringLiteral("agreed"))}));
        QCOMPARE(merged.word, SyncWord::SavedHere);
        QCOMPARE(merged.current.fields.value(scope).toString(), QStringLiteral("agreed"));
        QCOMPARE(merged.waiting, 1);
        const Operation made = merged.history.constLast();
        QVERIFY(made.id != at.mine.id);
        QCOMPARE(made.baseVersion, qint64(3));
        QCOMPARE(made.clerk, QStringLiteral("wang"));
        QCOMPARE(made.catalogueHash, at.mine.catalogueHash);
        TAKE(pending, at.ledger->pending(10));
        QCOMPARE(pending, QList<Operation>{made});
    }
    void bothVersionsStayHere()
    {
        Dispute at;
        WORKS(at.ledger->merge(at.id, QStringLiteral("wang"), {field(scope, QStringLiteral("agreed"))}));
        TAKE(aside, at.ledger->setAside(at.id));
        QCOMPARE(aside, QList<Operation>{at.mine});
        WORKS(at.ledger->verify());
        TAKE(file, at.ledger->load(at.id));
        QCOMPARE(file.history.at(2).payload.value(QStringLiteral("fields")).toObject().value(scope).toString(),
                 QStringLiteral("theirs"));
    }
    void noDraftsKeepTheCentresVersion()
    {
        Dispute at;
        TAKE(merged, at.ledger->merge(at.id, QStringLiteral("wang"), {}));
        QCOMPARE(merged.word, SyncWord::Acknowledged);
        QCOMPARE(merged.current.fields.value(scope).toString(), QStringLiteral("theirs"));
    }
    void aMergeThatTheCentreForbidsChangesNothing()
    {
        Dispute at;
        const OperationDraft impossible{OperationKind::Delivered,
                                        {{QStringLiteral("to"), QStringLiteral("applicant")}}};
        FAILS_WITH(Fault::TransitionRefused, at.ledger->merge(at.id, QStringLiteral("wang"),
                                                              {field(scope, QStringLiteral("agreed")), impossible}));
        TAKE(file, at.ledger->load(at.id));
        QCOMPARE(file.word, SyncWord::NeedsAttention);
        QCOMPARE(file.history.constLast(), at.mine);
        TAKE(aside, at.ledger->setAside(at.id));
        QVERIFY(aside.isEmpty());
        WORKS(at.ledger->merge(at.id, QStringLiteral("wang"), {}));
        FAILS_WITH(Fault::BadArgument, at.ledger->merge(at.id, QStringLiteral("wang"), {}));
        FAILS_WITH(Fault::NotFound, at.ledger->merge(QStringLiteral("none"), QStringLiteral("wang"), {}));
    }
};

QTEST_GUILESS_MAIN(TestLedgerSettle)
#include "tst_ledger_settle.moc"
