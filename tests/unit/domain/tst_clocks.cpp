// SPDX-License-Identifier: Apache-2.0
#include "app/domain/clocks.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

using namespace yichuang;

class TestClocks : public QObject
{
    Q_OBJECT

    Matter m_food = samples::catalogue().matters.constFirst();
    WorkingDays m_calendar =
        WorkingDays::fromJson(samples::resource(QStringLiteral("calendar/china-working-days.json"))).value();

    static Case receivedCase()
    {
        return foldAll({samples::opened(1, QStringLiteral("M")), samples::received(2)}).value();
    }

private Q_SLOTS:
    void countsFromTheDayAfterReceipt()
    {
        const Deadlines deadlines = deadlinesOf(receivedCase(), m_food, m_calendar, QDate(2026, 2, 13));
        QCOMPARE(deadlines.promised.due, QDate(2026, 2, 27));
        QCOMPARE(deadlines.statutory.due, QDate(2026, 3, 19));
        QCOMPARE(deadlines.correction.due, QDate(2026, 2, 27));
        QCOMPARE(deadlines.promised.remaining, 5);
        QCOMPARE(deadlines.promised.state, TimerState::Normal);
        QVERIFY(!deadlines.promised.provisional);
    }
    void turnsYellowAndRed()
    {
        QCOMPARE(deadlinesOf(receivedCase(), m_food, m_calendar, QDate(2026, 2, 26)).promised.state,
                 TimerState::Warning);
        const Deadline late = deadlinesOf(receivedCase(), m_food, m_calendar, QDate(2026, 2, 28)).promised;
        QCOMPARE(late.state, TimerState::Overdue);
        QCOMPARE(late.remaining, -1); // 28 February 2026 is a made-up working day
    }
    void suspendedDaysAreGivenBack()
    {
        Case theCase = receivedCase();
        theCase.state = CaseState::Suspended;
        theCase.suspensions = {{QStringLiteral("听证"), QDate(2026, 2, 24), {}}};
        const Deadline open = deadlinesOf(theCase, m_food, m_calendar, QDate(2026, 2, 26)).promised;
        QCOMPARE(open.state, TimerState::Suspended);
        theCase.state = CaseState::UnderReview;
        theCase.suspensions.last().to = QDate(2026, 2, 26);
        const Deadline resumed = deadlinesOf(theCase, m_food, m_calendar, QDate(2026, 2, 26)).promised;
        QCOMPARE(resumed.due, QDate(2026, 3, 2)); // two working days later than 27 February, the 28th is worked
        QCOMPARE(resumed.state, TimerState::Normal);
    }
    void stopsWhenDecided()
    {
        Case theCase = receivedCase();
        theCase.state = CaseState::Granted;
        QCOMPARE(deadlinesOf(theCase, m_food, m_calendar, QDate(2026, 2, 26)).promised.state, TimerState::Stopped);
    }
    void isProvisionalBeyondTheCalendar()
    {
        Case theCase = receivedCase();
        theCase.receivedAt = QDateTime(QDate(2026, 12, 20), QTime(2, 0), Qt::UTC);
        QVERIFY(deadlinesOf(theCase, m_food, m_calendar, QDate(2026, 12, 20)).statutory.provisional);
    }
    void daysOnTheSpotHaveNoClock()
    {
        const Matter spot = samples::catalogue().matters.at(3);
        QVERIFY(!deadlinesOf(receivedCase(), spot, m_calendar, QDate(2026, 2, 13)).promised.due.isValid());
    }
};

QTEST_GUILESS_MAIN(TestClocks)
#include "tst_clocks.moc"
