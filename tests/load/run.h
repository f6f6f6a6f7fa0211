// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/load/costs.h"
#include "tests/load/ground.h"
#include "tests/load/idle_polls.h"
#include "tests/load/load_window.h"
#include "tests/load/presence.h"

#include <QElapsedTimer>

#include <deque>

namespace yichuang::load
{

/// What a run is told.
struct RunOptions {
    QString folder; ///< the centre's data folder: for codes and a clerk
    QUrl server;
    int windows = 10;
    int following = -1; ///< windows that follow the feed; below 0 all
    double casesPerSecond = 1;
    int seconds = 10;
    QString stopFile;      ///< once it is there no more cases begin, however long that takes; empty: `seconds` alone
    int drainSeconds = 60; ///< how long what is under way at the end may take
    int thinkMs = 200;
    bool pages = false;
    QString journal;
    bool durableJournal = false;
    qint64 serverProcess = 0;
    int firstWindow = 1;
    int idlePolls = 0; ///< above 0: these instead of cases
};

/// Enrols the windows, plays cases, waits until everything is settled, and looks for all of it at the centre.
class Run final : public QObject
{
    Q_OBJECT

public:
    Run(const RunOptions &options, Ground ground);
    ~Run() override;
    [[nodiscard]] bool openJournal();
    void start();

Q_SIGNALS:
    /// `good`: everything made was acknowledged and is there.
    void ended(const QJsonObject &report, bool good);

private:
    void enrolMore();
    void windowReady();
    void play();
    void playDue();
    [[nodiscard]] bool isPlayed(double seconds) const;
    void drain();
    void look();
    void conclude(const Result<Presence> &presence);
    void pollIdly();
    void giveUp(const QString &phase, const Reason &reason);
    [[nodiscard]] qint64 unsettledWindows() const;
    [[nodiscard]] QJsonObject report() const;

    RunOptions m_options;
    Ground m_ground;
    SystemClock m_clock;
    Tally m_tally;
    Journal m_journal;
    Terms m_terms;
    QtTimers m_timers;
    QTimer m_beat;
    QElapsedTimer m_time;
    std::vector<std::unique_ptr<LoadWindow>> m_windows;
    std::unique_ptr<IdlePolls> m_polls;
    int m_ready = 0;
    qint64 m_started = 0; ///< cases
    Costs m_before;
    QJsonObject m_costs;
    double m_playedSeconds = 0;
    double m_drainedSeconds = 0;
    bool m_ended = false;
};

} // namespace yichuang::load
