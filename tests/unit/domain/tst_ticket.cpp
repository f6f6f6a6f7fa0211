// SPDX-License-Identifier: Apache-2.0
#include "app/domain/ticket.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

using namespace yichuang;

class TestTicket : public QObject
{
    Q_OBJECT

    static Ticket waiting()
    {
        Ticket ticket;
        ticket.id = samples::idOf(1);
        ticket.number = QStringLiteral("A023");
        ticket.business = QStringLiteral("comprehensive");
        ticket.takenAt = samples::morning();
        return ticket;
    }

private Q_SLOTS:
    void isCalledOnceAndServed()
    {
        const Ticket called = stepTicket(waiting(), TicketEvent::Call, QStringLiteral("3"), samples::morning()).value();
        QCOMPARE(called.window, QStringLiteral("3"));
        QCOMPARE(called.calls, 1);
        const auto twice = stepTicket(called, TicketEvent::Call, QStringLiteral("4"), samples::morning());
        QCOMPARE(twice.error().fault, Fault::TransitionRefused);
        QCOMPARE(stepTicket(called, TicketEvent::Finish, QStringLiteral("3"), samples::morning())->state,
                 TicketState::Served);
    }
    void keepsItsWaitingTimeWhenTransferred()
    {
        const Ticket called = stepTicket(waiting(), TicketEvent::Call, QStringLiteral("3"), samples::morning()).value();
        const Ticket moved = stepTicket(called, TicketEvent::Transfer, {}, samples::morning()).value();
        QCOMPARE(moved.takenAt, waiting().takenAt);
        QCOMPARE(stepTicket(moved, TicketEvent::Requeue, {}, samples::morning())->state, TicketState::Waiting);
    }
    void goesThroughJson()
    {
        const Ticket called = stepTicket(waiting(), TicketEvent::Call, QStringLiteral("3"), samples::morning()).value();
        QCOMPARE(ticketFromJson(toJson(called)).value(), called);
        QJsonObject bad = toJson(called);
        bad.insert(QStringLiteral("state"), QStringLiteral("asleep"));
        QCOMPARE(ticketFromJson(bad).error().fault, Fault::ReplyMalformed);
    }
};

QTEST_GUILESS_MAIN(TestTicket)
#include "tst_ticket.moc"
