// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/sql.h"

#include "app/server/sql/workers.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace yichuang;
using namespace yichuang::server;

class TestSql : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_place.name = m_dir->filePath(QStringLiteral("a.sqlite"));
    }

    void commitsAreDurableAndOrdered()
    {
        auto sql = *Sql::open(m_place);
        QCOMPARE(sql->row("PRAGMA journal_mode")->first().toString(), QStringLiteral("wal"));
        QCOMPARE(sql->row("PRAGMA synchronous")->first().toInt(), 2);
        QVERIFY(migrate(*sql));
        QVERIFY(migrate(*sql)); // again changes nothing
        QCOMPARE(sql->row("SELECT COUNT(*) FROM schema_version")->first().toInt(), 4);
    }

    void everyTableHasItsHall()
    {
        auto sql = *Sql::open(m_place);
        QVERIFY(migrate(*sql));
        const auto tables = sql->rows("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"
                                      " AND sql IS NOT NULL AND name <> 'schema_version'");
        QVERIFY(tables.size() > 15);
        for (const Row &row : tables)
            QVERIFY2(row[1].toString().contains(QStringLiteral("(hall")), qPrintable(row[0].toString()));
    }

    void troubleSticksUntilTheEndOfTheTransaction()
    {
        auto sql = *Sql::open(m_place);
        sql->begin();
        sql->run("CREATE TABLE t (a BIGINT PRIMARY KEY)");
        QVERIFY(sql->commit());
        sql->begin();
        sql->run("INSERT INTO t VALUES (1)");
        sql->run("INSERT INTO t VALUES (1)");
        QVERIFY(sql->trouble());
        QVERIFY(!sql->row("SELECT a FROM t")); // nothing more is done
        QVERIFY(!sql->commit());
        QVERIFY(!sql->row("SELECT a FROM t"));
        QVERIFY(!sql->trouble());
        sql->begin();
        QCOMPARE(sql->run("INSERT INTO t VALUES (?)", {1}), 1);
        QVERIFY(sql->commit());
        QCOMPARE(sql->rows("SELECT a FROM t").size(), 1);
    }

    void aNewerStoreIsRefused()
    {
        {
            auto sql = *Sql::open(m_place);
            QVERIFY(migrate(*sql));
            sql->run("INSERT INTO schema_version VALUES (999)");
        }
        auto sql = *Sql::open(m_place);
        const auto migrated = migrate(*sql);
        QVERIFY(!migrated);
        QCOMPARE(migrated.error().fault, Fault::StoreNewer);
    }

    void aFileThatIsNoStoreIsRefused()
    {
        QFile file(m_place.name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto sql = Sql::open(m_place);
        QVERIFY(!sql);
        QCOMPARE(sql.error().fault, Fault::StoreDamaged);
    }

    void workersDoEverythingBeforeTheyEnd()
    {
        std::atomic<int> done = 0;
        SqlWorkers workers(m_place, 2);
        QVERIFY(workers.start());
        for (int i = 0; i < 200; ++i)
            QVERIFY(workers.post([&done](Sql &) { ++done; }));
        workers.stop();
        QCOMPARE(done.load(), 200);
        QVERIFY(!workers.post([](Sql &) {}));
    }

    void workersRefuseWhenTheQueueIsFull()
    {
        std::mutex gate;
        gate.lock();
        SqlWorkers workers(m_place, 1, 2);
        QVERIFY(workers.start());
        int taken = 0;
        for (int i = 0; i < 10; ++i)
            taken += workers.post([&gate](Sql &) { const std::scoped_lock lock(gate); }) ? 1 : 0;
        QVERIFY(taken >= 2 && taken <= 3);
        gate.unlock();
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    SqlPlace m_place;
};

QTEST_GUILESS_MAIN(TestSql)
#include "tst_sql.moc"
