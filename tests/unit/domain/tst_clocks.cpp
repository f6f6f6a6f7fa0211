// SPDX-License-Identifier: Apache-2.0
#include "app/domain/clocks.h"
#include "tests/fakes/case_samples.h"

#include <QJsonArray>
#include <QTest>

using namespace yichuang;
using samples::operation;

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

/// Done at ten in the morning of the hall's day.
Operation on(QDate day, Operation made)
{
    made.wallTime = QDateTime(day, QTime(2, 0), Qt::UTC);
    return made;
}

Operation centre(int n, OperationKind kind, const QJsonObject &payload = {})
{
    return operation(n, kind, payload, Actor::Centre);
}

} // namespace

class TestClocks : public QObject
{
    Q_OBJECT

    Matter m_food = foodPermit(); // promised 5, by law 20 working days

    static Matter foodPermit()
    {
        Matter food = samples::catalogue().matters.constFirst();
        food.statutoryDays = 20;
        return food;
    }
    WorkingDays m_calendar =
        WorkingDays::fromJson(samples::resource(QStringLiteral("calendar/china-working-days.json"))).value();

    static Matter limited(int promised, int statutory)
    {
        Matter matter;
        matter.promisedDays = promised;
        matter.statutoryDays = statutory;
        return matter;
    }
    /// Received on Friday 13 February 2026; the holidays are 15 to 23 February, the 14th and the 28th are worked.
    static Case receivedCase()
    {
        return foldAll({samples::opened(1, QStringLiteral("M")), samples::received(2)}).value();
    }
    static Case reviewedCase()
    {
        return foldAll({operation(3, OperationKind::Accepted),
                        centre(4, OperationKind::Routed, {{text("department"), text("D")}}),
                        centre(5, OperationKind::ReviewStarted)},
                       receivedCase())
            .value();
    }
    static Operation asked(int n, QDate day)
    {
        return on(day, operation(n, OperationKind::CorrectionAsked,
                                 {{text("missing"), QJsonArray{text("plan")}}, {text("due"), text("2026-03-06")}}));
    }
    static Operation special(int n, QDate day)
    {
        return on(
            day, centre(n, OperationKind::Suspended, {{text("procedure"), QStringLiteral("听证")}, {text("days"), 3}}));
    }
    static Operation extension(int n, QDate day, int days = 10)
    {
        return on(day, centre(n, OperationKind::Extended,
                              {{text("days"), days}, {text("reason"), text("r")}, {text("approvedBy"), text("h")}}));
    }
    [[nodiscard]] Deadlines seen(const Case &theCase, QDate today) const
    {
        return deadlinesOf(theCase, m_food, m_calendar, today);
    }
    [[nodiscard]] Result<Case> taken(const Case &before, const Operation &made) const
    {
        return admit(before, made, {m_calendar, &m_food, hallDay(made.wallTime)});
    }

private Q_SLOTS:
    void countsFromTheDayAfterReceipt()
    {
        const Deadlines deadlines = seen(receivedCase(), QDate(2026, 2, 13));
        QCOMPARE(deadlines.promised.due, QDate(2026, 2, 27));
        QCOMPARE(deadlines.statutory.due, QDate(2026, 3, 19));
        QCOMPARE(deadlines.correction.due, QDate(2026, 2, 27));
        QCOMPARE(deadlines.promised.remaining, 5);
        QCOMPARE(deadlines.promised.state, TimerState::Normal);
        QVERIFY(!deadlines.promised.provisional);
    }
    void aHallMayCountTheDayOfReceipt()
    {
        const ClockRules rules{ReceiptDay::Counted};
        QCOMPARE(deadlinesOf(receivedCase(), m_food, m_calendar, QDate(2026, 2, 13), rules).promised.due,
                 QDate(2026, 2, 26));
    }
    void receiptBeforeMidnightIsOfTheHallsDay()
    {
        Operation late = samples::received(2);
        late.payload.insert(text("receivedAt"), text("2026-02-12T16:00:00.000Z")); // midnight in the hall
        const Case theCase = foldAll({samples::opened(1, QStringLiteral("M")), late}).value();
        QCOMPARE(theCase.clock(ClockKind::Statutory).from, QDate(2026, 2, 13));
    }
    void turnsYellowAndRed()
    {
        QCOMPARE(seen(receivedCase(), QDate(2026, 2, 26)).promised.state, TimerState::Warning);
        const Deadline late = seen(receivedCase(), QDate(2026, 2, 28)).promised;
        QCOMPARE(late.state, TimerState::Overdue);
        QCOMPARE(late.remaining, -1); // 28 February 2026 is a made-up working day
        const ClockRules early{ReceiptDay::NotCounted, 4, 0};
        QCOMPARE(deadlinesOf(receivedCase(), m_food, m_calendar, QDate(2026, 2, 14), early).promised.state,
                 TimerState::Warning);
    }
    void isLateOnTheFreeDayAfterTheLast()
    {
        // Promised until Friday 6 March when received on 27 February; Saturday the 7th is late.
        Operation received = samples::received(2);
        received.payload.insert(text("receivedAt"), text("2026-02-28T02:00:00.000Z"));
        const Case theCase = foldAll({samples::opened(1, QStringLiteral("M")), received}).value();
        QCOMPARE(seen(theCase, QDate(2026, 3, 6)).promised.state, TimerState::Warning);
        QCOMPARE(seen(theCase, QDate(2026, 3, 7)).promised.state, TimerState::Overdue);
        QVERIFY(seen(theCase, QDate(2026, 3, 7)).promised.remaining < 0);
    }
    void askingStopsTheLimitsAndCompletionStartsThemAnew()
    {
        const Case asking = taken(receivedCase(), asked(3, QDate(2026, 2, 25))).value();
        const Deadlines waiting = seen(asking, QDate(2026, 3, 2));
        QVERIFY(!waiting.correction.due.isValid() && !waiting.promised.due.isValid());
        QVERIFY(!waiting.statutory.due.isValid());
        QCOMPARE(waiting.supplement.due, QDate(2026, 3, 6));
        const Case accepted = fold(asking, on(QDate(2026, 3, 4), operation(4, OperationKind::Accepted))).value();
        QCOMPARE(seen(accepted, QDate(2026, 3, 4)).promised.due, QDate(2026, 3, 11));
        QCOMPARE(accepted.receivedAt, samples::morning());
    }
    void isAskedOnce()
    {
        const Case asking = fold(receivedCase(), asked(3, QDate(2026, 2, 25))).value();
        QCOMPARE(fold(asking, asked(4, QDate(2026, 2, 26))).error().fault, Fault::TransitionRefused);
        Case again = asking;
        again.state = CaseState::Checking; // as if a way led back
        QCOMPARE(fold(again, asked(4, QDate(2026, 2, 26))).error().fault, Fault::TransitionRefused);
    }
    void isDeemedAcceptedOnTheSixthWorkingDay()
    {
        const Operation time = operation(3, OperationKind::DeemedAccepted, {}, Actor::Time);
        QVERIFY(!deemedAcceptedAfter(receivedCase(), m_calendar, QDate(2026, 2, 27)));
        QCOMPARE(taken(receivedCase(), on(QDate(2026, 2, 27), time)).error().fault, Fault::TransitionRefused);
        QCOMPARE(deemedAcceptedAfter(receivedCase(), m_calendar, QDate(2026, 2, 28)), QDate(2026, 2, 27));
        const Case deemed = taken(receivedCase(), on(QDate(2026, 2, 28), time)).value();
        QCOMPARE(deemed.state, CaseState::DeemedAccepted);
        QCOMPARE(deemed.acceptedAt, deemed.receivedAt); // art. 32: from the day the materials were received
        QCOMPARE(seen(deemed, QDate(2026, 2, 28)).statutory.due, QDate(2026, 3, 19));
        QVERIFY(!seen(deemed, QDate(2026, 2, 28)).correction.due.isValid());
        QCOMPARE(taken(receivedCase(), asked(3, QDate(2026, 2, 28))).error().fault, Fault::TransitionRefused);
        const Case asking = taken(receivedCase(), asked(3, QDate(2026, 2, 27))).value();
        QVERIFY(!deemedAcceptedAfter(asking, m_calendar, QDate(2026, 4, 1)));
    }
    void isNotDeemedAcceptedByAnUnknownCalendar()
    {
        Operation received = samples::received(2);
        received.payload.insert(text("receivedAt"), text("2026-12-28T02:00:00.000Z"));
        const Case theCase = foldAll({samples::opened(1, QStringLiteral("M")), received}).value();
        QVERIFY(!deemedAcceptedAfter(theCase, m_calendar, QDate(2027, 1, 20)));
        const WorkingDays newer = WorkingDays::fromJson(R"({"years": {"2026": {"off": [], "madeUp": []},
                                                "2027": {"off": ["01-01..01-03"], "madeUp": []}}})")
                                      .value();
        QCOMPARE(deemedAcceptedAfter(theCase, newer, QDate(2027, 1, 20)), QDate(2027, 1, 5));
    }
    void suspendedDaysAreGivenBack()
    {
        const Case open = fold(reviewedCase(), special(6, QDate(2026, 2, 24))).value();
        const Deadlines standing = seen(open, QDate(2026, 2, 26));
        QCOMPARE(standing.promised.state, TimerState::Suspended);
        QCOMPARE(standing.promised.remaining, 3);
        QCOMPARE(seen(open, QDate(2026, 4, 30)).promised.remaining, 3);
        QCOMPARE(standing.specialUntil, QDate(2026, 2, 27)); // three days were told
        QCOMPARE(open.suspensions.constFirst().procedure, text("hearing"));
        const Case resumed = fold(open, on(QDate(2026, 2, 26), centre(7, OperationKind::Resumed))).value();
        const Deadline running = seen(resumed, QDate(2026, 2, 26)).promised;
        QCOMPARE(running.due, QDate(2026, 3, 2)); // two working days later than 27 February, the 28th is worked
        QCOMPARE(running.remaining, 3);
        QCOMPARE(running.state, TimerState::Normal);
    }
    void isExtendedOnceWithReasonAndApproval()
    {
        const QDate day(2026, 3, 18);
        const Case extended = taken(reviewedCase(), extension(6, day)).value();
        QCOMPARE(seen(extended, day).statutory.due, QDate(2026, 4, 2));
        QCOMPARE(seen(extended, day).statutory.days, 30);
        QCOMPARE(seen(extended, day).promised.due, QDate(2026, 2, 27)); // a broken promise stays one
        QCOMPARE(taken(extended, extension(7, day)).error().fault, Fault::TransitionRefused);
        QCOMPARE(taken(reviewedCase(), extension(6, day, 11)).error().fault, Fault::OperationInvalid);
        QCOMPARE(taken(reviewedCase(), extension(6, QDate(2026, 3, 20))).error().fault, Fault::TransitionRefused);
    }
    void toleranceHasItsOwnDay()
    {
        const Case tolerated =
            fold(receivedCase(), operation(3, OperationKind::ToleranceAccepted,
                                           {{text("missing"), QJsonArray{text("plan"), text("lease")}},
                                            {text("due"), text("2026-02-26")}}))
                .value();
        QCOMPARE(seen(tolerated, QDate(2026, 2, 13)).tolerance.due, QDate(2026, 2, 26));
        QCOMPARE(seen(tolerated, QDate(2026, 2, 27)).tolerance.state, TimerState::Overdue);
        const auto brought = [](int n, const char *id) {
            return operation(n, OperationKind::MaterialAdded,
                             {{text("material"), text(id)}, {text("source"), text("paperKept")}});
        };
        const Case half = fold(tolerated, brought(4, "plan")).value();
        QVERIFY(seen(half, QDate(2026, 2, 27)).tolerance.due.isValid());
        const Case whole = fold(half, brought(5, "lease")).value();
        QVERIFY(!seen(whole, QDate(2026, 2, 27)).tolerance.due.isValid());
        QCOMPARE(whole.clock(ClockKind::Tolerance).phase, ClockPhase::Stopped);
    }
    void stopsWhenDecided()
    {
        const Case granted = fold(reviewedCase(), centre(6, OperationKind::Decided, {{text("granted"), true}})).value();
        QCOMPARE(seen(granted, QDate(2026, 2, 26)).promised.state, TimerState::Stopped);
        QCOMPARE(granted.clock(ClockKind::Promised).stopped, QDate(2026, 2, 13));
    }
    void isProvisionalBeyondTheCalendar()
    {
        Operation late = samples::received(2);
        late.payload.insert(text("receivedAt"), text("2026-12-20T02:00:00.000Z"));
        const Case theCase = foldAll({samples::opened(1, QStringLiteral("M")), late}).value();
        QVERIFY(seen(theCase, QDate(2026, 12, 20)).statutory.provisional);
    }
    void daysOnTheSpotHaveNoClock()
    {
        QVERIFY(!deadlinesOf(receivedCase(), limited(0, 0), m_calendar, QDate(2026, 2, 13)).promised.due.isValid());
    }
    void readsAHallsRules()
    {
        const auto rules = clockRulesFromJson({{text("countReceiptDay"), true}, {text("warningDays"), 3}});
        QCOMPARE(rules.value(), (ClockRules{ReceiptDay::Counted, 3, 20}));
        QCOMPARE(clockRulesFromJson({}).value(), ClockRules{});
        QCOMPARE(clockRulesFromJson({{text("warningPercent"), 101}}).error().fault, Fault::ConfigMalformed);
        QCOMPARE(clockRulesFromJson({{text("warningDays"), text("2")}}).error().fault, Fault::ConfigMalformed);
        QCOMPARE(clockRulesFromJson({{text("countReceiptDay"), 1}}).error().fault, Fault::ConfigMalformed);
    }
};

QTEST_GUILESS_MAIN(TestClocks)
#include "tst_clocks.moc"
