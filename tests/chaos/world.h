// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/chaos/clerk.h"

#include <QEventLoop>

namespace yichuang::chaos
{

struct RunOptions {
    quint64 seed = 1;
    int windows = 3;
    Break broken = Break::None;
    bool spoken = false; ///< every line of the trace on standard error
};

/// What became of a world. The same options give the same trace.
struct RunReport {
    quint64 seed = 0;
    QStringList problems; ///< broken promises; empty where all were kept
    QString trace;
    qint64 virtualMs = 0;
    qint64 calls = 0;      ///< of windows to the centre
    qint64 operations = 0; ///< that clerks were told were saved
    qint64 drainedMs = -1; ///< after healing
    int crashes = 0;
    int restores = 0;
    int clockJumps = 0;
    int flips = 0;    ///< bits that turned in windows' stores
    int mendings = 0; ///< stores set aside and mended
    int lost = 0;     ///< operations that lay on the page of a flip, had not been sent and are gone
};

/// Many windows and a centre in one thread, whose time passes only from one act to the next. Everything that is chance
/// comes from the seed.
class World
{
public:
    World(const Ground &ground, const RunOptions &options);
    ~World();

    /// A while of work and mischief; then all is mended, and every promise is looked at.
    [[nodiscard]] RunReport run();
    /// A day in which the centre answers nothing but 429 and 5xx; then it is well again. How often windows asked.
    [[nodiscard]] RunReport runStorm();
    /// All windows write one field of one case at the same time, again and again.
    [[nodiscard]] RunReport runContest(int rounds);
    /// Links of windows that work are cut for 0.1 to 10 s, again and again.
    [[nodiscard]] RunReport runFlaps(int flaps);
    /// A window's disk is copied, and both machines work on, again and again. Two windows or more.
    [[nodiscard]] RunReport runClones(int rounds);

    /// What the promises are looked at in; the programs have ended.
    [[nodiscard]] const Ground &ground() const { return m_ground; }
    [[nodiscard]] const WorldCentre &centre() const { return m_centre; }
    [[nodiscard]] const std::vector<std::unique_ptr<WorldWindow>> &windows() const { return m_windows; }

private:
    void begin();
    void passUntil(qint64 ms);
    void calm();
    void tick();
    void mischief();
    void misfortune(double dice);
    void cutSomebody();
    void crashSomebody();
    void crashCentre();
    void restoreCentre();
    void turnAClock();
    void damageSomebody();
    void actAtCentre();
    void raiseCentre();
    void contest(const QString &caseId, int round);
    void cloneDisk(WorldWindow &first, WorldWindow &second, ChaosClerk &clerk, int round);
    void heal();
    /// What has not come to the centre yet, in words; empty where everything has.
    [[nodiscard]] QString waiting();
    void waitForDrain();
    void conclude();

    const Ground &m_ground;
    RunOptions m_options;
    RunReport m_report;
    Dice m_dice;
    QString m_folder;
    Agenda m_agenda;
    Trace m_trace;
    WorldCentre m_centre;
    Network m_network;
    Surroundings m_surroundings;
    std::vector<std::unique_ptr<WorldWindow>> m_windows;
    std::vector<std::unique_ptr<ChaosClerk>> m_clerks;
    QStringList m_cases;
    QEventLoop m_loop;
    bool m_healed = false;
};

/// The promises I1 to I4 of a world whose programs have ended, and that every window sees what the centre has. What is
/// broken, in words. Where a bit of a window's store turned, what lay on its page may be missing: so many are.
[[nodiscard]] QStringList brokenPromises(const World &world, int &lost);

} // namespace yichuang::chaos
