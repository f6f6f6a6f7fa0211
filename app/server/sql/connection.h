// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QStringList>
#include <QVariantList>

#include <chrono>
#include <memory>

namespace yichuang::server
{

using Row = QVariantList;

/// What a statement gave.
struct SqlAnswer {
    QList<Row> rows;
    int touched = 0; ///< rows that it wrote
};

/// A statement with `?` for each value.
struct SqlQuery {
    QByteArray statement;
    QVariantList values;
};

/// One connection of one kind of database. Wraps its library; what that says becomes Faults here: StoreUnavailable
/// (also for a connection that was lost), StoreBusy, StoreReadOnly, StoreDamaged, DiskFull. One thread.
class SqlConnection
{
public:
    SqlConnection() = default;
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;
    virtual ~SqlConnection() = default;

    /// Runs a statement with `?` for each value; prepared once and kept.
    [[nodiscard]] virtual Result<SqlAnswer> execute(const QByteArray &statement, const QVariantList &values) = 0;
    /// Runs several that do not build on each other's answers, on one way to the database and back; an answer each.
    [[nodiscard]] virtual Result<QList<SqlAnswer>> executeAll(const QList<SqlQuery> &queries) = 0;
    /// As execute(), for a statement in a transaction whose answer nobody needs: it may be sent together with the next
    /// one, and its failure be given there.
    [[nodiscard]] virtual Result<Done> defer(const QByteArray &statement, const QVariantList &values) = 0;
    /// Runs a statement without values, unprepared: the words of transactions. ROLLBACK forgets what was deferred.
    [[nodiscard]] virtual Result<Done> say(const char *statement) = 0;
    /// Opens it again where it was lost, outside a transaction. Cheap where it is whole.
    [[nodiscard]] virtual Result<Done> revive() = 0;
    /// What was announced on the channels that this connection listens to, after waiting for the first one at most so
    /// long. StoreUnavailable where the connection is lost; Unsupported where the database announces nothing.
    [[nodiscard]] virtual Result<QStringList> announced(std::chrono::milliseconds wait) = 0;
};

/// SQLite through Qt Sql: WAL, synchronous FULL, foreign keys, 10 s busy timeout.
[[nodiscard]] Result<std::unique_ptr<SqlConnection>> openEmbedded(const QString &file);
/// PostgreSQL through libpq, by a connection URI.
[[nodiscard]] Result<std::unique_ptr<SqlConnection>> openPostgres(const QString &uri);

} // namespace yichuang::server
