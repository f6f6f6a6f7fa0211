// SPDX-License-Identifier: Apache-2.0
#include "app/storage/database.h"

#include "app/base/log.h"
#include "app/storage/log_check.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlRecord>
#include <QStorageInfo>
#include <QUrl>
#include <QUuid>

#include <sqlite3.h>

namespace yichuang
{

namespace
{

// Result codes of SQLite (sqlite.org/rescode.html); the low byte is the primary code.
enum Primary {
    Error = 1,
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    Io = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADatabase = 26
};

constexpr qint64 littleRoom = 1024 * 1024;

QVariant bindable(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("", 0);
    return value;
}

} // namespace

Database::Database() : m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces)) {}

Database::~Database()
{
    close();
}

Result<Done> Database::start(const QString &name, const QString &options)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    if (!m_database.isValid())
        return failure(Fault::StoreUnavailable, QStringLiteral("store.open"), QStringLiteral("no SQLite driver"));
    m_database.setConnectOptions(options);
    m_database.setDatabaseName(name);
    if (!m_database.open())
        return failure(reasonOf(m_database.lastError(), QStringLiteral("store.open")));
    return Done{};
}

Result<Done> Database::open(const QString &file)
{
    close();
    m_folder = QFileInfo(file).absolutePath();
    if (auto started = start(file, QStringLiteral("QSQLITE_BUSY_TIMEOUT=1500")); !started)
        return started;
    // Exclusive before WAL: the log's index then lives in memory, not in a mapped file that a full disk could tear.
    for (const char *pragma : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                               "PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON",
                               "PRAGMA temp_store=MEMORY", "PRAGMA secure_delete=ON"}) {
        if (auto set = rows(pragma); !set)
            return failure(set.error());
    }
    auto mode = rows("PRAGMA journal_mode");
    if (!mode)
        return failure(mode.error());
    if (mode->isEmpty() || mode->first().first().toString() != QLatin1String("wal"))
        return failure(Fault::StoreUnavailable, QStringLiteral("store.open"), QStringLiteral("no write-ahead log"));
    // Takes the lock now, so that a second program learns it here and not at its first case.
    auto locked = change("BEGIN IMMEDIATE");
    if (!locked)
        return failure(locked.error());
    auto released = change("COMMIT");
    if (!released)
        return failure(released.error());
    return Done{};
}

Result<Done> Database::openToView(const QString &file)
{
    close();
    m_folder = QFileInfo(file).absolutePath();
    const QString name = QString::fromLatin1(QUrl::fromLocalFile(file).toEncoded()) + QStringLiteral("?immutable=1");
    if (auto started = start(name, QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI")); !started)
        return started;
    auto readable = rows("SELECT count(*) FROM sqlite_master");
    if (!readable)
        return failure(readable.error());
    return Done{};
}

sqlite3 *Database::handle() const
{
    const QVariant handle = m_database.isOpen() ? m_database.driver()->handle() : QVariant();
    return qstrcmp(handle.typeName(), "sqlite3*") == 0 ? *static_cast<sqlite3 *const *>(handle.constData()) : nullptr;
}

void Database::closeAsItLies()
{
    m_statements.clear();
    if (sqlite3 *own = handle())
        sqlite3_db_config(own, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    close();
}

void Database::close()
{
    m_statements.clear();
    if (m_database.isValid()) {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_connection);
    }
}

Result<QSqlQuery *> Database::run(const char *sql, const QVariantList &values)
{
    auto &kept = m_statements[QByteArray(sql)];
    if (!kept) {
        auto query = std::make_shared<QSqlQuery>(m_database);
        query->setForwardOnly(true);
        if (!query->prepare(QString::fromLatin1(sql)))
            return failure(reasonOf(query->lastError(), QStringLiteral("store.prepare")));
        kept = std::move(query);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        kept->bindValue(static_cast<int>(i), bindable(values[i]));
    if (!kept->exec()) {
        const Reason reason = reasonOf(kept->lastError(), QStringLiteral("store.write"));
        kept->finish();
        return failure(reason);
    }
    return kept.get();
}

Result<Rows> Database::rows(const char *sql, const QVariantList &values)
{
    auto query = run(sql, values);
    if (!query)
        return failure(query.error());
    Rows all;
    const int columns = (*query)->record().count();
    while ((*query)->next()) {
        Row row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append((*query)->value(column));
        all.append(row);
    }
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.type() != QSqlError::NoError)
        return failure(reasonOf(error, QStringLiteral("store.read")));
    return all;
}

Result<qint64> Database::change(const char *sql, const QVariantList &values)
{
    auto query = run(sql, values);
    if (!query)
        return failure(query.error());
    const qint64 changed = (*query)->numRowsAffected();
    (*query)->finish();
    return changed;
}

Result<Done> Database::check()
{
    auto found = rows("PRAGMA integrity_check(1)");
    if (!found)
        return failure(found.error());
    const QString said = found->isEmpty() ? QString() : found->first().first().toString();
    if (said != QLatin1String("ok"))
        return failure(Fault::StoreDamaged, QStringLiteral("store.check"), said);
    return Done{};
}

Result<Done> Database::checkLog()
{
    constexpr sqlite3_int64 most = 256LL * 1024 * 1024;
    sqlite3_file *log = nullptr;
    sqlite3_int64 size = 0;
    if (sqlite3_file_control(handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK || log == nullptr
        || log->pMethods == nullptr || log->pMethods->xFileSize(log, &size) != SQLITE_OK || size == 0 || size > most)
        return Done{};
    QByteArray bytes(size, Qt::Uninitialized);
    if (log->pMethods->xRead(log, bytes.data(), static_cast<int>(size), 0) != SQLITE_OK)
        return failure(Fault::StoreUnavailable, QStringLiteral("store.log"));
    return soundLog(bytes);
}

void Database::checkpoint()
{
    if (auto moved = rows("PRAGMA wal_checkpoint(TRUNCATE)"); !moved)
        qCWarning(logStore).noquote() << describe(moved.error());
}

void Database::rollback()
{
    // SQLite may have rolled back by itself (disk full, I/O error): then there is nothing to do and it says so.
    (void)change("ROLLBACK");
}

Reason Database::reasonOf(const QSqlError &error, const QString &where) const
{
    const int code = error.nativeErrorCode().toInt();
    Fault fault = Fault::StoreUnavailable;
    switch (code & 0xff) {
    case Error:
        // What this program asks is always right for its own tables: then they are others.
        if (where == QLatin1String("store.prepare"))
            fault = Fault::StoreDamaged;
        break;
    case Busy:
    case Locked:
        fault = Fault::StoreBusy;
        break;
    case ReadOnly:
        fault = Fault::StoreReadOnly;
        break;
    case Corrupt:
    case NotADatabase:
        fault = Fault::StoreDamaged;
        break;
    case Full:
        fault = Fault::DiskFull;
        break;
    case Io:
        // A quota, or a full disk met while syncing, comes as an I/O error.
        if (QStorageInfo(m_folder).bytesAvailable() < littleRoom)
            fault = Fault::DiskFull;
        break;
    case CantOpen:
        if (QFileInfo(m_folder).isDir() && !QFileInfo(m_folder).isWritable())
            fault = Fault::StoreReadOnly;
        break;
    default:
        break;
    }
    // The driver's own text may quote values; the code says enough.
    return Reason{fault, where, QStringLiteral("sqlite %1").arg(code)};
}

} // namespace yichuang
