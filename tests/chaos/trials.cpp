// SPDX-License-Identifier: Apache-2.0
// Worlds that look at one thing: many windows on one case, a link that comes and goes.
#include "tests/chaos/world.h"

#include <QDirIterator>

namespace yichuang::chaos
{

namespace
{

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 knownWithinMs = 5 * secondMs;
const QString disputedField = QStringLiteral("remark");

/// What a window holds of the disputed case.
Result<CaseFile> seenBy(WorldWindow &window, const QString &caseId)
{
    return window.store()->ledger().load(caseId);
}

void copyDisk(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString copy = to + u'/' + QDir(from).relativeFilePath(file);
        QDir().mkpath(QFileInfo(copy).absolutePath());
        QFile::copy(file, copy);
    }
}

} // namespace

/// Everybody writes the same field at once; one is taken, the others are told and keep what they wrote.
void World::contest(const QString &caseId, int round)
{
    const auto named = [round](std::size_t window) { return QStringLiteral("%1 of window %2").arg(round).arg(window); };
    for (std::size_t i = 0; i < m_clerks.size(); ++i)
        m_clerks[i]->setField(caseId, disputedField, named(i));
    passUntil(m_agenda.now() + 20 * secondMs);
    QSet<QString> taken;
    int told = 0;
    for (std::size_t i = 0; i < m_windows.size(); ++i) {
        const auto file = seenBy(*m_windows[i], caseId);
        const QString now = file ? file->current.fields.value(disputedField).toString() : QString();
        if (!file || file->word == SyncWord::Acknowledged) {
            taken.insert(now);
            continue;
        }
        const bool conflict = file->word == SyncWord::NeedsAttention && file->atCentre
                              && file->attention.fault == Fault::VersionConflict && file->waiting == 1
                              && now == named(i);
        told += conflict ? 1 : 0;
        if (file->atCentre)
            taken.insert(file->atCentre->fields.value(disputedField).toString());
    }
    if (taken.size() != 1 || told != static_cast<int>(m_windows.size()) - 1)
        m_report.problems.append(
            QStringLiteral("round %1: %2 versions at the centre, %3 were told").arg(round).arg(taken.size()).arg(told));
    for (const auto &clerk : m_clerks)
        clerk->settleAll();
    passUntil(m_agenda.now() + 10 * secondMs);
}

RunReport World::runContest(int rounds)
{
    begin();
    passUntil(10 * secondMs);
    m_clerks.front()->openCase();
    passUntil(m_agenda.now() + 30 * secondMs);
    const QString caseId = m_cases.value(0);
    for (const auto &window : m_windows) {
        if (!seenBy(*window, caseId))
            m_report.problems.append(QStringLiteral("window %1 does not know the case").arg(window->place().number));
    }
    for (int round = 1; round <= rounds && m_report.problems.isEmpty(); ++round)
        contest(caseId, round);
    heal();
    waitForDrain();
    conclude();
    return m_report;
}

/// Both give a receipt before either is heard: the numbers are the same. One is taken; the other is told, keeps what it
/// has, and goes on following the feed.
void World::cloneDisk(WorldWindow &first, WorldWindow &second, ChaosClerk &clerk, int round)
{
    copyDisk(first.folder(), second.folder());
    const int number = first.place().number;
    m_network.setCut(number, true);
    WorldWindow *const both[] = {&first, &second};
    QStringList cases;
    for (WorldWindow *window : both) {
        window->start();
        const auto made = window->store()->commit(clerk.newReceipt());
        passUntil(m_agenda.now() + secondMs);
        cases.append(made.isFinished() && made.result() ? made.result()->current.id : QString());
    }
    m_network.setCut(number, false);
    passUntil(m_agenda.now() + 90 * secondMs);
    int taken = 0;
    int told = 0;
    QSet<QString> cursors;
    for (int at = 0; at < 2; ++at) {
        const auto file = seenBy(*both[at], cases[at]);
        const bool isTaken = file && file->word == SyncWord::Acknowledged;
        taken += isTaken ? 1 : 0;
        told += file && file->word == SyncWord::NeedsAttention && !file->current.receiptNumber.isEmpty() ? 1 : 0;
        cursors.insert(both[at]->store()->ledger().cursor().value_or(QString()));
        m_trace.note(m_agenda.now(), QStringLiteral("clone %1 %2").arg(at).arg(isTaken));
    }
    const bool secondWon = seenBy(second, cases[1]).value_or(CaseFile()).word == SyncWord::Acknowledged;
    if (taken != 1 || told != 1 || cursors.size() != 1)
        m_report.problems.append(QStringLiteral("clone %1: %2 taken, %3 told, %4 places in the feed")
                                     .arg(round)
                                     .arg(taken)
                                     .arg(told)
                                     .arg(cursors.size()));
    first.crash();
    second.crash();
    // The other's chain has ended.
    if (secondWon)
        copyDisk(second.folder(), first.folder());
}

RunReport World::runClones(int rounds)
{
    begin();
    const Place place = m_windows.back()->place();
    m_clerks.pop_back();
    m_windows.pop_back();
    WorldWindow first(m_surroundings, place, m_dice.fork(300), QStringLiteral("-first"));
    WorldWindow second(m_surroundings, place, m_dice.fork(301), QStringLiteral("-second"));
    QStringList cases;
    ChaosClerk clerk(m_surroundings, first, cases, m_dice.fork(302));
    first.start();
    passUntil(10 * secondMs);
    first.crash();
    for (int round = 1; round <= rounds; ++round)
        cloneDisk(first, second, clerk, round);
    heal();
    waitForDrain();
    conclude();
    return m_report;
}

RunReport World::runFlaps(int flaps)
{
    begin();
    for (const auto &clerk : m_clerks)
        clerk->work();
    passUntil(20 * secondMs);
    for (int flap = 0; flap < flaps; ++flap) {
        WorldWindow &window = *m_windows.at(static_cast<std::size_t>(m_dice.between(1, m_options.windows) - 1));
        const int number = window.place().number;
        const qint64 cutAt = m_agenda.now();
        const qint64 lasts = m_dice.between(100, 2 * knownWithinMs);
        m_trace.note(cutAt, QStringLiteral("flap %1: w%2 cut for %3 ms").arg(flap).arg(number).arg(lasts));
        m_network.setCut(number, true);
        passUntil(cutAt + std::min(lasts, knownWithinMs));
        if (lasts >= knownWithinMs && window.link() != LinkState::Offline)
            m_report.problems.append(QStringLiteral("flap %1: window %2 does not know").arg(flap).arg(number));
        passUntil(cutAt + lasts);
        m_network.setCut(number, false);
        passUntil(m_agenda.now() + m_dice.between(50, 4000));
    }
    heal();
    waitForDrain();
    for (const auto &clerk : m_clerks)
        clerk->settleAll();
    passUntil(m_agenda.now() + 4 * minuteMs);
    conclude();
    return m_report;
}

} // namespace yichuang::chaos
