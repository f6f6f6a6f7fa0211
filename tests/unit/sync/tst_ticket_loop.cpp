// SPDX-License-Identifier: Apache-2.0
#include "app/sync/ticket_loop.h"
#include "tests/unit/sync/sync_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace yichuang;

namespace
{

const Reason busy{Fault::CentreBusy, QStringLiteral("fake"), {}};
const Reason broken{Fault::CentreFault, QStringLiteral("fake"), {}};

struct Fixture : SyncBench {
    int made = 0;
    TicketLoop loop{numbered()};
    QList<Fault> told;

    Fixture()
    {
        QObject::connect(&loop, &TicketLoop::told, [this](const Reason &reason) { told.append(reason.fault); });
    }
    void begin()
    {
        loop.start();
        settle();
    }
    void tell(const QString &ticket, TicketEvent event)
    {
        loop.tell(ticket, QStringLiteral("A001"), event);
        settle();
    }

private:
    SyncParts numbered()
    {
        SyncParts with = parts;
        with.random = [this](qsizetype n) { return QByteArray(n, static_cast<char>(++made)); };
        return with;
    }
};

} // namespace

class TestTicketLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheQueueAndForgets()
    {
        Fixture f;
        f.begin();
        f.tell(QStringLiteral("t1"), TicketEvent::Serve);
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        QCOMPARE(f.centre.ticketActs, (QStringList{QStringLiteral("t1 serve"), QStringLiteral("t1 finish")}));
        QVERIFY(f.loop.acts().isEmpty());
        QVERIFY(f.told.isEmpty());
    }
    void offLineItIsKeptAndToldInOrderLater()
    {
        Fixture f;
        f.begin();
        f.centre.goOffline();
        f.tell(QStringLiteral("t1"), TicketEvent::Serve);
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.tell(QStringLiteral("t2"), TicketEvent::Pass);
        QVERIFY2(f.told.isEmpty(), "off line is said by the link");
        QCOMPARE(f.loop.acts().size(), 3);
        f.centre.unreachable = false;
        f.pass(600'000);
        QCOMPARE(f.centre.ticketActs,
                 (QStringList{QStringLiteral("t1 serve"), QStringLiteral("t1 finish"), QStringLiteral("t2 pass")}));
        QVERIFY(f.loop.acts().isEmpty());
    }
    void aRestartLosesNothing()
    {
        Fixture f;
        f.begin();
        f.centre.goOffline();
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.loop.stop();
        TicketLoop next(f.parts);
        f.centre.unreachable = false;
        next.start();
        f.settle();
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 finish")});
        QVERIFY(next.acts().isEmpty());
        TicketLoop last(f.parts);
        last.start();
        f.settle();
        QCOMPARE(f.centre.calls(QStringLiteral("ticketEvent")), 2);
    }
    void aLostReplyHasOneEffect()
    {
        Fixture f;
        f.begin();
        f.centre.loseActs = 2;
        f.tell(QStringLiteral("t1"), TicketEvent::Recall);
        f.pass(60'000);
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 recall")});
        QVERIFY(f.centre.calls(QStringLiteral("ticketEvent")) >= 3);
        QVERIFY(f.loop.acts().isEmpty());
    }
    void aCentreThatAnswersAndDoesNotTakeItIsSaidOnce()
    {
        Fixture f;
        f.begin();
        f.centre.failNext[QStringLiteral("ticketEvent")] = {busy, busy, busy};
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.pass(60'000);
        QCOMPARE(f.told, QList{Fault::TicketActWaits});
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 finish")});
    }
    void aRefusedActIsToldAgainWhenAPersonSaysSo()
    {
        Fixture f;
        f.begin();
        f.centre.refuseTicket.insert(QStringLiteral("t1"), Fault::TicketTaken);
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        const TicketLoop::Act refused = f.loop.acts().constFirst();
        QCOMPARE(refused.number, QStringLiteral("A001"));
        QSignalSpy changed(&f.loop, &TicketLoop::changed);
        f.loop.tellAgain(QStringLiteral("another"));
        f.settle();
        QCOMPARE(f.loop.acts(), QList{refused});
        f.centre.refuseTicket.clear();
        f.loop.tellAgain(refused.request);
        QVERIFY(f.loop.acts().constFirst().request != refused.request);
        f.settle();
        QVERIFY(!changed.isEmpty());
        QVERIFY(f.loop.acts().isEmpty());
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 finish")});
    }
    void onlyARefusedActIsTakenOffTheList()
    {
        Fixture f;
        f.begin();
        f.centre.refuseTicket.insert(QStringLiteral("t1"), Fault::TicketTaken);
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.centre.unreachable = true;
        f.tell(QStringLiteral("t2"), TicketEvent::Finish);
        QCOMPARE(f.loop.acts().size(), 2);
        for (const TicketLoop::Act &act : QList<TicketLoop::Act>(f.loop.acts()))
            f.loop.drop(act.request);
        f.settle();
        QCOMPARE(f.loop.acts().size(), 1);
        QCOMPARE(f.loop.acts().constFirst().ticket, QStringLiteral("t2"));
        // Off the list for good.
        f.loop.stop();
        TicketLoop next(f.parts);
        next.start();
        f.settle();
        QCOMPARE(next.acts().size(), 1);
        next.stop();
    }
    void aRefusedActIsSetAsideAndSaidAndHoldsUpNoOther()
    {
        Fixture f;
        f.begin();
        f.centre.refuseTicket.insert(QStringLiteral("t1"), Fault::TicketTaken);
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.tell(QStringLiteral("t2"), TicketEvent::Finish);
        QCOMPARE(f.told, QList{Fault::TicketActRefused});
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t2 finish")});
        QCOMPARE(f.loop.acts().size(), 1);
        QCOMPARE(f.loop.acts().constFirst().fault, faultName(Fault::TicketTaken));
        f.loop.stop();
        TicketLoop next(f.parts);
        QSignalSpy again(&next, &TicketLoop::told);
        next.start();
        f.pass(600'000);
        QCOMPARE(next.acts().size(), 1);
        QCOMPARE(again.size(), 0);
        QCOMPARE(f.centre.calls(QStringLiteral("ticketEvent")), 2);
    }
    void anActOnWhichTheCentreFailsHoldsUpNoOther()
    {
        Fixture f;
        f.begin();
        f.centre.failNext[QStringLiteral("ticketEvent")] = {broken};
        f.loop.tell(QStringLiteral("t1"), {}, TicketEvent::Serve);
        f.loop.tell(QStringLiteral("t1"), {}, TicketEvent::Finish);
        f.loop.tell(QStringLiteral("t2"), {}, TicketEvent::Finish);
        f.pass(60'000);
        QCOMPARE(f.centre.ticketActs,
                 (QStringList{QStringLiteral("t2 finish"), QStringLiteral("t1 serve"), QStringLiteral("t1 finish")}));
    }
    void anExpiredSessionKeepsIt()
    {
        Fixture f;
        f.begin();
        f.centre.sessionGood = false;
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.settle();
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 finish")});
        QVERIFY(f.told.isEmpty());
    }
    void aFullDiskIsSaidAndTheQueueIsStillTold()
    {
        Fixture f;
        f.begin();
        f.outbox.failNext[QStringLiteral("keepDocument")] = {Fault::DiskFull};
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        QCOMPARE(f.told, QList{Fault::DiskFull});
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 finish")});
    }
    void whatCannotBeReadIsNotWrittenOver()
    {
        Fixture f;
        f.begin();
        f.centre.goOffline();
        f.tell(QStringLiteral("t1"), TicketEvent::Finish);
        f.loop.stop();
        f.centre.unreachable = false;
        f.outbox.failNext[QStringLiteral("document")] = {Fault::StoreBusy};
        TicketLoop next(f.parts);
        QSignalSpy told(&next, &TicketLoop::told);
        next.start();
        next.tell(QStringLiteral("t2"), {}, TicketEvent::Finish);
        f.pass(60'000);
        QCOMPARE(told.size(), 1);
        QCOMPARE(f.centre.ticketActs, (QStringList{QStringLiteral("t1 finish"), QStringLiteral("t2 finish")}));
    }
    void whatWasDoneBeforeTheStoreWasReadIsNotLost()
    {
        Fixture f;
        f.loop.tell(QStringLiteral("t1"), {}, TicketEvent::Finish);
        f.begin();
        QCOMPARE(f.centre.ticketActs, QStringList{QStringLiteral("t1 finish")});
    }
};

QTEST_GUILESS_MAIN(TestTicketLoop)
#include "tst_ticket_loop.moc"
