// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/cases.h"
#include "app/server/store/clerks.h"
#include "tests/fakes/both_stores.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace yichuang;
using namespace yichuang::server;

namespace
{

const QString hall = QStringLiteral("130102");

/// An operation as the first version kept it.
Operation opening()
{
    Operation operation;
    operation.id = QStringLiteral("019c5000-0000-7000-8000-000000000001");
    operation.device = QStringLiteral("130102-03-1");
    operation.deviceSequence = 1;
    operation.caseId = QStringLiteral("019c5000-0000-7000-8000-00000000ca5e");
    operation.clerk = QStringLiteral("li.na");
    operation.wallTime = QDateTime(QDate(2026, 2, 13), QTime(2, 42), Qt::UTC);
    operation.kind = OperationKind::Opened;
    operation.payload = {{QStringLiteral("matter"), QStringLiteral("m")},
                         {QStringLiteral("source"), QStringLiteral("window")}};
    return operation;
}

const QString page = QString(64, QLatin1Char('a'));

Operation withPages()
{
    Operation operation = opening();
    operation.kind = OperationKind::MaterialAdded;
    const QJsonObject one{{QStringLiteral("blob"), page},
                          {QStringLiteral("mime"), QStringLiteral("image/jpeg")},
                          {QStringLiteral("name"), QStringLiteral("1")},
                          {QStringLiteral("size"), 9}};
    operation.payload = {{QStringLiteral("material"), QStringLiteral("m1")},
                         {QStringLiteral("source"), QStringLiteral("scan")},
                         {QStringLiteral("pages"), QJsonArray{one, one}}};
    return operation;
}

/// What the tables and indexes are, in an order of its own.
QStringList shapeOf(Sql &sql)
{
    QStringList shape;
    const char *asked =
        sql.isEmbedded()
            ? "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" FROM sqlite_master m"
              " JOIN pragma_table_info(m.name) c WHERE m.type = 'table' UNION"
              " SELECT name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE type = 'index'"
            : "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable"
              " FROM information_schema.columns WHERE table_schema = current_schema() UNION"
              " SELECT indexname || ' ' || regexp_replace(indexdef, ' ON [^.]*[.]', ' ON ')"
              " FROM pg_indexes WHERE schemaname = current_schema()";
    for (const Row &row : sql.rows(asked))
        shape.append(row.first().toString());
    shape.sort();
    return shape;
}

/// Keys, constraints and indexes as their columns, by name.
QList<QPair<QString, QString>> keysOf(Sql &sql)
{
    const char *asked =
        sql.isEmbedded() ? "SELECT m.name || '.' || i.name, (SELECT group_concat(name) FROM pragma_index_info(i.name))"
                           " FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table'"
                         : "SELECT tablename || '.' || indexname, substring(indexdef from '[(](.*)[)]')"
                           " FROM pg_indexes WHERE schemaname = current_schema()";
    QList<QPair<QString, QString>> keys;
    for (const Row &row : sql.rows(asked))
        keys.append({row[0].toString(), row[1].toString()});
    return keys;
}

/// The SQL texts in a source: literals that stand beside each other are one.
QStringList statementsIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString source = QString::fromUtf8(file.readAll());
    source.replace(QRegularExpression(QStringLiteral("\"\\s*\"")), QString());
    static const QRegularExpression literal(
        QStringLiteral("\"((?:SELECT|UPDATE|INSERT INTO|DELETE FROM) (?:[^\"\\\\]|\\\\.)*)\""));
    QStringList found;
    for (auto each = literal.globalMatch(source); each.hasNext();)
        found.append(each.next().captured(1));
    return found;
}

} // namespace

/// Halls are the unit of order and of distribution, and versions only go forward.
class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_place = emptyPlace(m_dir->path());
    }

    void everyKeyBeginsWithTheHall()
    {
        const auto sql = *Sql::open(m_place);
        QVERIFY(migrate(*sql));
        const auto keys = keysOf(*sql);
        QVERIFY(keys.size() > 25);
        for (const auto &[name, columns] : keys) {
            if (!name.startsWith(QLatin1String("schema_version")))
                QVERIFY2(columns == QLatin1String("hall") || columns.startsWith(QLatin1String("hall,")),
                         qPrintable(name + u' ' + columns));
        }
    }

    void everyTableHasAKey()
    {
        const auto sql = *Sql::open(m_place);
        QVERIFY(migrate(*sql));
        QStringList keyed;
        for (const auto &[name, columns] : keysOf(*sql))
            keyed.append(name.section(QLatin1Char('.'), 0, 0));
        for (const QString &line : shapeOf(*sql)) {
            if (line.contains(QLatin1String(".hall ")))
                QVERIFY2(keyed.contains(line.section(QLatin1Char('.'), 0, 0)), qPrintable(line));
        }
    }

    void everyStatementNamesTheHall()
    {
        static const QRegularExpression ofAHall(
            QStringLiteral("(WHERE|AND) ([a-z]+\\.)?hall = \\?|INSERT INTO [a-z_]+ \\(hall,"));
        // Of the version, of the database itself, and of the steps of the schema, which see every hall.
        static const QRegularExpression ofNone(
            QStringLiteral("schema_version|pg_\\w+\\(|^SELECT current_schema\\(\\)"));
        int count = 0;
        QDirIterator files(QStringLiteral(YICHUANG_SOURCE_DIR "/app/server"), {QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (path.endsWith(QLatin1String("/schema.cpp")))
                continue;
            for (const QString &statement : statementsIn(path)) {
                ++count;
                QVERIFY2(statement.contains(ofAHall) || statement.contains(ofNone),
                         qPrintable(path.section(QLatin1Char('/'), -1) + u' ' + statement));
            }
        }
        QVERIFY(count > 50);
    }

    void everyEarlierVersionIsBroughtUpToDate()
    {
        const auto newest = *Sql::open(m_place);
        QVERIFY(migrate(*newest));
        const QStringList shape = shapeOf(*newest);
        for (int version = 1; version < newestSchema(); ++version) {
            QTemporaryDir dir;
            const auto sql = *Sql::open(emptyPlace(dir.path()));
            QVERIFY(migrate(*sql, version));
            QCOMPARE(sql->row("SELECT MAX(version) FROM schema_version")->first().toInt(), version);
            fill(*sql);
            QVERIFY(migrate(*sql));
            QCOMPARE(shapeOf(*sql), shape);
            QCOMPARE(sql->row("SELECT COUNT(*) FROM schema_version")->first().toInt(), newestSchema());
            QCOMPARE(sql->row("SELECT name FROM hall WHERE hall = ?", {hall})->first().toString(),
                     QStringLiteral("示例大厅"));
            QCOMPARE(sql->row("SELECT COUNT(*) FROM case_operation WHERE hall = ?", {hall})->first().toInt(), 1);
            QCOMPARE(sql->row("SELECT COUNT(*) FROM hall_epoch WHERE hall = ?", {hall})->first().toInt(), 1);
            const auto record = loadCase(*sql, hall, QStringLiteral("c"));
            QVERIFY(record);
            QCOMPARE(record->state.matterCode, QStringLiteral("m"));
            QCOMPARE(findClerk(*sql, hall, QStringLiteral("li.na"))->fullName, QStringLiteral("李娜"));
            QVERIFY(migrate(*sql)); // again changes nothing
            QCOMPARE(shapeOf(*sql), shape);
        }
    }

    /// Pages that operations of before name stay, whichever version took them in.
    void pagesOfStoredOperationsAreBooked()
    {
        for (const int version : {1, 5, 6, 7}) {
            QTemporaryDir dir;
            const auto sql = *Sql::open(emptyPlace(dir.path()));
            QVERIFY(migrate(*sql, version));
            fill(*sql, withPages());
            QVERIFY(migrate(*sql));
            QCOMPARE(
                sql->row("SELECT COUNT(*) FROM page_file WHERE hall = ? AND referenced = 1 AND blob = ?", {hall, page})
                    ->first()
                    .toInt(),
                1);
            QCOMPARE(sql->row("SELECT COUNT(*) FROM page_file WHERE hall = ?", {hall})->first().toInt(), 1);
        }
    }

    void aNewerStoreIsRefused()
    {
        const auto sql = *Sql::open(m_place);
        QVERIFY(migrate(*sql));
        sql->run("INSERT INTO schema_version VALUES (999)");
        const auto migrated = migrate(*sql);
        QVERIFY(!migrated);
        QCOMPARE(migrated.error().fault, Fault::StoreNewer);
    }

    /// This program again, as one that only migrates, ended by SIGKILL wherever it is.
    void itCanBeKilledAndRunAgain()
    {
        const auto whole = *Sql::open(m_place);
        QVERIFY(migrate(*whole));
        const QStringList shape = shapeOf(*whole);
        QSet<int> seen;
        for (int round = 0; round < 12; ++round) {
            QTemporaryDir dir;
            const SqlPlace place = emptyPlace(dir.path());
            QProcess process;
            process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--migrate"), place.name});
            QVERIFY(process.waitForReadyRead(20'000)); // it is about to begin
            process.waitForFinished(round);
            process.kill();
            process.waitForFinished(20'000);
            const auto sql = *Sql::open(place);
            const auto version = sql->row("SELECT MAX(version) FROM schema_version");
            seen.insert(version ? version->first().toInt() : -1);
            QVERIFY2(migrate(*sql), "after a kill");
            QCOMPARE(shapeOf(*sql), shape);
            QCOMPARE(sql->row("SELECT COUNT(*) FROM schema_version")->first().toInt(), newestSchema());
        }
        qInfo() << "killed at versions" << seen;
    }

    void severalMayMigrateAtOnce()
    {
        std::vector<std::unique_ptr<QProcess>> all;
        for (int i = 0; i < 4; ++i) {
            all.push_back(std::make_unique<QProcess>());
            all.back()->start(QCoreApplication::applicationFilePath(), {QStringLiteral("--migrate"), m_place.name});
        }
        for (const auto &process : all) {
            QVERIFY(process->waitForFinished(30'000));
            QCOMPARE(process->exitCode(), 0);
        }
        const auto sql = *Sql::open(m_place);
        QCOMPARE(sql->row("SELECT COUNT(*) FROM schema_version")->first().toInt(), newestSchema());
    }

private:
    /// One hall with a case, as the first version knew it.
    static void fill(Sql &sql, const Operation &operation = opening())
    {
        sql.begin();
        sql.run("INSERT INTO hall (hall, name, epoch, sequence, backed_up_through, centre_sequence, centre_hash)"
                " VALUES (?, '示例大厅', 1, 1, 0, 0, '')",
                {hall});
        const auto epochs = sql.row("SELECT MAX(version) FROM schema_version");
        if (epochs && epochs->first().toInt() >= 4)
            sql.run("INSERT INTO hall_epoch (hall, epoch, began_after, began_ms) VALUES (?, 1, 0, 0)", {hall});
        const int version = epochs ? epochs->first().toInt() : 0;
        version < 6 ? fillOpen(sql, operation) : fillSealed(sql, operation);
        sql.run("INSERT INTO case_file (hall, case_id, version, state, matter, receipt, case_number, department,"
                " opened_ms, changed_ms) VALUES (?, 'c', 1, 'draft', 'm', 'r', NULL, '', 0, 0)",
                {hall});
        if (const auto kept = sql.commit(); !kept)
            qFatal("%s", qPrintable(describe(kept.error())));
    }

    static void fillOpen(Sql &sql, const Operation &operation)
    {
        sql.run("INSERT INTO case_operation (hall, sequence, case_id, case_version, operation_id, device, body,"
                " applied_ms) VALUES (?, 1, 'c', 1, 'o', 'd', ?, 0)",
                {hall, QString::fromUtf8(QJsonDocument(toJson(operation)).toJson())});
        sql.run("INSERT INTO clerk (hall, login, full_name, role, password, failures, locked_until_ms)"
                " VALUES (?, 'li.na', '李娜', 'clerk', 'h', 0, 0)",
                {hall});
    }

    /// As version 6 keeps what is personal.
    static void fillSealed(Sql &sql, const Operation &made)
    {
        const QByteArray operation = QJsonDocument(toJson(made)).toJson();
        sql.run("INSERT INTO case_operation (hall, sequence, case_id, case_version, operation_id, device, sealed,"
                " applied_ms) VALUES (?, 1, 'c', 1, 'o', 'd', ?, 0)",
                {hall, sql.sealed({"case_operation.sealed", hall, QStringLiteral("1")}, operation)});
        sql.run(
            "INSERT INTO clerk (hall, login, sealed_name, role, password, failures, locked_until_ms)"
            " VALUES (?, 'li.na', ?, 'clerk', 'h', 0, 0)",
            {hall, sql.sealed({"clerk.sealed_name", hall, QStringLiteral("li.na")}, QStringLiteral("李娜").toUtf8())});
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    SqlPlace m_place;
};

namespace
{

/// The other half of itCanBeKilledAndRunAgain().
int migrateOnly(const QString &name)
{
    const auto sql = Sql::open({name});
    std::fputs("begins\n", stdout);
    std::fflush(stdout);
    return sql && migrate(**sql) ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--migrate") == 0)
        return migrateOnly(QString::fromLocal8Bit(argv[2]));
    return onBothStores([&] {
        TestSchema test;
        return QTest::qExec(&test, argc, argv);
    });
}
#include "tst_schema.moc"
