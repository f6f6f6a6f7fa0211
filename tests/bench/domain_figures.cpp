// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/domain_figures.h"

#include "app/domain/clocks.h"
#include "tests/bench/figures.h"
#include "tests/bench/search_figures.h"
#include "tests/fakes/case_samples.h"

#include <ctime>
#include <random>

namespace yichuang::bench
{
namespace
{

constexpr int caseCount = 100'000;
constexpr double limitSeconds = 0.2;

/// Processor seconds of this thread.
double spent()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// A case of a hall's day, as its operations made it.
struct Open {
    Case theCase;
    const Matter *matter;
};

Operation on(QDate day, Operation made)
{
    made.wallTime = QDateTime(day, QTime(2, 0), Qt::UTC);
    return made;
}

/// Received, accepted, under review, suspended or suspended before, by turns of the dice.
Case openCase(std::mt19937_64 &dice)
{
    const auto text = [](const char *latin) { return QString::fromLatin1(latin); };
    const QDate day = QDate(2026, 1, 5).addDays(static_cast<qint64>(dice() % 330));
    const auto centre = [](OperationKind kind, const QJsonObject &payload = {}) {
        return samples::operation(9, kind, payload, Actor::Centre);
    };
    Operation received = samples::received(2);
    received.payload.insert(text("receivedAt"), QDateTime(day, QTime(2, 0), Qt::UTC).toString(Qt::ISODateWithMs));
    QList<Operation> operations{samples::opened(1, text("M")), received};
    const auto stage = dice() % 8;
    if (stage > 0)
        operations.append(on(day, samples::operation(3, OperationKind::Accepted)));
    if (stage > 1) {
        operations.append(on(day.addDays(1), centre(OperationKind::Routed, {{text("department"), text("D")}})));
        operations.append(on(day.addDays(2), centre(OperationKind::ReviewStarted)));
    }
    if (stage > 5)
        operations.append(on(day.addDays(3), centre(OperationKind::Suspended,
                                                    {{text("procedure"), text("hearing")}, {text("days"), 10}})));
    if (stage > 6)
        operations.append(on(day.addDays(9), centre(OperationKind::Resumed)));
    return foldAll(operations).value();
}

QList<Open> openCases(const Catalogue &catalogue)
{
    std::mt19937_64 dice(20260213);
    QList<Open> cases;
    cases.reserve(caseCount);
    for (int i = 0; i < caseCount; ++i)
        cases.append({openCase(dice), &catalogue.matters.at(i % catalogue.matters.size())});
    return cases;
}

qint64 recompute(const QList<Open> &cases, const WorkingDays &calendar, QDate today)
{
    qint64 sum = 0;
    for (const Open &one : cases) {
        const Deadlines seen = deadlinesOf(one.theCase, *one.matter, calendar, today);
        sum +=
            seen.correction.remaining + seen.promised.remaining + seen.statutory.remaining + seen.tolerance.remaining;
    }
    return sum;
}

/// The least that any recomputing does: look at each clock of each case, add days, keep what is left.
qint64 plainLoop(const QList<Open> &cases, QDate today)
{
    qint64 sum = 0;
    const qint64 now = today.toJulianDay();
    for (const Open &one : cases) {
        for (std::size_t i = 0; i < clockKinds; ++i) {
            const CaseClock &clock = one.theCase.clocks.at(i);
            const int days = i == static_cast<std::size_t>(ClockKind::Promised) ? one.matter->promisedDays
                                                                                : one.matter->statutoryDays;
            if (clock.phase == ClockPhase::Running || clock.phase == ClockPhase::Suspended)
                sum += clock.from.toJulianDay() + days - now;
        }
    }
    return sum;
}

/// The limits alone, counted by walking from day to day.
qint64 dayByDay(const QList<Open> &cases, const WorkingDays &calendar)
{
    qint64 sum = 0;
    for (const Open &one : cases) {
        for (int left : {one.matter->promisedDays, one.matter->statutoryDays}) {
            QDate day = one.theCase.clock(ClockKind::Statutory).from;
            while (left > 0) {
                day = day.addDays(1);
                left -= calendar.isWorkingDay(day) ? 1 : 0;
            }
            sum += day.toJulianDay();
        }
    }
    return sum;
}

template <typename Work>
double secondsOf(const Work &work, qint64 &kept)
{
    const double before = spent();
    kept += work();
    return spent() - before;
}

} // namespace

QJsonObject clockFigure(int runs)
{
    const Catalogue catalogue = samples::catalogue();
    const WorkingDays calendar =
        WorkingDays::fromJson(samples::resource(QStringLiteral("calendar/china-working-days.json"))).value();
    const QList<Open> cases = openCases(catalogue);
    const QDate today(2026, 11, 23);
    QList<double> ours;
    QList<double> plain;
    QList<double> walked;
    qint64 kept = 0;
    for (int i = 0; i < std::max(3, runs); ++i) {
        ours.append(secondsOf([&] { return recompute(cases, calendar, today); }, kept));
        plain.append(secondsOf([&] { return plainLoop(cases, today); }, kept));
        walked.append(secondsOf([&] { return dayByDay(cases, calendar); }, kept));
    }
    const auto milliseconds = [](const QList<double> &values) { return median(values) * 1000; };
    return {{QStringLiteral("figure"), QStringLiteral("clocks")},
            {QStringLiteral("cases"), caseCount},
            {QStringLiteral("recomputeMs"), milliseconds(ours)},
            {QStringLiteral("limitMs"), limitSeconds * 1000},
            {QStringLiteral("plainLoopMs"), milliseconds(plain)},
            {QStringLiteral("dayByDayMs"), milliseconds(walked)},
            {QStringLiteral("ratioToPlainLoop"), median(ours) / std::max(1e-9, median(plain))},
            {QStringLiteral("ratioToDayByDay"), median(ours) / std::max(1e-9, median(walked))},
            {QStringLiteral("kept"), static_cast<double>(kept % 1000)}};
}

QList<QJsonObject> domainFigures(int runs)
{
    return {clockFigure(runs), searchFigure(runs), identifyFigure(runs)};
}

} // namespace yichuang::bench
