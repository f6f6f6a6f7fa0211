// SPDX-License-Identifier: Apache-2.0
#include "app/server/backup.h"

#include "app/server/store/blobs.h"
#include "app/server/store/epochs.h"
#include "tests/fakes/both_stores.h"
#include "tests/fakes/manual_clock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace yichuang;
using namespace yichuang::server;

namespace
{
const QString hall = QStringLiteral("130102");
const QString page = QStringLiteral("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"); // of "hello"
} // namespace

class TestBackup : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock{QDateTime({2026, 11, 23}, {1, 0}, Qt::UTC)};
    Configuration m_centre;

    [[nodiscard]] QString copy(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    [[nodiscard]] QList<qint64> hallRow() const
    {
        const auto sql = *Sql::open(m_centre.database);
        const auto row = sql->row("SELECT epoch, sequence, backed_up_through FROM hall WHERE hall = ?", {hall});
        return {row->at(0).toLongLong(), row->at(1).toLongLong(), row->at(2).toLongLong()};
    }
    void reach(qint64 sequence) const
    {
        const auto sql = *Sql::open(m_centre.database);
        sql->begin();
        sql->run("UPDATE hall SET sequence = ?", {sequence});
        QVERIFY(sql->commit());
    }
    void addPage() const
    {
        BlobFiles pages(m_centre.folder + QStringLiteral("/blobs"));
        QVERIFY(pages.putChunk(hall, page, 0, "hello"));
        QVERIFY(pages.complete(hall, page, 5, 1));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        Foundation foundation;
        foundation.folder = copy("centre");
        foundation.hall = hall;
        foundation.hallName = QStringLiteral("示例大厅");
        foundation.catalogueFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/catalogue/shijiazhuang.json");
        if (!isEmbeddedsTurn())
            foundation.database = emptyPlace(m_dir->path()).name;
        foundation.calendarFile = QStringLiteral(YICHUANG_SOURCE_DIR "/resources/calendar/china-working-days.json");
        QVERIFY(found(foundation, m_clock));
        m_centre = *loadConfiguration(foundation.folder);
    }

    void aBackupTellsUpToWhereItReaches()
    {
        reach(40);
        QVERIFY(backUp(m_centre, copy("one")));
        QCOMPARE(hallRow(), (QList<qint64>{1, 40, 40}));
        reach(50);
        QCOMPARE(hallRow(), (QList<qint64>{1, 50, 40}));
    }

    void aFolderWithSomethingInItIsRefused()
    {
        QVERIFY(backUp(m_centre, copy("one")));
        QCOMPARE(backUp(m_centre, copy("one")).error().fault, Fault::BadArgument);
    }

    void aRestoreBeginsAnEpoch()
    {
        reach(40);
        addPage();
        QVERIFY(backUp(m_centre, copy("one")));
        reach(55);
        QDir(m_centre.folder + QStringLiteral("/blobs")).removeRecursively();
        QVERIFY(restore(m_centre, copy("one"), m_clock, systemRandom()));
        const auto row = hallRow();
        QVERIFY(row[0] > 1);
        QCOMPARE(row.mid(1), (QList<qint64>{40, 40}));
        QCOMPARE(*BlobFiles(m_centre.folder + QStringLiteral("/blobs")).read(hall, page), QByteArray("hello"));
        const auto sql = *Sql::open(m_centre.database);
        QCOMPARE(commonThrough(*sql, hall, 1), 40);
        QCOMPARE(commonThrough(*sql, hall, 77), 0);
    }

    void twoRestoresOfOneBackupAreTwoEpochs()
    {
        QVERIFY(backUp(m_centre, copy("one")));
        QVERIFY(restore(m_centre, copy("one"), m_clock, systemRandom()));
        const qint64 first = hallRow()[0];
        QVERIFY(restore(m_centre, copy("one"), m_clock, systemRandom()));
        QVERIFY(hallRow()[0] != first);
    }

    void epochsHaveInCommonWhatTheShortestLeft()
    {
        reach(40);
        QVERIFY(backUp(m_centre, copy("old")));
        reach(60);
        QVERIFY(restore(m_centre, copy("old"), m_clock, systemRandom()));
        const qint64 second = hallRow()[0];
        reach(70);
        QVERIFY(backUp(m_centre, copy("new")));
        reach(90);
        QVERIFY(restore(m_centre, copy("new"), m_clock, systemRandom()));
        const auto sql = *Sql::open(m_centre.database);
        QCOMPARE(commonThrough(*sql, hall, 1), 40);
        QCOMPARE(commonThrough(*sql, hall, second), 70);
    }

    void whatIsNoBackupIsNotPutInPlace()
    {
        reach(40);
        QVERIFY(QDir().mkpath(copy("empty")));
        QVERIFY(!restore(m_centre, copy("empty"), m_clock, systemRandom()));
        QCOMPARE(hallRow(), (QList<qint64>{1, 40, 0}));
    }

    void everyRowComesBackAndNothingElse()
    {
        const auto sql = *Sql::open(m_centre.database);
        const QByteArray sealed = QByteArray::fromHex("00ff27");
        sql->begin(hall);
        for (int i = 1; i <= 1203; ++i) {
            sql->run("INSERT INTO case_operation (hall, sequence, case_id, case_version, operation_id, device, sealed,"
                     " applied_ms) VALUES (?, ?, ?, 1, ?, 'd', ?, 1)",
                     {hall, i, QStringLiteral("c%1").arg(i), QStringLiteral("o%1").arg(i), sealed});
        }
        sql->run("INSERT INTO case_file (hall, case_id, version, state, matter, receipt, case_number, department,"
                 " opened_ms, changed_ms) VALUES (?, 'c1', 1, 'draft', 'm', NULL, NULL, '', 1, 1)",
                 {hall});
        QVERIFY(sql->commit());
        QVERIFY(backUp(m_centre, copy("one")));
        sql->begin(hall);
        sql->run("DELETE FROM case_operation WHERE hall = ? AND sequence > 7", {hall});
        sql->run("INSERT INTO device_chain (hall, device, device_sequence, operation_id, hash, previous_hash)"
                 " VALUES (?, 'd', 1, 'o', 'h', '')",
                 {hall});
        QVERIFY(sql->commit());
        QVERIFY(restore(m_centre, copy("one"), m_clock, systemRandom()));
        const auto again = *Sql::open(m_centre.database);
        const auto row = again->row("SELECT COUNT(*), SUM(sequence) FROM case_operation WHERE hall = ? AND sealed = ?",
                                    {hall, sealed});
        QCOMPARE(row->at(0).toLongLong(), 1203);
        QCOMPARE(row->at(1).toLongLong(), 1203 * 1204 / 2);
        QVERIFY(again->row("SELECT receipt FROM case_file WHERE hall = ?", {hall})->first().isNull());
        QVERIFY(!again->row("SELECT hash FROM device_chain WHERE hall = ?", {hall}));
    }

    void caseNumbersOfTheDayAreNotGivenAgain()
    {
        QVERIFY(backUp(m_centre, copy("one")));
        QVERIFY(restore(m_centre, copy("one"), m_clock, systemRandom()));
        const auto sql = *Sql::open(m_centre.database);
        QCOMPARE(firstSerial(*sql, hall, m_clock.now()), 1001);
        QCOMPARE(firstSerial(*sql, hall, m_clock.now().addDays(1)), 1);
        QVERIFY(isRecovering(*sql, hall, m_clock.now(), 600));
        QVERIFY(!isRecovering(*sql, hall, m_clock.now().addSecs(601), 600));
    }
};

ON_BOTH_STORES(TestBackup)
#include "tst_backup.moc"
