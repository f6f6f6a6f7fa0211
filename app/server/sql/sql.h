// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/sql/connection.h"
#include "app/server/sql/row_seal.h"

#include <optional>

namespace yichuang::server
{

/// Where the data are.
struct SqlPlace {
    /// A file of SQLite, or a connection URI of PostgreSQL 15 as libpq reads it: postgresql://user@host/database.
    QString name;
    Suite suite = Suite::International;
    Secret sealKey{}; ///< for what is personal; without it that can be neither written nor read
    /// True for a file of SQLite.
    [[nodiscard]] bool isEmbedded() const;
};

/// One connection to the database, with its prepared statements. One thread: the one that opened it.
///
/// Failures stick: after the first failing statement every later one does nothing and gives no rows, until trouble()
/// is looked at by commit() or clear(). So a rule can be written as plain statements, and what it found counts only
/// when the commit succeeded.
class Sql
{
public:
    /// StoreUnavailable, StoreReadOnly, StoreDamaged.
    [[nodiscard]] static Result<std::unique_ptr<Sql>> open(const SqlPlace &place);

    /// Begins a transaction and forgets earlier trouble; connects again where the connection was lost. SQLite: takes
    /// the writer's place.
    void begin();
    /// begin(), and takes the hall's place as its only writer until the end, among all processes. Whoever writes into
    /// a hall begins so: its sequences are then given in the order in which they are committed, and a reader that sees
    /// one sees all before it.
    void begin(const QString &hall);
    /// Makes everything since begin() durable, or rolls it back and gives the first trouble.
    [[nodiscard]] Result<Done> commit();
    void rollback();
    /// Forgets trouble, and connects again where the connection was lost; for reads outside a transaction.
    void clear();
    [[nodiscard]] const std::optional<Reason> &trouble() const { return m_trouble; }

    /// The rows of a query with `?` for each value.
    QList<Row> rows(const char *sql, const QVariantList &values = {});
    /// The first row, if there is one.
    std::optional<Row> row(const char *sql, const QVariantList &values = {});
    /// The rows of several queries that do not build on each other, on one way to the database and back; always a list
    /// for each.
    QList<QList<Row>> together(const QList<SqlQuery> &queries);
    /// The hall's next place in the change feed, taken; in a transaction begun for that hall. The table has it with the
    /// commit.
    [[nodiscard]] qint64 nextSequence(const QString &hall);
    /// The hall's last place in the change feed, as this transaction begun for it would leave it.
    [[nodiscard]] qint64 lastSequence() const { return m_sequence; }
    /// Runs a statement. In a transaction its trouble may come only with a later statement or commit().
    void run(const char *sql, const QVariantList &values = {});
    /// Runs a statement; the number of rows it touched, 0 on failure.
    int count(const char *sql, const QVariantList &values = {});
    /// A personal value as it is stored. Trouble as of RowSeal, which sticks.
    [[nodiscard]] QByteArray sealed(const SealSpot &spot, const QByteArray &plain);
    /// The value that was stored there. Trouble as of RowSeal, which sticks.
    [[nodiscard]] QByteArray unsealed(const SealSpot &spot, const QByteArray &stored);
    /// See RowSeal.
    [[nodiscard]] QString lookUpHash(const QString &number) const { return m_seal.lookUpHash(number); }
    /// True for SQLite, where types and pragmas differ.
    [[nodiscard]] bool isEmbedded() const { return m_embedded; }
    /// See SqlConnection.
    [[nodiscard]] Result<QStringList> announced(std::chrono::milliseconds wait)
    {
        return m_connection->announced(wait);
    }

private:
    Sql(std::unique_ptr<SqlConnection> connection, const SqlPlace &place);
    QByteArray settled(Result<QByteArray> value);
    SqlAnswer execute(const char *sql, const QVariantList &values);
    void say(const char *statement);
    void end();

    std::unique_ptr<SqlConnection> m_connection;
    bool m_embedded;
    bool m_inTransaction = false;
    QString m_hall;               ///< whose writer this is, until the end of the transaction
    qint64 m_sequence = 0;        ///< its last place in the feed
    bool m_sequenceMoved = false; ///< since begin()
    RowSeal m_seal;
    std::optional<Reason> m_trouble;
};

/// The version of the tables that this program works with.
[[nodiscard]] int newestSchema();
/// Makes or brings up to date every table; steps forward only, each in its own transaction with the row of its version,
/// so that it can be killed at any time and run again. Several processes may call it at once. `upTo` is for tests of
/// earlier versions. StoreNewer where a later version has been here.
[[nodiscard]] Result<Done> migrate(Sql &sql, int upTo = newestSchema());

} // namespace yichuang::server
