// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/outbox_flow.h"

#include "tests/fakes/fake_carrier.h"
#include "tests/fakes/fake_devices.h"
#include "tests/fakes/memory_store.h"
#include "tests/unit/workflows/visit_desk.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;
using namespace yichuang::samples;

namespace
{

struct Office {
    Office()
    {
        QObject::connect(&outbox, &OutboxFlow::told, &outbox,
                         [this](const Reason &reason) { told.append(reason.fault); });
    }
    MemoryStore store;
    FakeLink link;
    FakeCarrier carrier;
    Rulebook rules = rulebook();
    OutboxFlow outbox{store, link, carrier, rules};
    QList<Fault> told;

    static void settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }
    QString add(const QString &matter)
    {
        CommitRequest request;
        request.clerk = clerk;
        request.drafts = {{OperationKind::Opened, {{QStringLiteral("matter"), matter}}},
                          {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(wang())}}}};
        (void)store.commit(request);
        settle();
        return store.ids().constLast();
    }
    static QJsonObject field(const QString &value)
    {
        return {{QStringLiteral("fields"), QJsonObject{{QStringLiteral("place"), value}}}};
    }
    /// Two of the case's operations are at the centre, which changed a field that a third one of ours changes too.
    QString disputed()
    {
        const QString id = add(elderPass);
        CaseFile file = store.held(id);
        Operation theirs = operation(0x51, OperationKind::FieldsSet, field(QStringLiteral("theirs")));
        theirs.device = QStringLiteral("130102-04-1");
        Operation ours = operation(0x52, OperationKind::FieldsSet, field(QStringLiteral("ours")));
        ours.baseVersion = 2;
        for (Operation *one : {&theirs, &ours})
            one->caseId = id;
        file.atCentre = fold(file.current, theirs).value();
        file.current = fold(*file.atCentre, ours).value();
        file.history += {theirs, ours};
        file.waiting = 1;
        file.word = SyncWord::NeedsAttention;
        file.attention = {Fault::VersionConflict, QStringLiteral("sync"), {}};
        store.put(file);
        settle();
        return id;
    }
};

} // namespace

class TestOutboxFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOutboxShowsWhatWaits()
    {
        Office office;
        const QString id = office.add(elderPass);
        office.outbox.begin(clerk);
        office.settle();
        QCOMPARE(office.outbox.waiting().size(), 1);
        OutboxStanding standing;
        standing.operations = 2;
        office.store.setStanding(standing);
        QCOMPARE(office.outbox.standing().operations, 2);
        office.outbox.sendNow();
        QCOMPARE(office.link.sends, 1);
        office.outbox.sendCaseNow(id);
        QCOMPARE(office.link.casesSent, QStringList{id});
    }
    void theWordFollowsTheSending()
    {
        Office office;
        const QString id = office.add(elderPass);
        office.outbox.begin(clerk);
        office.settle();
        QCOMPARE(office.outbox.lines().constFirst().word, WaitWord::Waiting);
        const QSignalSpy changed(&office.outbox, &OutboxFlow::changed);
        office.link.standing.resting.insert(id, NextTry{morning(), {Fault::CentreFault, {}, {}}});
        Q_EMIT office.link.sendingChanged();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(office.outbox.lines().constFirst().word, WaitWord::Retrying);
        QCOMPARE(office.outbox.lines().constFirst().nextTry, morning());
    }
    void aLateAnswerDoesNotReachTheNextClerk()
    {
        Office office;
        const QString id = office.add(elderPass);
        office.store.holding = true;
        office.outbox.begin(clerk);
        office.outbox.open(id);
        office.outbox.end();
        office.store.release();
        office.settle();
        QVERIFY(office.outbox.waiting().isEmpty());
        QVERIFY(!office.outbox.opened());
    }
    void aConflictIsSettledAsAWhole()
    {
        Office office;
        const QString id = office.disputed();
        office.outbox.begin(clerk);
        office.outbox.open(id);
        office.settle();
        office.outbox.settle(id, Settlement::KeepCentre);
        office.settle();
        QCOMPARE(office.store.settlements.size(), 1);
        QCOMPARE(office.outbox.opened()->word, SyncWord::Acknowledged);
        QCOMPARE(office.link.sends, 1);
        QVERIFY(!office.outbox.merge());
        office.outbox.settle(id, Settlement::ReapplyOurs);
        office.settle();
        QCOMPARE(office.told, QList{Fault::BadArgument});
        QCOMPARE(office.link.sends, 1);
    }
    void aConflictIsMergedByParts()
    {
        Office office;
        const QString id = office.disputed();
        office.outbox.begin(clerk);
        office.outbox.open(id);
        office.settle();
        QVERIFY(office.outbox.merge().has_value());
        QCOMPARE(office.outbox.merge()->parts.size(), 1);
        office.outbox.saveMerge();
        office.settle();
        QVERIFY(office.store.merges.isEmpty());
        office.outbox.choose(7, Side::Ours);
        office.outbox.choose(0, Side::Ours);
        // Loaded once more as it was: the choice stands.
        office.outbox.open(id);
        office.settle();
        QVERIFY(office.outbox.merge()->isDecided());
        office.outbox.saveMerge();
        office.settle();
        QCOMPARE(office.store.merges.size(), 1);
        QCOMPARE(office.store.merges.constFirst().second.constFirst().kind, OperationKind::FieldsSet);
        QCOMPARE(office.outbox.opened()->current.fields.value(QStringLiteral("place")).toString(),
                 QStringLiteral("ours"));
        QVERIFY(!office.outbox.merge());
        QCOMPARE(office.link.sends, 1);
    }
    void allOfOneSideIsOneStep()
    {
        Office office;
        const QString id = office.disputed();
        office.outbox.begin(clerk);
        office.outbox.open(id);
        office.settle();
        office.outbox.chooseAll(Side::Centre);
        office.outbox.saveMerge();
        office.settle();
        QVERIFY(office.store.merges.constFirst().second.isEmpty());
        QCOMPARE(office.outbox.opened()->current.fields.value(QStringLiteral("place")).toString(),
                 QStringLiteral("theirs"));
    }
    void workIsCarriedAwayAndBroughtInOneAtATime()
    {
        Office office;
        office.outbox.begin(clerk);
        office.settle();
        QSignalSpy away(&office.outbox, &OutboxFlow::carriedAway);
        QSignalSpy in(&office.outbox, &OutboxFlow::broughtIn);
        QSignalSpy failed(&office.outbox, &OutboxFlow::carryingFailed);
        const QString phrase = office.outbox.newPassphrase();
        office.outbox.carryAway({QStringLiteral("c1")}, QStringLiteral("/stick/a.bundle"), phrase);
        QVERIFY(office.outbox.isCarrying());
        office.outbox.bringIn(QStringLiteral("/stick/b.bundle"), phrase);
        QVERIFY(office.carrier.unpacked.isEmpty());
        office.settle();
        QCOMPARE(away.size(), 1);
        QVERIFY(!office.outbox.isCarrying());
        QCOMPARE(office.carrier.packed.constFirst().cases, QStringList{QStringLiteral("c1")});
        office.outbox.bringIn(QStringLiteral("/stick/b.bundle"), phrase);
        office.settle();
        QCOMPARE(in.size(), 1);
        QCOMPARE(office.link.sends, 1);
        office.carrier.answer = failure(Fault::BundleLocked, QStringLiteral("test"));
        office.outbox.bringIn(QStringLiteral("/stick/b.bundle"), phrase);
        office.settle();
        QCOMPARE(failed.size(), 1);
        QVERIFY(!office.outbox.isCarrying());
    }
};

QTEST_GUILESS_MAIN(TestOutboxFlow)
#include "tst_outbox_flow.moc"
