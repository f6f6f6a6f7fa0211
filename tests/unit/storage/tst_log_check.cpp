// SPDX-License-Identifier: Apache-2.0
#include "app/storage/log_check.h"
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;

namespace
{

constexpr qsizetype frameSize = 4096 + 24;

/// The log of a store that made some commits, one after another.
QByteArray logOf(int commits)
{
    QTemporaryDir folder;
    Database database;
    const QString file = folder.filePath(QStringLiteral("a.db"));
    if (!database.open(file) || !database.change("CREATE TABLE t(a INTEGER)"))
        qFatal("database");
    for (int i = 0; i < commits; ++i) {
        if (!database.change("INSERT INTO t VALUES(?)", {i}))
            qFatal("insert");
    }
    QFile log(file + QStringLiteral("-wal"));
    return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
}

} // namespace

class TestLogCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeLogIsSound()
    {
        WORKS(soundLog(logOf(5)));
        WORKS(soundLog({}));
        WORKS(soundLog(QByteArray(100'000, '\0')));
    }

    void aCutWithinTheLastCommitIsNoDamage()
    {
        const QByteArray log = logOf(5);
        for (const qsizetype left : {qsizetype(1), qsizetype(100), frameSize - 1, frameSize})
            WORKS(soundLog(log.chopped(left)));
        QByteArray torn = log;
        torn.replace(torn.size() - 2000, 1000, QByteArray(1000, '\0'));
        WORKS(soundLog(torn));
    }

    void aBreakBeforeWholeCommitsIsDamage()
    {
        const QByteArray log = logOf(5);
        const qsizetype frames = (log.size() - 32) / frameSize;
        for (const qsizetype at : {qsizetype(0), qsizetype(9), qsizetype(17), qsizetype(32), qsizetype(32 + 1000),
                                   32 + (frames - 3) * frameSize + 500}) {
            QByteArray changed = log;
            changed[at] = static_cast<char>(changed[at] ^ 8);
            FAILS_WITH(Fault::StoreDamaged, soundLog(changed));
        }
    }

    void aReadableLogIsReadToItsEnd()
    {
        const QByteArray log = logOf(5);
        QByteArray changed = log;
        changed[32 + 1000] = static_cast<char>(changed[32 + 1000] ^ 8);
        changed[9] = static_cast<char>(changed[9] ^ 8);
        WORKS(soundLog(readableLog(changed)));
        QCOMPARE(readableLog(changed).size(), log.size());
        WORKS(soundLog(readableLog(QByteArray(10, 'x'))));
    }
};

QTEST_GUILESS_MAIN(TestLogCheck)
#include "tst_log_check.moc"
