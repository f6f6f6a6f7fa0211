// SPDX-License-Identifier: Apache-2.0
#include "app/server/sql/connection.h"

#include "app/base/log.h"

#include <QHash>

#include <libpq-fe.h>

#include <cerrno>
#include <poll.h>
#include <vector>

namespace yichuang::server
{
namespace
{

// Types of columns, as in pg_type.
constexpr Oid boolType = 16;
constexpr Oid byteaType = 17;
constexpr Oid int8Type = 20;
constexpr Oid int2Type = 21;
constexpr Oid int4Type = 23;

struct ClearResult {
    void operator()(PGresult *result) const { PQclear(result); }
};
using Answered = std::unique_ptr<PGresult, ClearResult>;

struct EndConnection {
    void operator()(PGconn *connection) const { PQfinish(connection); }
};

/// By SQLSTATE: its first two characters are the class.
Fault faultOf(const QByteArray &state)
{
    if (state == "55P03" || state == "40001" || state == "40P01" || state == "57014")
        return Fault::StoreBusy; // a lock, a conflict, a deadlock, a timeout: the same again may work
    if (state == "25006")
        return Fault::StoreReadOnly; // a standby
    if (state == "53100")
        return Fault::DiskFull;
    if (state.startsWith("XX"))
        return Fault::StoreDamaged;
    return Fault::StoreUnavailable;
}

/// `?` outside quotes as `$1`, `$2`…
QByteArray numbered(const QByteArray &statement)
{
    QByteArray out;
    bool isText = false;
    int number = 0;
    for (const char c : statement) {
        isText = isText != (c == '\'');
        if (c == '?' && !isText)
            out += '$' + QByteArray::number(++number);
        else
            out += c;
    }
    return out;
}

/// A value as libpq takes it.
struct Bound {
    explicit Bound(const QVariant &value)
    {
        const int type = value.metaType().id();
        isNull = value.isNull() || (type == QMetaType::QString && value.toString().isNull());
        isBinary = type == QMetaType::QByteArray;
        bytes = isBinary ? value.toByteArray() : value.toString().toUtf8();
        if (!isBinary)
            bytes.replace('\0', "\xef\xbf\xbd"); // text has no zeros in PostgreSQL
    }
    QByteArray bytes;
    bool isNull;
    bool isBinary;
};

QVariant valueOf(const PGresult *result, int row, int column)
{
    if (PQgetisnull(result, row, column) != 0)
        return {};
    const char *text = PQgetvalue(result, row, column);
    const int size = PQgetlength(result, row, column);
    switch (PQftype(result, column)) {
    case int2Type:
    case int4Type:
    case int8Type:
        return QByteArray::fromRawData(text, size).toLongLong();
    case boolType:
        return *text == 't';
    case byteaType: {
        std::size_t length = 0;
        const std::unique_ptr<unsigned char, decltype(&PQfreemem)> raw(
            PQunescapeBytea(reinterpret_cast<const unsigned char *>(text), &length), &PQfreemem);
        return QByteArray(reinterpret_cast<const char *>(raw.get()), static_cast<qsizetype>(length));
    }
    default:
        return QString::fromUtf8(text, size);
    }
}

class Postgres final : public SqlConnection
{
public:
    Result<Done> open(const QString &uri)
    {
        m_connection.reset(PQconnectdb(uri.toUtf8().constData()));
        if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK)
            return failure(Fault::StoreUnavailable, QStringLiteral("server.sql.open"), said());
        return settle();
    }
    Result<SqlAnswer> execute(const QByteArray &statement, const QVariantList &values) override
    {
        auto answers = executeAll({{statement, values}});
        if (!answers)
            return failure(answers.error());
        return std::move(answers->first());
    }
    Result<QList<SqlAnswer>> executeAll(const QList<SqlQuery> &queries) override
    {
        QList<SqlAnswer> answers;
        for (qsizetype from = 0; from < queries.size(); from += mostDeferred) {
            std::vector<Sendable> some;
            for (const SqlQuery &query : queries.mid(from, mostDeferred)) {
                auto one = sendable(query.statement, query.values);
                if (!one)
                    return failure(one.error());
                some.push_back(*std::move(one));
            }
            const auto wanted = static_cast<qsizetype>(some.size());
            std::move(some.begin(), some.end(), std::back_inserter(m_deferred));
            auto given = sendAll(wanted);
            if (!given)
                return given;
            answers.append(*std::move(given));
        }
        return answers;
    }
    Result<Done> defer(const QByteArray &statement, const QVariantList &values) override
    {
        auto one = sendable(statement, values);
        if (!one)
            return failure(one.error());
        m_deferred.push_back(*std::move(one));
        if (m_deferred.size() < mostDeferred)
            return Done{};
        const auto sent = sendAll(0);
        return sent ? Result<Done>(Done{}) : Result<Done>(failure(sent.error()));
    }
    Result<Done> say(const char *statement) override
    {
        if (qstrncmp(statement, "ROLLBACK", 8) == 0)
            m_deferred.clear();
        if (!m_deferred.empty()) {
            if (const auto sent = sendAll(0); !sent)
                return failure(sent.error());
        }
        const Answered result(PQexec(m_connection.get(), statement));
        const auto answer = answerOf(result.get());
        if (!answer)
            return failure(answer.error());
        // A transaction that failed before answers COMMIT with a rollback, and calls it well.
        if (qstrncmp(statement, "COMMIT", 6) == 0 && qstrcmp(PQcmdStatus(result.get()), "COMMIT") != 0)
            return failure(Fault::StoreUnavailable, QStringLiteral("server.sql"), QStringLiteral("rolled back"));
        return Done{};
    }
    Result<Done> revive() override
    {
        if (PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE
            && PQpipelineStatus(m_connection.get()) == PQ_PIPELINE_OFF && !endedByServer())
            return Done{};
        m_statements.clear();
        m_deferred.clear();
        PQreset(m_connection.get());
        if (PQstatus(m_connection.get()) != CONNECTION_OK)
            return failure(Fault::StoreUnavailable, QStringLiteral("server.sql.revive"), said());
        qCInfo(logServer) << "connected to the database again";
        return settle();
    }
    Result<QStringList> announced(std::chrono::milliseconds wait) override
    {
        QStringList notices = pendingNotices();
        if (!notices.isEmpty())
            return notices;
        pollfd socket{PQsocket(m_connection.get()), POLLIN, 0};
        const int ready = ::poll(&socket, 1, static_cast<int>(wait.count()));
        if (ready < 0 && errno != EINTR)
            return failure(Fault::StoreUnavailable, QStringLiteral("server.sql.announced"));
        if (ready > 0 && PQconsumeInput(m_connection.get()) == 0)
            return failure(Fault::StoreUnavailable, QStringLiteral("server.sql.announced"), said());
        return pendingNotices();
    }

private:
    /// A prepared statement with its values.
    struct Sendable {
        QByteArray name;
        std::vector<Bound> values;
    };
    static constexpr std::size_t mostDeferred = 32; // their answers fit the socket while none is read

    /// What every session goes by.
    Result<Done> settle()
    {
        PQsetNoticeProcessor(m_connection.get(), [](void *, const char *) {}, nullptr);
        return say("SET client_min_messages = warning; SET lock_timeout = '10s'; SET statement_timeout = '30s';"
                   " SET idle_in_transaction_session_timeout = '60s'; SET default_transaction_isolation ="
                   " 'read committed'");
    }
    /// True where the other end is gone; asks the socket alone. A server that ends says why first: what it said is read
    /// until the end shows.
    bool endedByServer()
    {
        for (int i = 0; i < 16; ++i) {
            pollfd socket{PQsocket(m_connection.get()), POLLIN, 0};
            if (::poll(&socket, 1, 0) <= 0)
                break;
            if (PQconsumeInput(m_connection.get()) == 0)
                return true;
        }
        return PQstatus(m_connection.get()) != CONNECTION_OK;
    }
    [[nodiscard]] QString said() const
    {
        return m_connection ? QString::fromUtf8(PQerrorMessage(m_connection.get())).trimmed()
                            : QStringLiteral("no memory");
    }
    QStringList pendingNotices()
    {
        QStringList notices;
        while (PGnotify *one = PQnotifies(m_connection.get())) {
            notices.append(QString::fromUtf8(one->extra));
            PQfreemem(one);
        }
        return notices;
    }
    Result<QByteArray> prepared(const QByteArray &statement)
    {
        if (const auto known = m_statements.constFind(statement); known != m_statements.constEnd())
            return *known;
        const QByteArray name = "s" + QByteArray::number(m_statements.size());
        if (!m_deferred.empty()) {
            if (const auto sent = sendAll(0); !sent)
                return failure(sent.error());
        }
        const Answered result(
            PQprepare(m_connection.get(), name.constData(), numbered(statement).constData(), 0, nullptr));
        if (const auto made = answerOf(result.get()); !made)
            return failure(made.error());
        return *m_statements.insert(statement, name);
    }
    Result<Sendable> sendable(const QByteArray &statement, const QVariantList &values)
    {
        const auto name = prepared(statement);
        if (!name)
            return failure(name.error());
        return Sendable{*name, std::vector<Bound>(values.begin(), values.end())};
    }
    bool send(const Sendable &one)
    {
        std::vector<const char *> starts;
        std::vector<int> lengths;
        std::vector<int> formats;
        for (const Bound &value : one.values) {
            starts.push_back(value.isNull ? nullptr : value.bytes.constData());
            lengths.push_back(static_cast<int>(value.bytes.size()));
            formats.push_back(value.isBinary ? 1 : 0);
        }
        return PQsendQueryPrepared(m_connection.get(), one.name.constData(), static_cast<int>(one.values.size()),
                                   starts.data(), lengths.data(), formats.data(), 0)
               == 1;
    }
    /// Sends everything that waits on one way to the database and back; the answers of the last `wanted`, or the first
    /// failure.
    Result<QList<SqlAnswer>> sendAll(qsizetype wanted)
    {
        const std::vector<Sendable> all = std::exchange(m_deferred, {});
        PGconn *connection = m_connection.get();
        bool sent = PQenterPipelineMode(connection) == 1;
        for (const Sendable &one : all)
            sent = sent && send(one);
        if (!sent || PQpipelineSync(connection) != 1)
            return failure(Fault::StoreUnavailable, QStringLiteral("server.sql"), said());
        Result<QList<SqlAnswer>> answers = QList<SqlAnswer>();
        for (std::size_t i = 0; i < all.size() && answers; ++i) {
            const Answered result(PQgetResult(connection));
            auto answer = answerOf(result.get());
            const Answered end(PQgetResult(connection));
            if (!answer)
                answers = failure(answer.error());
            else if (i + static_cast<std::size_t>(wanted) >= all.size())
                answers->append(*std::move(answer));
        }
        // After a failure the rest is told as passed over, each with its end; the sync comes last.
        for (Answered rest(PQgetResult(connection)); PQresultStatus(rest.get()) != PGRES_PIPELINE_SYNC;
             rest.reset(PQgetResult(connection))) {
            if (PQstatus(connection) != CONNECTION_OK)
                break;
        }
        PQexitPipelineMode(connection);
        return answers;
    }
    [[nodiscard]] Result<SqlAnswer> answerOf(const PGresult *result) const
    {
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            const char *state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
            const char *text = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
            return failure(faultOf(state), QStringLiteral("server.sql"),
                           text != nullptr ? QString::fromUtf8(text) : said());
        }
        SqlAnswer answer;
        answer.touched = QByteArray(PQcmdTuples(const_cast<PGresult *>(result))).toInt();
        const int rows = PQntuples(result);
        const int columns = PQnfields(result);
        answer.rows.reserve(rows);
        for (int i = 0; i < rows; ++i) {
            Row row;
            row.reserve(columns);
            for (int k = 0; k < columns; ++k)
                row.append(valueOf(result, i, k));
            answer.rows.append(std::move(row));
        }
        return answer;
    }

    std::unique_ptr<PGconn, EndConnection> m_connection;
    QHash<QByteArray, QByteArray> m_statements; ///< names by text
    std::vector<Sendable> m_deferred;
};

} // namespace

Result<std::unique_ptr<SqlConnection>> openPostgres(const QString &uri)
{
    auto made = std::make_unique<Postgres>();
    if (auto opened = made->open(uri); !opened)
        return failure(opened.error());
    return made;
}

} // namespace yichuang::server
