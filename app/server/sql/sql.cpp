// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/sql.h"

#include <QMutex>
#include <QSqlError>
#include <QSqlRecord>

#include <atomic>

namespace yichuang::server
{
namespace
{

Fault faultOf(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber) & 0xff;
    if (!isNumber)
        return Fault::StoreUnavailable;
    switch (code) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return Fault::StoreBusy;
    case 8: // SQLITE_READONLY
        return Fault::StoreReadOnly;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return Fault::StoreDamaged;
    case 13: // SQLITE_FULL
        return Fault::DiskFull;
    default:
        return Fault::StoreUnavailable;
    }
}

/// What SQLite needs on each connection.
const char *const pragmas[] = {
    "PRAGMA busy_timeout=10000", "PRAGMA journal_mode=WAL",   "PRAGMA synchronous=FULL",  "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA temp_store=MEMORY",
};

} // namespace

Sql::Sql(QString connection, bool embedded) : m_connection(std::move(connection)), m_embedded(embedded) {}

Sql::~Sql()
{
    m_statements.clear();
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Sql>> Sql::open(const SqlPlace &place)
{
    static std::atomic<int> counter = 0;
    const QString connection = QStringLiteral("yichuang-server-%1").arg(counter.fetch_add(1));
    const bool embedded = place.driver == QLatin1String("QSQLITE");
    std::unique_ptr<Sql> sql(new Sql(connection, embedded));
    QSqlDatabase database = QSqlDatabase::addDatabase(place.driver, connection);
    database.setDatabaseName(place.name);
    if (!embedded) {
        database.setHostName(place.host);
        if (place.port > 0)
            database.setPort(place.port);
        database.setUserName(place.user);
        database.setPassword(place.password);
    }
    // The switch to WAL takes the whole file and does not wait for others: one connection at a time.
    static QMutex opening;
    const QMutexLocker lock(&opening);
    if (!database.open())
        return failure(faultOf(database.lastError()), QStringLiteral("server.sql.open"), database.lastError().text());
    if (embedded) {
        for (const char *pragma : pragmas) {
            QSqlQuery query(database);
            if (!query.exec(QString::fromLatin1(pragma)))
                return failure(faultOf(query.lastError()), QStringLiteral("server.sql.open"), query.lastError().text());
        }
    }
    return sql;
}

void Sql::note(const QSqlError &error)
{
    if (!m_trouble)
        m_trouble = Reason{faultOf(error), QStringLiteral("server.sql"), error.text()};
}

void Sql::begin()
{
    m_trouble.reset();
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    if (!query.exec(m_embedded ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN")))
        note(query.lastError());
}

Result<Done> Sql::commit()
{
    if (!m_trouble) {
        for (const auto &statement : std::as_const(m_statements))
            statement->finish();
        QSqlQuery query(QSqlDatabase::database(m_connection, false));
        if (query.exec(QStringLiteral("COMMIT")))
            return Done{};
        note(query.lastError());
    }
    const Reason reason = *m_trouble;
    rollback();
    return failure(reason);
}

void Sql::rollback()
{
    for (const auto &statement : std::as_const(m_statements))
        statement->finish();
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.exec(QStringLiteral("ROLLBACK"));
    m_trouble.reset();
}

QSqlQuery *Sql::prepared(const char *sql)
{
    if (m_trouble)
        return nullptr;
    const QByteArray key(sql);
    if (const auto known = m_statements.constFind(key); known != m_statements.constEnd())
        return known->get();
    auto query = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_connection, false));
    query->setForwardOnly(true);
    if (!query->prepare(QString::fromUtf8(key))) {
        note(query->lastError());
        return nullptr;
    }
    return m_statements.insert(key, std::move(query))->get();
}

bool Sql::execute(QSqlQuery *query, const QVariantList &values)
{
    if (query == nullptr)
        return false;
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values[i]);
    if (query->exec())
        return true;
    note(query->lastError());
    query->finish();
    return false;
}

QList<Row> Sql::rows(const char *sql, const QVariantList &values)
{
    QSqlQuery *query = prepared(sql);
    QList<Row> found;
    if (!execute(query, values))
        return found;
    const int columns = query->record().count();
    while (query->next()) {
        Row row;
        row.reserve(columns);
        for (int i = 0; i < columns; ++i)
            row.append(query->value(i));
        found.append(std::move(row));
    }
    query->finish();
    return found;
}

std::optional<Row> Sql::row(const char *sql, const QVariantList &values)
{
    const QList<Row> found = rows(sql, values);
    if (found.isEmpty())
        return {};
    return found.first();
}

int Sql::run(const char *sql, const QVariantList &values)
{
    QSqlQuery *query = prepared(sql);
    if (!execute(query, values))
        return 0;
    const int touched = query->numRowsAffected();
    query->finish();
    return touched;
}

} // namespace yichuang::server
