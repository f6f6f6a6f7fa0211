// SPDX-License-Identifier: Apache-2.0
#include "app/storage/schema.h"
#include "tests/unit/storage/store_desk.h"

using namespace yichuang;
using namespace yichuang::desk;

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pragmasHold();
    void failedTransactionIsUndone();
    void migrationRunsOnce();
    void aVersionThatContradictsItselfIsDamage();
    void aFileThatIsNoDatabase();
    void emptyTextsAreNotNull();
};

void TestDatabase::pragmasHold()
{
    QTemporaryDir folder;
    Database database;
    WORKS(database.open(folder.filePath(QStringLiteral("a.db"))));
    const QList<QPair<const char *, QString>> expected = {
        {"PRAGMA journal_mode", QStringLiteral("wal")},       {"PRAGMA synchronous", QStringLiteral("2")},
        {"PRAGMA foreign_keys", QStringLiteral("1")},         {"PRAGMA trusted_schema", QStringLiteral("0")},
        {"PRAGMA cell_size_check", QStringLiteral("1")},      {"PRAGMA temp_store", QStringLiteral("2")},
        {"PRAGMA locking_mode", QStringLiteral("exclusive")},
    };
    for (const auto &[pragma, value] : expected) {
        TAKE(rows, database.rows(pragma));
        QCOMPARE(rows.first().first().toString(), value);
    }
}

void TestDatabase::failedTransactionIsUndone()
{
    QTemporaryDir folder;
    Database database;
    WORKS(database.open(folder.filePath(QStringLiteral("a.db"))));
    WORKS(database.change("CREATE TABLE t(a INTEGER UNIQUE)"));
    const auto twice = database.transaction([&]() -> Result<Done> {
        for (int i = 0; i < 2; ++i) {
            if (auto added = database.change("INSERT INTO t VALUES(?)", {1}); !added)
                return failure(added.error());
        }
        return Done{};
    });
    QVERIFY(!twice);
    TAKE(none, database.rows("SELECT * FROM t"));
    QVERIFY(none.isEmpty());
    WORKS(database.transaction([&] { return database.change("INSERT INTO t VALUES(?)", {1}); }));
    TAKE(one, database.rows("SELECT * FROM t"));
    QCOMPARE(one.size(), 1);
}

void TestDatabase::migrationRunsOnce()
{
    QTemporaryDir folder;
    Database database;
    WORKS(database.open(folder.filePath(QStringLiteral("a.db"))));
    FAILS_WITH(Fault::Unsupported, sameSchema(database));
    WORKS(migrate(database));
    WORKS(database.change("INSERT INTO meta(name, value) VALUES('a', 'b')"));
    WORKS(migrate(database));
    WORKS(sameSchema(database));
    TAKE(kept, database.rows("SELECT value FROM meta WHERE name = 'a'"));
    QCOMPARE(kept.size(), 1);
    WORKS(database.check());
}

void TestDatabase::aVersionThatContradictsItselfIsDamage()
{
    QTemporaryDir folder;
    Database database;
    WORKS(database.open(folder.filePath(QStringLiteral("a.db"))));
    WORKS(migrate(database));
    for (const char *header : {"PRAGMA user_version=0", "PRAGMA user_version=2", "PRAGMA user_version=99"}) {
        WORKS(database.change(header));
        FAILS_WITH(Fault::StoreDamaged, migrate(database));
        FAILS_WITH(Fault::StoreDamaged, sameSchema(database));
    }
    WORKS(database.change("UPDATE meta SET value = '98' WHERE name = 'schema'"));
    FAILS_WITH(Fault::StoreNewer, migrate(database));
    // A store of before says it once; the row is added.
    WORKS(database.change("DELETE FROM meta WHERE name = 'schema'"));
    FAILS_WITH(Fault::StoreNewer, migrate(database));
    WORKS(database.change("PRAGMA user_version=3"));
    WORKS(migrate(database));
    WORKS(database.change("PRAGMA user_version=2"));
    FAILS_WITH(Fault::StoreDamaged, migrate(database));
}

void TestDatabase::aFileThatIsNoDatabase()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    Database database;
    FAILS_WITH(Fault::StoreDamaged, database.open(file.fileName()));
    FAILS_WITH(Fault::StoreUnavailable, database.open(QStringLiteral("/dev/null/no/such/a.db")));
}

void TestDatabase::emptyTextsAreNotNull()
{
    QTemporaryDir folder;
    Database database;
    WORKS(database.open(folder.filePath(QStringLiteral("a.db"))));
    WORKS(database.change("CREATE TABLE t(a TEXT NOT NULL, b BLOB NOT NULL, c TEXT) STRICT"));
    WORKS(database.change("INSERT INTO t VALUES(?, ?, ?)", {QString(), QByteArray(), QVariant()}));
    TAKE(rows, database.rows("SELECT a, b, c IS NULL FROM t"));
    QCOMPARE(rows[0][0].toString(), QString());
    QCOMPARE(rows[0][2].toInt(), 1);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
