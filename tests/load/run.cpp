// SPDX-License-Identifier: Apache-2.0
#include "tests/load/run.h"

#include "app/base/when_done.h"

#include <QFile>

#include <cmath>

namespace yichuang::load
{
namespace
{

constexpr int enrolledAtATime = 16;
constexpr int fewestOperations = 8;
constexpr int sizesOfCases = 5; ///< 8 to 12 operations
constexpr int beatMs = 10;

QJsonObject counts(const QMap<QString, int> &by)
{
    QJsonObject json;
    for (auto one = by.begin(); one != by.end(); ++one)
        json.insert(one.key(), one.value());
    return json;
}

} // namespace

Run::Run(const RunOptions &options, Ground ground)
    : m_options(options),
      m_ground(std::move(ground)),
      m_terms{options.server, m_ground.authority, m_ground.matter, m_ground.password, options.pages, options.thinkMs,
              m_tally,        m_journal,          m_clock}
{
    m_beat.setTimerType(Qt::PreciseTimer);
}

Run::~Run() = default;

bool Run::openJournal()
{
    return m_journal.open(m_options.journal, m_options.durableJournal);
}

void Run::start()
{
    for (int i = 0; i < enrolledAtATime; ++i)
        enrolMore();
}

void Run::enrolMore()
{
    const int index = static_cast<int>(m_windows.size());
    if (index >= m_options.windows)
        return;
    const bool follows = m_options.following < 0 || index < m_options.following;
    LoadWindow *window =
        m_windows.emplace_back(std::make_unique<LoadWindow>(m_terms, m_options.firstWindow + index, follows)).get();
    connect(window, &LoadWindow::ready, this, &Run::windowReady);
    connect(window, &LoadWindow::failed, this,
            [this](const Reason &reason) { giveUp(QStringLiteral("enrolment"), reason); });
    window->begin(m_ground.codes.at(index), m_ground.clerk);
}

void Run::windowReady()
{
    if (++m_ready < m_options.windows)
        return enrolMore();
    if (m_options.idlePolls > 0)
        return pollIdly();
    play();
}

void Run::play()
{
    m_before = costsNow(m_options.serverProcess);
    m_time.start();
    connect(&m_beat, &QTimer::timeout, this, &Run::playDue);
    m_beat.start(beatMs);
}

bool Run::isPlayed(double seconds) const
{
    return m_options.stopFile.isEmpty() ? seconds >= m_options.seconds : QFile::exists(m_options.stopFile);
}

/// Cases begin at their rate whatever became of those before.
void Run::playDue()
{
    const double seconds = static_cast<double>(m_time.nsecsElapsed()) / 1e9;
    const double played = m_options.stopFile.isEmpty() ? std::min(seconds, double(m_options.seconds)) : seconds;
    const auto due = static_cast<qint64>(std::floor(played * m_options.casesPerSecond));
    for (; m_started < due; ++m_started) {
        LoadWindow &window = *m_windows[static_cast<std::size_t>(m_started) % m_windows.size()];
        window.playCase(fewestOperations + static_cast<int>(m_started % sizesOfCases));
    }
    if (m_options.durableJournal)
        (void)m_journal.flush();
    if (!isPlayed(seconds))
        return;
    m_playedSeconds = seconds;
    m_costs = toJson(m_before, costsNow(m_options.serverProcess), seconds);
    m_beat.disconnect(this);
    connect(&m_beat, &QTimer::timeout, this, &Run::drain);
}

qint64 Run::unsettledWindows() const
{
    return std::count_if(m_windows.begin(), m_windows.end(), [](const auto &one) { return !one->isSettled(); });
}

void Run::drain()
{
    const double seconds = static_cast<double>(m_time.nsecsElapsed()) / 1e9;
    if (unsettledWindows() > 0 && seconds < m_playedSeconds + m_options.drainSeconds)
        return;
    m_drainedSeconds = seconds - m_playedSeconds;
    m_beat.stop();
    look();
}

void Run::look()
{
    if (!m_journal.flush())
        return giveUp(QStringLiteral("journal"), Reason{Fault::DiskFull, QStringLiteral("load.journal"), {}});
    // A window of its own connection's: the feed from its beginning.
    whenDone(lookForAll(m_windows.front()->centre(), m_options.journal), this,
             [this](const Result<Presence> &presence) { conclude(presence); });
}

QJsonObject Run::report() const
{
    const auto acknowledged = static_cast<double>(m_tally.acknowledged.count());
    return {{QStringLiteral("windows"), m_options.windows},
            {QStringLiteral("following"), m_options.following < 0 ? m_options.windows : m_options.following},
            {QStringLiteral("seconds"), m_playedSeconds},
            {QStringLiteral("drainSeconds"), m_drainedSeconds},
            {QStringLiteral("cases"), m_tally.cases},
            {QStringLiteral("operations"), m_tally.operations},
            {QStringLiteral("pages"), m_tally.pages},
            {QStringLiteral("casesPerSecond"), static_cast<double>(m_tally.cases) / m_playedSeconds},
            {QStringLiteral("operationsPerSecond"), acknowledged / (m_playedSeconds + m_drainedSeconds)},
            {QStringLiteral("acknowledged"), m_tally.acknowledged.toJson()},
            {QStringLiteral("seenElsewhere"), m_tally.seen.toJson()},
            {QStringLiteral("refused"), counts(m_tally.refused)},
            {QStringLiteral("retried"), counts(m_tally.troubles)},
            {QStringLiteral("unsettledWindows"), unsettledWindows()},
            {QStringLiteral("costs"), m_costs}};
}

void Run::conclude(const Result<Presence> &presence)
{
    if (!presence)
        return giveUp(QStringLiteral("look"), presence.error());
    QJsonObject json = report();
    json.insert(QStringLiteral("presence"), QJsonObject{{QStringLiteral("acknowledged"), presence->acknowledged},
                                                        {QStringLiteral("cases"), presence->cases},
                                                        {QStringLiteral("missing"), presence->missing},
                                                        {QStringLiteral("twice"), presence->twice},
                                                        {QStringLiteral("inFeed"), presence->inFeed}});
    const bool good = presence->missing == 0 && presence->twice == 0 && m_tally.refused.isEmpty()
                      && unsettledWindows() == 0 && presence->acknowledged >= m_tally.operations
                      && m_tally.operations > 0;
    Q_EMIT ended(json, good);
}

void Run::pollIdly()
{
    LoadWindow &window = *m_windows.front();
    whenDone(window.centre().changes(QString(), 0), this, [this, &window](const Result<ChangeBatch> &batch) {
        if (!batch)
            return giveUp(QStringLiteral("cursor"), batch.error());
        m_before = costsNow(m_options.serverProcess);
        m_polls = std::make_unique<IdlePolls>(window.address(), window.centre().session().accessToken, batch->cursor,
                                              m_options.idlePolls);
        connect(m_polls.get(), &IdlePolls::open, this, [this] {
            const Costs connected = costsNow(m_options.serverProcess);
            m_time.start();
            m_timers.after(m_options.seconds * 1000, [this, connected] {
                const Costs after = costsNow(m_options.serverProcess);
                const double seconds = static_cast<double>(m_time.nsecsElapsed()) / 1e9;
                QJsonObject costs = toJson(connected, after, seconds);
                costs.insert(QStringLiteral("serverMiBMore"),
                             static_cast<double>(after.serverBytes - m_before.serverBytes) / (1024 * 1024));
                Q_EMIT ended({{QStringLiteral("idlePolls"), m_options.idlePolls},
                              {QStringLiteral("seconds"), seconds},
                              {QStringLiteral("answers"), m_polls->answers()},
                              {QStringLiteral("lost"), m_polls->lost()},
                              {QStringLiteral("costs"), costs}},
                             m_polls->lost() == 0);
            });
        });
        m_polls->start();
    });
}

void Run::giveUp(const QString &phase, const Reason &reason)
{
    if (std::exchange(m_ended, true))
        return;
    QJsonObject json = report();
    json.insert(QStringLiteral("phase"), phase);
    json.insert(QStringLiteral("failed"), describe(reason));
    Q_EMIT ended(json, false);
}

} // namespace yichuang::load
