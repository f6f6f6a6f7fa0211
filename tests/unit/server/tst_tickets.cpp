// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/tickets.h"

#include "tests/fakes/both_stores.h"
#include "tests/fakes/manual_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

class TestTickets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sql.reset();
        m_dir = std::make_unique<QTemporaryDir>();
        m_sql = *Sql::open(emptyPlace(m_dir->path()));
        QVERIFY(migrate(*m_sql));
    }

    void theFirstComesFirstButPriorityBefore()
    {
        const Ticket one = take(TicketPriority::Normal);
        m_clock.advance(1000);
        const Ticket two = take(TicketPriority::Normal);
        m_clock.advance(1000);
        const Ticket old = take(TicketPriority::Priority);
        QCOMPARE(one.number, QStringLiteral("A001"));
        QCOMPARE(two.number, QStringLiteral("A002"));
        QCOMPARE(queueStanding(*m_sql, hall, m_clock.now()).waiting, 3);
        QCOMPARE(queueStanding(*m_sql, hall, m_clock.now()).longestWaitSeconds, 2);
        QCOMPARE(next()->id, old.id);
        QCOMPARE(next()->id, one.id);
        QCOMPARE(next()->id, two.id);
        QCOMPARE(next().error().fault, Fault::QueueEmpty);
    }

    void thoseOfOneMomentComeByNumber()
    {
        for (int i = 0; i < 8; ++i)
            take(TicketPriority::Normal);
        for (int i = 1; i <= 8; ++i)
            QCOMPARE(next()->number, QStringLiteral("A00%1").arg(i));
    }

    void numbersBeginAnewEachDay()
    {
        take(TicketPriority::Normal);
        m_clock.advance(24LL * 3600 * 1000);
        QCOMPARE(take(TicketPriority::Normal).number, QStringLiteral("A001"));
    }

    void aCalledTicketBelongsToItsWindow()
    {
        const Ticket ticket = take(TicketPriority::Normal);
        QVERIFY(next());
        const auto other =
            ticketEvent(*m_sql, hall, ticket.id, TicketEvent::Serve, QStringLiteral("4号窗口"), m_clock.now());
        QCOMPARE(other.error().fault, Fault::TicketTaken);
        QVERIFY(ticketEvent(*m_sql, hall, ticket.id, TicketEvent::Serve, window, m_clock.now()));
        QCOMPARE(ticketEvent(*m_sql, hall, ticket.id, TicketEvent::Pass, window, m_clock.now()).error().fault,
                 Fault::TransitionRefused);
        QCOMPARE(ticketEvent(*m_sql, hall, ticket.id, TicketEvent::Finish, window, m_clock.now())->state,
                 TicketState::Served);
        QCOMPARE(ticketEvent(*m_sql, QStringLiteral("130104"), ticket.id, TicketEvent::Finish, window, m_clock.now())
                     .error()
                     .fault,
                 Fault::NotFound);
    }

    void aPassedTicketWaitsAgainInItsPlace()
    {
        const Ticket ticket = take(TicketPriority::Normal);
        m_clock.advance(1000);
        take(TicketPriority::Normal);
        QVERIFY(next());
        QVERIFY(ticketEvent(*m_sql, hall, ticket.id, TicketEvent::Pass, window, m_clock.now()));
        QVERIFY(ticketEvent(*m_sql, hall, ticket.id, TicketEvent::Requeue, window, m_clock.now()));
        QCOMPARE(next()->id, ticket.id);
    }

    void eventNamesAreThoseOfTheWire()
    {
        QCOMPARE(ticketEventNamed(QStringLiteral("requeue")), TicketEvent::Requeue);
        QCOMPARE(ticketEventNamed(QStringLiteral("call")), TicketEvent::Call);
        QVERIFY(!ticketEventNamed(QStringLiteral("Call")));
    }

private:
    Ticket take(TicketPriority priority)
    {
        return takeTicket(*m_sql, hall, QStringLiteral("comprehensive"), priority, m_clock, systemRandom());
    }
    Result<Ticket> next() { return callNextTicket(*m_sql, hall, window, m_clock.now()); }

    const QString hall = QStringLiteral("130102");
    const QString window = QStringLiteral("3号窗口");
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Sql> m_sql;
    ManualClock m_clock{QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC)};
};

ON_BOTH_STORES(TestTickets)
#include "tst_tickets.moc"
