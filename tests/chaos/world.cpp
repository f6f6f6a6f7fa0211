// SPDX-License-Identifier: Apache-2.0
#include "tests/chaos/world.h"

#include <QCoreApplication>
#include <QDir>

namespace yichuang::chaos
{

namespace
{

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 dayMs = 24 * 60 * minuteMs;
constexpr qint64 drainLimitMs = 60 * secondMs;

QString folderOf(const Ground &ground, const RunOptions &options)
{
    static int serial = 0;
    return ground.folder->filePath(QStringLiteral("world-%1-%2").arg(options.seed).arg(++serial));
}

} // namespace

World::World(const Ground &ground, const RunOptions &options)
    : m_ground(ground),
      m_options(options),
      m_dice(options.seed),
      m_folder(folderOf(ground, options)),
      m_trace(options.spoken),
      m_centre(ground, m_folder + QStringLiteral("/centre"), m_agenda, m_dice.fork(10), options.broken),
      m_network(m_agenda, m_centre, m_dice.fork(11), m_trace),
      m_surroundings{ground, m_folder, m_agenda, m_network, m_trace, options.broken}
{
    m_report.seed = options.seed;
}

World::~World()
{
    m_clerks.clear();
    m_windows.clear();
    m_centre.crash();
    QDir(m_folder).removeRecursively();
}

void World::begin()
{
    if (const auto started = m_centre.start(); !started)
        m_report.problems.append(QStringLiteral("the centre does not start: ") + describe(started.error()));
    for (int i = 0; i < m_options.windows; ++i) {
        m_windows.push_back(std::make_unique<WorldWindow>(m_surroundings, m_ground.places.at(i), m_dice.fork(100 + i)));
        m_clerks.push_back(
            std::make_unique<ChaosClerk>(m_surroundings, *m_windows.back(), m_cases, m_dice.fork(200 + i)));
        m_windows.back()->start();
    }
    tick();
}

void World::tick()
{
    m_centre.tick();
    m_agenda.in(250, [this] { tick(); });
}

/// What follows at the same moment.
void World::calm()
{
    for (bool any = true; any;) {
        any = m_centre.work() > 0;
        any = m_loop.processEvents() || any;
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

void World::passUntil(qint64 ms)
{
    calm();
    while (m_agenda.step(ms))
        calm();
}

RunReport World::run()
{
    begin();
    passUntil(10 * secondMs);
    for (const auto &clerk : m_clerks)
        clerk->work();
    mischief();
    passUntil(m_agenda.now() + m_dice.between(3 * minuteMs, 12 * minuteMs));
    heal();
    waitForDrain();
    for (const auto &clerk : m_clerks)
        clerk->settleAll();
    // The departments come to an end with what they have.
    passUntil(m_agenda.now() + 4 * minuteMs);
    if (const QString left = waiting(); !left.isEmpty())
        m_report.problems.append(QStringLiteral("I5: something waits after everything was settled: ") + left);
    conclude();
    return m_report;
}

void World::mischief()
{
    m_agenda.in(m_dice.between(2 * secondMs, 20 * secondMs), [this] {
        if (m_healed)
            return;
        misfortune(m_dice.fraction());
        mischief();
    });
}

void World::misfortune(double dice)
{
    m_trace.note(m_agenda.now(), QStringLiteral("misfortune %1").arg(dice, 0, 'f', 3));
    if (dice < 0.22) {
        const auto often = [this] { return m_dice.chance(0.5) ? m_dice.fraction() * 0.3 : 0.0; };
        Weather weather{often(), often(), often(), often(), often(), often(), often()};
        if (m_dice.chance(0.15))
            weather.busy = 1;
        if (m_dice.chance(0.1))
            weather.foreign = 1;
        m_network.setWeather(weather);
    } else if (dice < 0.37) {
        cutSomebody();
    } else if (dice < 0.55) {
        crashSomebody();
    } else if (dice < 0.65) {
        crashCentre();
    } else if (dice < 0.75) {
        if (m_centre.isUp() && !m_centre.backUp())
            m_report.problems.append(QStringLiteral("the backup failed"));
    } else if (dice < 0.82) {
        restoreCentre();
    } else if (dice < 0.88) {
        turnAClock();
    } else if (dice < 0.94) {
        actAtCentre();
    } else if (dice < 0.97) {
        m_windows.at(static_cast<std::size_t>(m_dice.between(1, m_options.windows) - 1))->backUp();
    } else {
        damageSomebody();
    }
}

/// The machine goes off, and its disk is not what it was.
void World::damageSomebody()
{
    WorldWindow *window = m_windows.at(static_cast<std::size_t>(m_dice.between(1, m_options.windows) - 1)).get();
    if (!window->isUp())
        return;
    window->crash();
    window->damage();
    ++m_report.flips;
    m_agenda.in(m_dice.between(200, 20 * secondMs), [window] {
        if (!window->isUp())
            window->start();
    });
}

void World::cutSomebody()
{
    const int number = m_windows.at(static_cast<std::size_t>(m_dice.between(1, m_options.windows) - 1))->place().number;
    m_network.setCut(number, true);
    m_agenda.in(m_dice.between(secondMs, 90 * secondMs), [this, number] { m_network.setCut(number, false); });
}

void World::crashSomebody()
{
    WorldWindow *window = m_windows.at(static_cast<std::size_t>(m_dice.between(1, m_options.windows) - 1)).get();
    if (!window->isUp())
        return;
    ++m_report.crashes;
    window->crash();
    m_agenda.in(m_dice.between(200, 20 * secondMs), [window] {
        if (!window->isUp())
            window->start();
    });
}

void World::crashCentre()
{
    if (!m_centre.isUp())
        return;
    ++m_report.crashes;
    m_centre.crash();
    m_network.centreDied();
    m_agenda.in(m_dice.between(200, 20 * secondMs), [this] { raiseCentre(); });
}

void World::raiseCentre()
{
    if (m_centre.isUp())
        return;
    if (const auto started = m_centre.start(); !started)
        m_report.problems.append(QStringLiteral("the centre does not start: ") + describe(started.error()));
}

void World::restoreCentre()
{
    if (!m_centre.isUp() || !m_centre.hasBackup())
        return;
    ++m_report.restores;
    m_centre.crash();
    m_network.centreDied();
    if (const auto restored = m_centre.restore(); !restored)
        m_report.problems.append(QStringLiteral("the restore failed: ") + describe(restored.error()));
    m_agenda.in(m_dice.between(200, 5 * secondMs), [this] { raiseCentre(); });
}

void World::turnAClock()
{
    static const qint64 jumps[] = {dayMs, -dayMs, 3650 * dayMs, -3650 * dayMs, 5 * minuteMs, -5 * minuteMs};
    const qint64 jump = m_dice.oneOf(jumps);
    const qint64 who = m_dice.between(0, m_options.windows);
    WorldClock &clock = who == 0 ? m_centre.clock() : m_windows.at(static_cast<std::size_t>(who - 1))->clock();
    clock.jump(jump);
    ++m_report.clockJumps;
    // Somebody notices, sooner or later.
    m_agenda.in(m_dice.between(5 * secondMs, 120 * secondMs), [&clock, jump] { clock.jump(-jump); });
}

void World::actAtCentre()
{
    if (m_cases.isEmpty())
        return;
    static const OperationKind kinds[] = {OperationKind::ReviewStarted, OperationKind::Withdrawn, OperationKind::Noted,
                                          OperationKind::Terminated};
    m_centre.actOn(m_dice.oneOf(m_cases), m_dice.oneOf(kinds),
                   {{QStringLiteral("reason"), QStringLiteral("found out later")},
                    {QStringLiteral("text"), QStringLiteral("seen")}});
}

void World::heal()
{
    m_healed = true;
    m_trace.note(m_agenda.now(), QStringLiteral("healed"));
    m_network.setWeather({});
    for (const auto &clerk : m_clerks)
        clerk->rest();
    for (const auto &window : m_windows) {
        m_network.setCut(window->place().number, false);
        if (window->isDoubtful())
            window->lookThrough();
        else if (!window->isUp())
            window->start();
    }
    raiseCentre();
}

QString World::waiting()
{
    for (const auto &window : m_windows) {
        const QString name = QStringLiteral("window %1 ").arg(window->place().number);
        if (!window->isUp())
            return name + QStringLiteral("is not up");
        Ledger &ledger = window->store()->ledger();
        const auto operations = ledger.pending(1);
        const auto blobs = ledger.blobsToSend(1);
        if (!operations || !blobs)
            return name + QStringLiteral("does not say");
        if (!operations->isEmpty())
            return name + QStringLiteral("has not sent ") + operations->first().id;
        if (!blobs->isEmpty())
            return name + QStringLiteral("has not sent the page ") + blobs->first().blob;
    }
    return {};
}

void World::waitForDrain()
{
    const qint64 healed = m_agenda.now();
    while (m_agenda.now() < healed + drainLimitMs) {
        passUntil(m_agenda.now() + secondMs / 4);
        const bool done = waiting().isEmpty();
        if (done && m_report.drainedMs < 0)
            m_report.drainedMs = m_agenda.now() - healed;
        else if (!done)
            m_report.drainedMs = -1;
    }
    if (m_report.drainedMs < 0)
        m_report.problems.append(QStringLiteral("I5: not drained 60 s after healing: ") + waiting());
}

void World::conclude()
{
    for (const auto &window : m_windows) {
        m_report.calls += m_network.calls(window->place().number);
        for (const Told &told : window->told())
            m_report.operations += told.saves;
        m_report.problems.append(window->troubles());
        m_report.mendings += window->mendings();
        window->crash();
    }
    m_centre.crash();
    calm();
    if (m_options.broken == Break::StoreFlips)
        m_windows.front()->turnAByte();
    m_report.virtualMs = m_agenda.now();
    m_report.problems.append(brokenPromises(*this, m_report.lost));
    for (const QString &problem : std::as_const(m_report.problems))
        m_trace.note(m_agenda.now(), problem);
    m_report.trace = m_trace.hash();
}

RunReport World::runStorm()
{
    begin();
    for (const auto &clerk : m_clerks)
        clerk->work();
    passUntil(3 * minuteMs);
    const auto asked = [this] {
        qint64 sum = 0;
        for (const auto &window : m_windows)
            sum += m_network.calls(window->place().number);
        return sum;
    };
    const qint64 before = asked();
    Weather storm;
    storm.busy = 1;
    m_network.setWeather(storm);
    passUntil(m_agenda.now() + 5 * minuteMs);
    for (const auto &clerk : m_clerks)
        clerk->rest();
    passUntil(3 * minuteMs + dayMs);
    m_report.calls = asked() - before;
    const qint64 hourly = m_report.calls / (24 * m_options.windows);
    m_report.problems.clear();
    if (hourly > 1000)
        m_report.problems.append(QStringLiteral("a window asked %1 times an hour in the storm").arg(hourly));
    heal();
    waitForDrain();
    // The departments come to an end with what they have.
    passUntil(m_agenda.now() + 4 * minuteMs);
    const qint64 calls = m_report.calls;
    conclude();
    m_report.calls = calls;
    return m_report;
}

} // namespace yichuang::chaos
