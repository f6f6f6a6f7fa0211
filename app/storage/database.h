// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

struct sqlite3;

namespace yichuang
{

using Row = QVariantList;
using Rows = QList<Row>;

/// One SQLite connection with the pragmas that keep acknowledged commits through a power cut (WAL, synchronous=FULL)
/// and the file locked for this program alone. One thread, the one that opens it.
class Database
{
public:
    Database();
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Opens to write. StoreBusy where another program holds the file, StoreDamaged, StoreReadOnly,
    /// StoreUnavailable.
    [[nodiscard]] Result<Done> open(const QString &file);
    /// Opens the file as it lies, without a lock and without writing beside it.
    [[nodiscard]] Result<Done> openToView(const QString &file);
    void close();
    /// Closes without touching the files: the log stays as it is.
    void closeAsItLies();
    /// The connection as SQLite's own calls take it; null where it is closed.
    [[nodiscard]] sqlite3 *handle() const;

    /// Statements are kept prepared; values are integers, texts and bytes, null variants are NULL.
    [[nodiscard]] Result<Rows> rows(const char *sql, const QVariantList &values = {});
    /// Rows changed.
    [[nodiscard]] Result<qint64> change(const char *sql, const QVariantList &values = {});
    /// SQLite's integrity_check: every page, and every index against its table. StoreDamaged with its first finding.
    [[nodiscard]] Result<Done> check();
    /// Whether the write-ahead log was read to its end, see soundLog(). To be asked before anything is written.
    [[nodiscard]] Result<Done> checkLog();
    /// Moves the log into the database and shortens it.
    void checkpoint();

    /// Runs `act`, which returns a Result, in one transaction; rolled back where it, or the commit, fails.
    template <typename Act>
    [[nodiscard]] auto transaction(Act &&act) -> decltype(act())
    {
        if (auto begun = change("BEGIN IMMEDIATE"); !begun)
            return failure(begun.error());
        auto result = act();
        if (result) {
            auto committed = change("COMMIT");
            if (committed)
                return result;
            result = failure(committed.error());
        }
        rollback();
        return result;
    }

private:
    [[nodiscard]] Result<Done> start(const QString &name, const QString &options);
    [[nodiscard]] Result<QSqlQuery *> run(const char *sql, const QVariantList &values);
    [[nodiscard]] Reason reasonOf(const QSqlError &error, const QString &where) const;
    void rollback();

    QString m_connection;
    QString m_folder;
    QSqlDatabase m_database;
    QHash<QByteArray, std::shared_ptr<QSqlQuery>> m_statements;
};

} // namespace yichuang
