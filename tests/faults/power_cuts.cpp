// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/power_cuts.h"

#include <QCryptographicHash>

#include <sqlite3.h>

namespace yichuang
{

namespace
{

/// How many pages of the log are moved into the database at once, for connections opened from now on.
int pagesToCheckpoint = 1000;

int onConnection(sqlite3 *database, const char **, const void *)
{
    return sqlite3_wal_autocheckpoint(database, pagesToCheckpoint);
}

QString databaseOf(const ScriptedPlace &place)
{
    return place.place.folder + QStringLiteral("/store.db");
}

} // namespace

/// One stretch with power. The dice are thrown alike for the store that is cut and for the one it is compared with.
struct PowerCuts::Life {
    ScriptedPlace &cut;
    ScriptedPlace &whole;
    ScriptedCentre &centre;
    chaos::Dice dice;
    int steps = 0;
    int mostText = 0;
    bool endsWell = false; ///< closed before the power goes, where it gets that far
    qint64 cutAt = 0;
    int answered = 0;      ///< steps that were done before the power went
    bool underWay = false; ///< it went under another
};

PowerCuts::PowerCuts() : m_folder(folderInMemory())
{
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(onConnection));
    m_keys.master = Secret::fromBytes(QByteArray(32, 'm'));
    m_keys.signing = SigningKey::generate(Suite::International).value();
}

void PowerCuts::live(Life &life, CutReport &report)
{
    ++report.cuts;
    auto done = work(life, life.centre);
    m_disk.cutAt(0);
    m_disk.powerUp(life.cut.place.folder);
    report.answered += life.answered;
    report.unanswered += life.underWay ? 1 : 0;
    QStringList seen;
    if (done)
        done = look(life, seen);
    if (done)
        done = compare(life, seen, report);
    if (!done)
        report.problems.append(describe(done.error()));
    report.trace =
        QCryptographicHash::hash(report.trace + seen.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex();
}

/// Until the power goes, or all is done and it goes then. What the centre learns belongs to the other store.
Result<Done> PowerCuts::work(Life &life, ScriptedCentre centre)
{
    m_disk.cutAt(life.cutAt);
    auto ledger = life.cut.ledger(life.dice);
    if (const auto opened = ledger->open(); !opened)
        return m_disk.isCut() ? Result<Done>(Done{}) : opened;
    StoreScript script(*ledger, centre, life.dice, life.mostText);
    for (; life.answered < life.steps; ++life.answered) {
        const auto done = script.step();
        life.underWay = !done;
        if (!done)
            return m_disk.isCut() ? Result<Done>(Done{}) : done;
    }
    if (!life.endsWell)
        m_disk.cutAt(1);
    return Done{};
}

/// The store after the cut.
Result<Done> PowerCuts::look(Life &life, QStringList &seen)
{
    {
        auto after = life.cut.ledger(life.dice);
        if (auto opened = after->open(); !opened)
            return opened;
        if (auto sound = after->verify(); !sound)
            return sound;
        auto picture = pictureOf(*after);
        if (!picture)
            return failure(picture.error());
        seen = *picture;
    }
    const QString said = integrityOf(databaseOf(life.cut));
    if (said != QLatin1String("ok"))
        return failure(Fault::StoreDamaged, QStringLiteral("integrity_check"), said);
    return Done{};
}

/// Does the same on the other store, and the step that was under way only where that makes both alike.
Result<Done> PowerCuts::compare(Life &life, const QStringList &seen, CutReport &report)
{
    auto whole = life.whole.ledger(life.dice);
    if (auto opened = whole->open(); !opened)
        return opened;
    StoreScript script(*whole, life.centre, life.dice, life.mostText);
    for (int i = 0; i < life.answered; ++i) {
        if (auto done = script.step(); !done)
            return done;
    }
    auto expected = pictureOf(*whole);
    if (life.underWay && expected && *expected != seen) {
        if (auto done = script.step(); !done)
            return done;
        expected = pictureOf(*whole);
        ++report.kept;
    }
    if (!expected)
        return failure(expected.error());
    if (*expected == seen)
        return Done{};
    return failure(Fault::StoreDamaged, QStringLiteral("power.cut"),
                   QStringLiteral("after %1 answered steps: %2 lines, %3 expected")
                       .arg(life.answered)
                       .arg(seen.size())
                       .arg(expected->size()));
}

CutReport PowerCuts::run(quint64 seed, bool lying)
{
    CutReport report;
    chaos::Dice dice(seed);
    static constexpr int checkpoints[] = {1000, 1000, 60, 10};
    pagesToCheckpoint = dice.oneOf(checkpoints);
    m_disk.wipe(dice.next());
    m_disk.setSector(dice.chance(0.5) ? 512 : 4096);
    m_disk.setLying(lying);
    const QString folder = m_folder.filePath(QString::number(seed));
    ScriptedPlace cut(folder + QStringLiteral("/cut"), m_keys);
    ScriptedPlace whole(folder + QStringLiteral("/whole"), m_keys);
    ScriptedCentre centre;
    const int mostText = dice.chance(0.2) ? 20'000 : 400;
    const auto lives = dice.between(1, 3);
    for (int i = 0; i < lives && report.problems.isEmpty(); ++i) {
        Life life{cut, whole, centre, dice.fork(1), static_cast<int>(dice.between(1, 25)), mostText, dice.chance(0.3),
                  0};
        life.cutAt = dice.chance(0.1) ? dice.between(1, 60) : dice.between(1, 40 + 12 * life.steps);
        live(life, report);
    }
    QDir(folder).removeRecursively();
    return report;
}

} // namespace yichuang
