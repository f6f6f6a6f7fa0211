// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/sql.h"

#include "app/server/sql/workers.h"
#include "tests/fakes/both_stores.h"

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
        m_place = emptyPlace(m_dir->path());
    }

    void commitsAreDurable()
    {
        auto sql = *Sql::open(m_place);
        const char *asked = sql->isEmbedded() ? "PRAGMA synchronous" : "SHOW synchronous_commit";
        QCOMPARE(sql->row(asked)->first().toString(), sql->isEmbedded() ? QStringLiteral("2") : QStringLiteral("on"));
        if (sql->isEmbedded())
            QCOMPARE(sql->row("PRAGMA journal_mode")->first().toString(), QStringLiteral("wal"));
    }

    void valuesComeBackAsTheyWere()
    {
        auto sql = *Sql::open(m_place);
        sql->run(sql->isEmbedded() ? "CREATE TABLE t (a BIGINT, b TEXT, c BLOB, d TEXT)"
                                   : "CREATE TABLE t (a BIGINT, b TEXT, c BYTEA, d TEXT)");
        const qint64 large = 9'007'199'254'740'993;
        const QString text = QStringLiteral("王晓明's ? \\ \"%_\"");
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes.append(static_cast<char>(i));
        const QVariant nothing{QMetaType(QMetaType::QString)};
        QCOMPARE(sql->count("INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)", {large, text, bytes, nothing}), 1);
        QVERIFY2(!sql->trouble(), qPrintable(sql->trouble() ? sql->trouble()->detail : QString()));
        const auto row = sql->row("SELECT a, b, c, d, '?' FROM t WHERE b = ?", {text});
        QVERIFY(row);
        QCOMPARE(row->at(0).toLongLong(), large);
        QCOMPARE(row->at(1).toString(), text);
        QCOMPARE(row->at(2).toByteArray(), bytes);
        QVERIFY(row->at(3).isNull());
        QCOMPARE(row->at(4).toString(), QStringLiteral("?"));
        QCOMPARE(sql->count("UPDATE t SET d = '' WHERE a = ?", {large}), 1);
        QCOMPARE(sql->count("UPDATE t SET d = '' WHERE a = ?", {1}), 0);
    }

    void aTextWithAZeroIsNoOtherText()
    {
        auto sql = *Sql::open(m_place);
        sql->run("CREATE TABLE t (a TEXT)");
        sql->run("INSERT INTO t (a) VALUES (?)", {QStringLiteral("abc")});
        QVERIFY(!sql->row("SELECT a FROM t WHERE a = ?", {QString(QStringLiteral("abc") + QChar(0) + u'd')}));
        QVERIFY(!sql->trouble());
    }

    void whatWasSentTogetherFailsAtTheLatestWithTheCommit()
    {
        auto sql = *Sql::open(m_place);
        sql->run("CREATE TABLE t (a BIGINT PRIMARY KEY)");
        sql->begin();
        for (int i = 0; i < 100; ++i)
            sql->run("INSERT INTO t VALUES (?)", {i});
        QCOMPARE(sql->row("SELECT COUNT(*) FROM t")->first().toInt(), 100); // it sees what was sent before
        QVERIFY(sql->commit());
        sql->begin();
        sql->run("INSERT INTO t VALUES (?)", {200});
        sql->run("INSERT INTO t VALUES (?)", {1});
        sql->run("INSERT INTO t VALUES (?)", {201});
        QVERIFY(!sql->commit());
        QCOMPARE(sql->row("SELECT COUNT(*) FROM t")->first().toInt(), 100);
        sql->begin();
        sql->run("INSERT INTO t VALUES (?)", {1});
        QVERIFY(!sql->row("SELECT COUNT(*) FROM t")); // the first failure is told, and sticks
        QVERIFY(sql->trouble());
        sql->run("INSERT INTO t VALUES (?)", {202});
        sql->rollback();
        QCOMPARE(sql->row("SELECT COUNT(*) FROM t")->first().toInt(), 100);
    }

    void aLostConnectionIsMadeAgain()
    {
        if (isEmbeddedsTurn())
            return; // a file is not lost
        auto sql = *Sql::open(m_place);
        const auto end = [&] {
            const auto number = sql->row("SELECT pg_backend_pid()")->first();
            const auto other = *Sql::open(m_place);
            // Returns once the backend is gone.
            QVERIFY(other->row("SELECT pg_terminate_backend(?, 10000)", {number})->first().toBool());
        };
        end();
        QVERIFY(!sql->row("SELECT 1")); // what was under way is not known to have happened
        QCOMPARE(sql->trouble()->fault, Fault::StoreUnavailable);
        sql->clear();
        QVERIFY(sql->row("SELECT 1"));
        end();
        sql->clear(); // seen before it is used
        QVERIFY(sql->row("SELECT 1"));
        end();
        sql->begin();
        QVERIFY(sql->row("SELECT 1"));
        QVERIFY(sql->commit());
        sql->begin();
        end();
        sql->run("SELECT 1");
        QVERIFY(!sql->commit());
        sql->begin();
        QVERIFY(sql->row("SELECT 1"));
        QVERIFY(sql->commit());
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
        QVERIFY(!sql->row("SELECT a FROM t")); // nothing more is done
        QVERIFY(sql->trouble());
        QVERIFY(!sql->commit());
        QVERIFY(!sql->row("SELECT a FROM t"));
        QVERIFY(!sql->trouble());
        sql->begin();
        QCOMPARE(sql->count("INSERT INTO t VALUES (?)", {1}), 1);
        QVERIFY(sql->commit());
        QCOMPARE(sql->rows("SELECT a FROM t").size(), 1);
    }

    void aStoreThatIsNoneIsRefused()
    {
        if (!isEmbeddedsTurn()) {
            const auto sql = Sql::open({QStringLiteral("postgresql://nobody@/nowhere?host=") + m_dir->path()});
            QVERIFY(!sql);
            QCOMPARE(sql.error().fault, Fault::StoreUnavailable);
            return;
        }
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

ON_BOTH_STORES(TestSql)
#include "tst_sql.moc"
