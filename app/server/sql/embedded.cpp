// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/connection.h"

#include <QHash>
#include <QMutex>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
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

tl::unexpected<Reason> failed(const QSqlError &error, const char *place = "server.sql")
{
    return failure(faultOf(error), QLatin1String(place), error.text());
}

/// What SQLite needs on each connection.
const char *const pragmas[] = {
    "PRAGMA busy_timeout=10000", "PRAGMA journal_mode=WAL",   "PRAGMA synchronous=FULL",  "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA temp_store=MEMORY", "PRAGMA secure_delete=ON",
};

class Embedded final : public SqlConnection
{
public:
    explicit Embedded(QString connection) : m_connection(std::move(connection)) {}
    ~Embedded() override
    {
        m_statements.clear();
        database().close();
        QSqlDatabase::removeDatabase(m_connection);
    }
    Result<Done> open(const QString &file)
    {
        QSqlDatabase made = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
        made.setDatabaseName(file);
        if (!made.open())
            return failed(made.lastError(), "server.sql.open");
        for (const char *pragma : pragmas) {
            QSqlQuery query(made);
            if (!query.exec(QString::fromLatin1(pragma)))
                return failed(query.lastError(), "server.sql.open");
        }
        return Done{};
    }
    Result<SqlAnswer> execute(const QByteArray &statement, const QVariantList &values) override
    {
        const auto query = prepared(statement);
        if (!query)
            return failure(query.error());
        for (int i = 0; i < values.size(); ++i)
            (*query)->bindValue(i, values[i]);
        if (!(*query)->exec()) {
            const QSqlError error = (*query)->lastError();
            (*query)->finish();
            return failed(error);
        }
        SqlAnswer answer;
        const int columns = (*query)->record().count();
        while (columns > 0 && (*query)->next()) {
            Row row;
            row.reserve(columns);
            for (int i = 0; i < columns; ++i)
                row.append((*query)->value(i));
            answer.rows.append(std::move(row));
        }
        answer.touched = (*query)->numRowsAffected();
        (*query)->finish();
        return answer;
    }
    Result<QList<SqlAnswer>> executeAll(const QList<SqlQuery> &queries) override
    {
        QList<SqlAnswer> answers;
        for (const SqlQuery &one : queries) {
            auto answer = execute(one.statement, one.values);
            if (!answer)
                return failure(answer.error());
            answers.append(*std::move(answer));
        }
        return answers;
    }
    Result<Done> defer(const QByteArray &statement, const QVariantList &values) override
    {
        const auto done = execute(statement, values);
        return done ? Result<Done>(Done{}) : Result<Done>(failure(done.error()));
    }
    Result<Done> say(const char *statement) override
    {
        QSqlQuery query(database());
        if (!query.exec(QString::fromLatin1(statement)))
            return failed(query.lastError());
        return Done{};
    }
    Result<Done> revive() override { return Done{}; }
    Result<QStringList> announced(std::chrono::milliseconds) override
    {
        return failure(Fault::Unsupported, QStringLiteral("server.sql"), QStringLiteral("announcements"));
    }

private:
    [[nodiscard]] QSqlDatabase database() const { return QSqlDatabase::database(m_connection, false); }
    Result<QSqlQuery *> prepared(const QByteArray &statement)
    {
        if (const auto known = m_statements.constFind(statement); known != m_statements.constEnd())
            return known->get();
        auto query = std::make_shared<QSqlQuery>(database());
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromUtf8(statement)))
            return failed(query->lastError());
        return m_statements.insert(statement, std::move(query))->get();
    }

    QString m_connection;
    QHash<QByteArray, std::shared_ptr<QSqlQuery>> m_statements;
};

} // namespace

Result<std::unique_ptr<SqlConnection>> openEmbedded(const QString &file)
{
    static std::atomic<int> counter = 0;
    auto made = std::make_unique<Embedded>(QStringLiteral("yichuang-server-%1").arg(counter.fetch_add(1)));
    // The switch to WAL takes the whole file and does not wait for others: one connection at a time.
    static QMutex opening;
    const QMutexLocker lock(&opening);
    if (auto opened = made->open(file); !opened)
        return failure(opened.error());
    return made;
}

} // namespace yichuang::server
