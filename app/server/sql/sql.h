// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <memory>
#include <optional>

namespace yichuang::server
{

/// Where the data are.
struct SqlPlace {
    QString driver = QStringLiteral("QSQLITE");
    QString name; ///< file of SQLite, or name of the database
    QString host;
    int port = 0;
    QString user;
    QString password;
};

using Row = QVariantList;

/// One connection to the database, with its prepared statements. One thread: the one that opened it.
///
/// Failures stick: after the first failing statement every later one does nothing and gives no rows, until trouble()
/// is looked at by commit() or clear(). So a rule can be written as plain statements, and what it found counts only
/// when the commit succeeded.
class Sql
{
public:
    /// SQLite: WAL, synchronous FULL, foreign keys, 10 s busy timeout. StoreUnavailable, StoreReadOnly, StoreDamaged.
    [[nodiscard]] static Result<std::unique_ptr<Sql>> open(const SqlPlace &place);
    ~Sql();
    Sql(const Sql &) = delete;
    Sql &operator=(const Sql &) = delete;

    /// Takes the writer's place (SQLite: BEGIN IMMEDIATE) and forgets earlier trouble.
    void begin();
    /// Makes everything since begin() durable, or rolls it back and gives the first trouble.
    [[nodiscard]] Result<Done> commit();
    void rollback();
    /// Forgets trouble; for reads outside a transaction.
    void clear() { m_trouble.reset(); }
    [[nodiscard]] const std::optional<Reason> &trouble() const { return m_trouble; }

    /// The rows of a query with `?` for each value.
    QList<Row> rows(const char *sql, const QVariantList &values = {});
    /// The first row, if there is one.
    std::optional<Row> row(const char *sql, const QVariantList &values = {});
    /// Runs a statement; the number of rows it touched, 0 on failure.
    int run(const char *sql, const QVariantList &values = {});
    /// True for SQLite, where types and pragmas differ.
    [[nodiscard]] bool isEmbedded() const { return m_embedded; }

private:
    Sql(QString connection, bool embedded);
    QSqlQuery *prepared(const char *sql);
    bool execute(QSqlQuery *query, const QVariantList &values);
    void note(const QSqlError &error);

    QString m_connection;
    bool m_embedded;
    QHash<QByteArray, std::shared_ptr<QSqlQuery>> m_statements;
    std::optional<Reason> m_trouble;
};

/// Makes or brings up to date every table; steps forward only, each in its own transaction. StoreNewer where a later
/// version has been here.
[[nodiscard]] Result<Done> migrate(Sql &sql);

} // namespace yichuang::server
