// SPDX-License-Identifier: Apache-2.0
// Random walks through the table of transitions, held against the law written down apart from it (walk_model.h).
// YICHUANG_WALK_STEPS and YICHUANG_WALK_SEED in the environment change how many steps and which.
#include "app/domain/transitions.h"
#include "tests/fakes/case_samples.h"
#include "tests/unit/domain/walk_payloads.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace yichuang;
using namespace yichuang::walks;

namespace
{

#ifdef QT_NO_DEBUG
constexpr qint64 usualSteps = 1'000'000;
#else
constexpr qint64 usualSteps = 60'000;
#endif
constexpr int longestWalk = 60;
constexpr auto hallOffsetSeconds = 8 * 3600;

qint64 numberFrom(const char *variable, qint64 usual)
{
    bool isNumber = false;
    const qint64 number = qEnvironmentVariable(variable).toLongLong(&isNumber);
    return isNumber && number > 0 ? number : usual;
}

struct Counts {
    qint64 steps = 0;
    qint64 legal = 0;
    qint64 deemed = 0;
    qint64 suspensions = 0;
    qint64 secondReceipts = 0;
    qint64 secondExtensions = 0;
    qint64 walks = 0;
};

/// One walk: operations thrown at a case, the model beside it.
class Walk
{
public:
    Walk(Dice &dice, const WorkingDays &calendar, const DayWalk &days, Counts &counts)
        : m_dice(dice),
          m_calendar(calendar),
          m_days(days),
          m_counts(counts)
    {
        m_matter.promisedDays = promisedDays;
        m_matter.statutoryDays = statutoryDays;
        m_today = QDate(2026, 1, 1).addDays(below(400));
    }

    /// Empty, or what went wrong.
    [[nodiscard]] QString run()
    {
        ++m_counts.walks;
        for (int i = 0; i < longestWalk && !isOver(); ++i) {
            if (QString fault = step(); !fault.isEmpty())
                return fault;
        }
        return batching();
    }

private:
    int below(int bound) { return m_dice.below(bound); }
    bool chance(int percent) { return m_dice.chance(percent); }
    [[nodiscard]] static bool isEnd(CaseState state)
    {
        static const QList<CaseState> ends{CaseState::NotAccepted, CaseState::Rated, CaseState::Withdrawn,
                                           CaseState::Terminated, CaseState::Voided};
        return ends.contains(state);
    }
    [[nodiscard]] bool isOver() { return isEnd(m_model.state) && chance(70); }

    [[nodiscard]] bool fiveDaysOver(QDate day) const
    {
        if (m_model.state != CaseState::Received && m_model.state != CaseState::Checking)
            return false;
        const QDate due = m_days.after(m_model.received, 5);
        return due.year() <= 2026 && day > due;
    }
    [[nodiscard]] QDate limitDue(int days, QDate today) const
    {
        const int open = m_model.suspendedOn.isValid() ? m_days.between(m_model.suspendedOn, today) : 0;
        return m_days.after(m_model.limitsFrom, days + m_model.given + open);
    }

    QString step();
    QString judge(const Operation &made, bool lawful, const Move *move);
    QString clocksAreRight();
    QString standsStill(const Deadlines &seen, QDate later);
    QString deemedIsRight();
    QString batching();
    [[nodiscard]] Operation operation(OperationKind kind, Actor actor, bool granted);
    [[nodiscard]] bool isLawful(const Operation &made) const;
    [[nodiscard]] bool isTimely(OperationKind kind) const;
    void follow(const Operation &made, const Move &move);
    [[nodiscard]] QString say(const char *what, const Operation &made) const
    {
        return QStringLiteral("%1: %2 + %3 by %4 on %5, payload %6")
            .arg(text(what), stateName(m_model.state), operationName(made.kind), actorName(made.actor),
                 m_today.toString(Qt::ISODate),
                 QString::fromUtf8(QJsonDocument(made.payload).toJson(QJsonDocument::Compact)));
    }

    Dice &m_dice;
    const WorkingDays &m_calendar;
    const DayWalk &m_days;
    Counts &m_counts;
    yichuang::Matter m_matter;
    QDate m_today;
    Model m_model;
    Case m_case;
    QList<Operation> m_passed;
    int m_number = 0;
};

const QList<QList<Move>> &moves()
{
    static const QList<QList<Move>> list = movesByState();
    return list;
}

QString Walk::step()
{
    ++m_counts.steps;
    if (chance(30))
        m_today = m_today.addDays(below(chance(15) ? 12 : 3));
    const bool looking = m_model.state == CaseState::Received || m_model.state == CaseState::Checking;
    if (looking && chance(12)) // around the five days, and past them
        m_today = m_today.addDays(4 + below(9));
    OperationKind kind{};
    Actor actor{};
    bool granted = chance(50);
    const QList<Move> &known = moves().at(static_cast<int>(m_model.state));
    if (chance(65) && !known.isEmpty()) {
        // Changes of state first, and ends late: else a walk does little but note and print, or is soon over.
        const Move *move = &known.at(below(static_cast<int>(known.size())));
        const auto isPoor = [this](const Move &one) {
            return one.to == m_model.state || (isEnd(one.to) && chance(60));
        };
        for (int i = 0; i < 4 && isPoor(*move); ++i)
            move = &known.at(below(static_cast<int>(known.size())));
        kind = move->kind;
        actor = move->actor;
        granted = kind == OperationKind::Decided ? move->granted : granted;
    } else if (m_model.state == CaseState::UnderReview && chance(60)) { // an act that few walks live to see twice
        kind = OperationKind::Extended;
        actor = Actor::Centre;
    } else {
        kind = static_cast<OperationKind>(below(operationKinds));
        actor = static_cast<Actor>(below(3));
    }
    const Operation made = operation(kind, actor, granted);
    const Move *found = nullptr;
    for (const Move &move : known) {
        const bool fits = move.kind == kind && move.actor == actor;
        if (fits && (kind != OperationKind::Decided || move.granted == made.payload.value(text("granted")).toBool()))
            found = &move;
    }
    if (kind == OperationKind::Received && m_model.receipt)
        ++m_counts.secondReceipts;
    if (kind == OperationKind::Extended && m_model.extended)
        ++m_counts.secondExtensions;
    return judge(made, found != nullptr && isLawful(made), found);
}

QString Walk::judge(const Operation &made, bool lawful, const Move *move)
{
    const auto next = admit(m_case, made, {m_calendar, &m_matter, m_today});
    if (next.has_value() != lawful)
        return say(lawful ? "a legal one was refused" : "an illegal one passed", made)
               + (next ? QString() : QStringLiteral(" — ") + describe(next.error()));
    if (next) {
        if (m_model.receipt && (next->receiptNumber != m_case.receiptNumber || next->receivedAt != m_case.receivedAt))
            return say("a receipt moved", made);
        if (next->version != m_case.version + 1 || next->state != move->to)
            return say("a wrong state or version", made);
        ++m_counts.legal;
        m_counts.deemed += made.kind == OperationKind::DeemedAccepted ? 1 : 0;
        m_counts.suspensions += made.kind == OperationKind::Suspended ? 1 : 0;
        follow(made, *move);
        m_case = *next;
        m_passed.append(made);
    }
    if (QString fault = deemedIsRight(); !fault.isEmpty())
        return fault + say(" after", made);
    if (!next && !chance(5))
        return {};
    const QString fault = clocksAreRight();
    return fault.isEmpty() ? fault : fault + say(" after", made);
}

QString Walk::deemedIsRight()
{
    const bool told = deemedAcceptedAfter(m_case, m_calendar, m_today).has_value();
    return told == fiveDaysOver(m_today) ? QString() : QStringLiteral("deemed acceptance is told wrongly;");
}

QString Walk::clocksAreRight()
{
    const QDate later = m_today.addDays(below(20));
    const Deadlines seen = deadlinesOf(m_case, m_matter, m_calendar, later);
    using enum CaseState;
    const bool looking = m_model.state == Received || m_model.state == Checking;
    if (seen.correction.due.isValid() != looking)
        return QStringLiteral("the correction clock is wrong;");
    if (looking && seen.correction.due != m_days.after(m_model.received, 5))
        return QStringLiteral("the five days are wrong;");
    static const QList<CaseState> running{Received,       Checking, Accepted,    ToleranceAccepted,
                                          DeemedAccepted, Routed,   UnderReview, Suspended};
    const bool runs = running.contains(m_model.state);
    if (m_model.state != Draft && (seen.promised.due.isValid() != runs || seen.statutory.due.isValid() != runs))
        return QStringLiteral("the limits run where they should not, or stand where they should run;");
    const ClockPhase phase = m_model.state == Suspended ? ClockPhase::Suspended : ClockPhase::Running;
    if (runs && (m_case.clock(ClockKind::Promised).phase != phase || m_case.clock(ClockKind::Statutory).phase != phase))
        return QStringLiteral("a limit runs that is suspended, or stays suspended;");
    if (runs) {
        const QDate promised = limitDue(promisedDays, later);
        const QDate statutory = limitDue(statutoryDays + m_model.extension, later);
        if (seen.promised.due != promised || seen.statutory.due != statutory)
            return QStringLiteral("a limit is wrong: %1 and %2, not %3 and %4;")
                .arg(seen.promised.due.toString(Qt::ISODate), seen.statutory.due.toString(Qt::ISODate),
                     promised.toString(Qt::ISODate), statutory.toString(Qt::ISODate));
        if (seen.promised.due > seen.statutory.due)
            return QStringLiteral("the promise is later than the law;");
        if (seen.statutory.provisional != (statutory.year() > 2026))
            return QStringLiteral("provisional is wrong;");
    }
    const bool tolerates = m_model.tolerated && m_model.owed && runs;
    if (seen.tolerance.due != (tolerates ? m_model.toleranceDue : QDate()))
        return QStringLiteral("the tolerance's clock is wrong;");
    return standsStill(seen, later);
}

/// A suspended clock keeps the days it had when it was suspended, however late one looks.
QString Walk::standsStill(const Deadlines &seen, QDate later)
{
    const bool suspended = m_model.state == CaseState::Suspended;
    if ((seen.statutory.state == TimerState::Suspended) != suspended
        || (seen.promised.state == TimerState::Suspended) != suspended)
        return QStringLiteral("a suspended clock is not grey;");
    if (!suspended)
        return {};
    Case before = m_case;
    before.suspensions.removeLast();
    for (CaseClock &clock : before.clocks)
        clock.phase = clock.phase == ClockPhase::Suspended ? ClockPhase::Running : clock.phase;
    const Deadlines had = deadlinesOf(before, m_matter, m_calendar, m_model.suspendedOn);
    if (had.statutory.remaining != seen.statutory.remaining || had.promised.remaining != seen.promised.remaining)
        return QStringLiteral("a suspended clock ran until %1;").arg(later.toString(Qt::ISODate));
    return {};
}

/// The same operations in any batches, and from the wire, give the same case.
QString Walk::batching()
{
    Case folded;
    QList<Operation> batch;
    const bool overTheWire = chance(10);
    for (const Operation &one : m_passed) {
        batch.append(overTheWire ? operationFromJson(toJson(one)).value_or(Operation{}) : one);
        if (chance(60))
            continue;
        const auto next = foldAll(std::exchange(batch, {}), folded);
        if (!next)
            return QStringLiteral("a batch does not fold: ") + describe(next.error());
        folded = *next;
    }
    const auto last = foldAll(batch, folded);
    if (!last || *last != m_case || foldAll(m_passed) != m_case)
        return QStringLiteral("batches give another case");
    return {};
}

Operation Walk::operation(OperationKind kind, Actor actor, bool granted)
{
    Operation made = samples::operation(++m_number, kind,
                                        spoiled(payloadOf(kind, granted, {m_today, m_number, m_dice}), m_dice), actor);
    // Any second of the hall's day, by a clock that may be wrong by up to a quarter of an hour and knows it.
    const int second = below(4) == 0 ? (below(2) == 0 ? 0 : 86'399) : below(86'400);
    made.serverOffsetMs = kind == OperationKind::Received ? 0 : below(1'800'000) - 900'000;
    made.wallTime =
        QDateTime(m_today, QTime(0, 0), Qt::UTC).addSecs(second - hallOffsetSeconds).addMSecs(-made.serverOffsetMs);
    if (kind == OperationKind::Received && made.payload.contains(text("receivedAt")))
        made.payload.insert(text("receivedAt"), made.wallTime.toString(Qt::ISODateWithMs));
    if (chance(1))
        made.caseId = samples::idOf(77);
    return made;
}

bool Walk::isLawful(const Operation &made) const
{
    if (m_model.state != CaseState::None && made.caseId != m_case.id)
        return false;
    return brings(made.kind, made.payload, m_model) && isTimely(made.kind);
}

bool Walk::isTimely(OperationKind kind) const
{
    using enum OperationKind;
    switch (kind) {
    case CorrectionAsked:
    case NotAccepted:
        return !fiveDaysOver(m_today);
    case DeemedAccepted:
        return fiveDaysOver(m_today);
    case Extended:
        return !(m_today > limitDue(statutoryDays, m_today));
    default:
        return true;
    }
}

void Walk::follow(const Operation &made, const Move &move)
{
    const QJsonObject &json = made.payload;
    using enum OperationKind;
    const bool corrected = m_model.state == CaseState::CorrectionRequested;
    switch (made.kind) {
    case MaterialAdded:
        m_model.hasPlan = m_model.hasPlan || json.value(text("material")) == text("plan");
        m_model.owed = m_model.owed && !m_model.hasPlan;
        break;
    case MaterialRemoved:
        m_model.hasPlan = m_model.hasPlan && json.value(text("material")) != text("plan");
        break;
    case Received:
        m_model.receipt = true;
        m_model.received = m_model.limitsFrom = m_today;
        break;
    case CorrectionAsked:
        m_model.asked = m_today;
        break;
    case ToleranceAccepted:
        m_model.tolerated = true;

        m_model.owed = true;
        m_model.toleranceDue = QDate::fromString(json.value(text("due")).toString(), Qt::ISODate);
        [[fallthrough]];
    case Accepted:
        m_model.limitsFrom = corrected ? m_today : m_model.limitsFrom;
        break;
    case Numbered:
        m_model.numbered = true;
        break;
    case Suspended:
        m_model.suspendedOn = m_today;
        break;
    case Resumed:
        m_model.given += m_days.between(m_model.suspendedOn, m_today);
        m_model.suspendedOn = QDate();
        break;
    case Extended:
        m_model.extended = true;
        m_model.extension = json.value(text("days")).toInt();
        break;
    default:
        break;
    }
    m_model.state = move.to;
}

} // namespace

class TestCaseWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepTheLaw()
    {
        const WorkingDays calendar =
            WorkingDays::fromJson(samples::resource(QStringLiteral("calendar/china-working-days.json"))).value();
        const DayWalk days(calendar);
        const auto seed = static_cast<quint64>(numberFrom("YICHUANG_WALK_SEED", 20260213));
        const qint64 steps = numberFrom("YICHUANG_WALK_STEPS", usualSteps);
        Dice dice(seed);
        Counts counts;
        while (counts.steps < steps) {
            Walk walk(dice, calendar, days, counts);
            const QString fault = walk.run();
            QVERIFY2(fault.isEmpty(),
                     qPrintable(QStringLiteral("seed %1, walk %2: %3").arg(seed).arg(counts.walks).arg(fault)));
        }
        qInfo("seed %llu: %lld steps, %lld legal, %lld walks, %lld deemed accepted, %lld suspensions, %lld second "
              "receipts and %lld second extensions tried",
              static_cast<unsigned long long>(seed), static_cast<long long>(counts.steps),
              static_cast<long long>(counts.legal), static_cast<long long>(counts.walks),
              static_cast<long long>(counts.deemed), static_cast<long long>(counts.suspensions),
              static_cast<long long>(counts.secondReceipts), static_cast<long long>(counts.secondExtensions));
        // A walk that never meets a rule proves nothing of it.
        QVERIFY(counts.legal > steps / 10 && counts.legal < steps * 9 / 10);
        QVERIFY(counts.deemed > steps / 5000 && counts.suspensions > steps / 5000
                && counts.secondReceipts > steps / 5000 && counts.secondExtensions > steps / 5000);
    }
    void theTableIsThePage()
    {
        // Every row of the table stands on the page, and every row of the page in the table.
        qsizetype rows = 0;
        for (const QList<Move> &list : moves())
            rows += list.size();
        QCOMPARE(transitions().size(), rows);
        for (const Transition &row : transitions()) {
            const auto &list = moves().at(static_cast<int>(row.from));
            QVERIFY2(std::any_of(list.begin(), list.end(),
                                 [&](const Move &move) {
                                     return move.kind == row.operation && move.actor == row.actor && move.to == row.to;
                                 }),
                     qPrintable(stateName(row.from) + u' ' + operationName(row.operation)));
        }
    }
};

QTEST_GUILESS_MAIN(TestCaseWalks)
#include "tst_case_walks.moc"
