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

QString inMemory()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/power-cuts-XXXXXX");
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
};

PowerCuts::PowerCuts() : m_folder(inMemory())
{
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(onConnection));
    m_keys.master = Secret::fromBytes(QByteArray(32, 'm'));
    m_keys.signing = SigningKey::generate(Suite::International).value();
}

void PowerCuts::live(Life &life, CutReport &report)
{
    const auto wrong = [&report](const QString &what, const Reason &reason) {
        report.problems.append(what + QStringLiteral(": ") + describe(reason));
    };
    ++report.cuts;
    ScriptedCentre centre = life.centre;
    int answered = 0;
    bool opened = false;
    m_disk.cutAt(life.cutAt);
    {
        auto ledger = life.cut.ledger(life.dice);
        const auto open = ledger->open();
        opened = open.has_value();
        if (!opened && !m_disk.isCut())
            return wrong(QStringLiteral("the store does not open"), open.error());
        StoreScript script(*ledger, centre, life.dice, life.mostText);
        while (opened && answered < life.steps) {
            const auto done = script.step();
            if (!done && !m_disk.isCut())
                return wrong(QStringLiteral("a step fails"), done.error());
            if (!done)
                break;
            ++answered;
        }
        if (answered == life.steps && !life.endsWell)
            m_disk.cutAt(1);
    }
    const bool underWay = opened && answered < life.steps;
    m_disk.cutAt(0);
    m_disk.powerUp(life.cut.place.folder);
    report.answered += answered;
    report.unanswered += underWay ? 1 : 0;

    auto after = life.cut.ledger(life.dice);
    if (const auto open = after->open(); !open)
        return wrong(QStringLiteral("the store does not open after the cut"), open.error());
    if (const auto sound = after->verify(); !sound)
        return wrong(QStringLiteral("the store is not sound after the cut"), sound.error());
    const auto seen = pictureOf(*after);
    if (!seen)
        return wrong(QStringLiteral("the store does not answer after the cut"), seen.error());
    after.reset();
    if (const QString said = integrityOf(databaseOf(life.cut)); said != QLatin1String("ok"))
        report.problems.append(QStringLiteral("integrity_check: ") + said);

    auto whole = life.whole.ledger(life.dice);
    if (const auto open = whole->open(); !open)
        return wrong(QStringLiteral("the store without cuts does not open"), open.error());
    StoreScript script(*whole, life.centre, life.dice, life.mostText);
    for (int i = 0; i < answered; ++i) {
        if (const auto done = script.step(); !done)
            return wrong(QStringLiteral("a step without a cut fails"), done.error());
    }
    auto expected = pictureOf(*whole);
    if (underWay && expected && *expected != *seen) {
        if (const auto done = script.step(); !done)
            return wrong(QStringLiteral("a step without a cut fails"), done.error());
        expected = pictureOf(*whole);
        ++report.kept;
    }
    if (!expected)
        return wrong(QStringLiteral("the store without cuts does not answer"), expected.error());
    if (*expected != *seen)
        report.problems.append(QStringLiteral("after %1 answered steps: %2 lines, %3 expected")
                                   .arg(answered)
                                   .arg(seen->size())
                                   .arg(expected->size()));
    report.trace =
        QCryptographicHash::hash(report.trace + seen->join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex();
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
