// SPDX-License-Identifier: Apache-2.0
#include "app/server/backup.h"

#include "app/server/store/epochs.h"
#include "app/server/store/hall_copy.h"

#include <QDir>
#include <QDirIterator>

#include <fcntl.h>
#include <unistd.h>

namespace yichuang::server
{
namespace
{

const QString where = QStringLiteral("server.backup");
const QString storeName = QStringLiteral("centre.sqlite");
const QString pagesName = QStringLiteral("blobs");

bool synced(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool done = ::fsync(file) == 0;
    ::close(file);
    return done;
}

Result<Done> copied(const QString &from, const QString &to)
{
    if (!QDir().mkpath(QFileInfo(to).absolutePath()))
        return failure(Fault::StoreReadOnly, where, QFileInfo(to).fileName());
    QFile::remove(to);
    if (!QFile::copy(from, to))
        return failure(QFileInfo(from).isReadable() ? Fault::DiskFull : Fault::FileUnreadable, where,
                       QFileInfo(from).fileName());
    QFile::setPermissions(to, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!synced(to) || !synced(QFileInfo(to).absolutePath()))
        return failure(Fault::DiskFull, where, QFileInfo(to).fileName());
    return Done{};
}

/// Whole pages only; what is there already is left, because a page never changes.
Result<Done> copyPages(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = QDir(from).relativeFilePath(files.next());
        if (path.contains(QLatin1String("/partial/")) || QFileInfo::exists(QDir(to).filePath(path)))
            continue;
        if (auto done = copied(files.filePath(), QDir(to).filePath(path)); !done)
            return done;
    }
    return Done{};
}

/// Whether it is a centre's store, of this hall.
Result<Done> isStoreOf(const QString &file, const QString &hall)
{
    auto sql = Sql::open({file});
    if (!sql)
        return failure(sql.error());
    if (!(*sql)->row("SELECT 1 FROM hall WHERE hall = ?", {hall}))
        return failure(Fault::StoreDamaged, where, QStringLiteral("no store of this hall"));
    return Done{};
}

/// A copy of SQLite's file; up to which sequence it reaches at least.
Result<qint64> vacuumed(Sql &sql, const QString &hall, const QString &copy)
{
    const auto row = sql.row("SELECT sequence FROM hall WHERE hall = ?", {hall});
    if (!row)
        return failure(Fault::StoreDamaged, where, QStringLiteral("no such hall"));
    sql.run("VACUUM INTO ?", {copy});
    if (const auto trouble = sql.trouble())
        return failure(*trouble);
    return row->first().toLongLong();
}

/// A file of SQLite with the rows of a centre's PostgreSQL as they stood at one moment; up to which sequence.
Result<qint64> copyOut(const Configuration &configuration, const QString &copy)
{
    auto from = Sql::open(configuration.database);
    auto to = Sql::open({copy, configuration.database.suite, configuration.database.sealKey});
    if (!from || !to)
        return failure(from ? to.error() : from.error());
    if (auto made = migrate(**to); !made)
        return failure(made.error());
    (*from)->begin();
    (*from)->run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const auto version = (*from)->row("SELECT MAX(version) FROM schema_version");
    const auto row = (*from)->row("SELECT sequence FROM hall WHERE hall = ?", {configuration.hall});
    if (!row || !version || version->first().toInt() != newestSchema())
        return failure((*from)->trouble().value_or(
            Reason{Fault::StoreDamaged, where, QStringLiteral("no store of this hall and version")}));
    (*to)->begin();
    if (auto done = copyHall(**from, **to, configuration.hall); !done)
        return failure(done.error());
    if (auto done = (*to)->commit(); !done)
        return failure(done.error());
    return row->first().toLongLong();
}

/// The other way, in one transaction with the new epoch.
Result<Done> copyIn(const Configuration &configuration, const QString &copy, const Clock &clock,
                    const RandomSource &random)
{
    auto from = Sql::open({copy, configuration.database.suite, configuration.database.sealKey});
    auto to = Sql::open(configuration.database);
    if (!from || !to)
        return failure(from ? to.error() : from.error());
    for (Sql *one : {from->get(), to->get()}) {
        if (auto made = migrate(*one); !made)
            return made;
    }
    (*from)->begin();
    (*to)->begin(configuration.hall);
    if (auto done = copyHall(**from, **to, configuration.hall); !done)
        return done;
    beginEpoch(**to, configuration.hall, clock.now(), random);
    return (*to)->commit();
}

Result<Done> noteBackup(Sql &sql, const QString &hall, qint64 sequence)
{
    sql.begin(hall);
    sql.run("UPDATE hall SET backed_up_through = ? WHERE hall = ? AND backed_up_through < ?",
            {sequence, hall, sequence});
    return sql.commit();
}

} // namespace

Result<Done> backUp(const Configuration &configuration, const QString &folder)
{
    const QDir target(folder);
    if (!target.mkpath(QStringLiteral(".")) || !target.isEmpty())
        return failure(Fault::BadArgument, where, QStringLiteral("the folder is not empty"));
    auto sql = Sql::open(configuration.database);
    if (!sql)
        return failure(sql.error());
    const QString copy = target.absoluteFilePath(storeName);
    const auto through =
        configuration.database.isEmbedded() ? vacuumed(**sql, configuration.hall, copy) : copyOut(configuration, copy);
    if (!through)
        return failure(through.error());
    QFile::setPermissions(copy, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!synced(copy) || !synced(folder))
        return failure(Fault::DiskFull, where, storeName);
    // After the store: every page that it names is there by now, or still waits at its window.
    if (auto pages = copyPages(blobFolder(configuration.folder), target.filePath(pagesName)); !pages)
        return pages;
    return noteBackup(**sql, configuration.hall, *through);
}

Result<Done> restore(const Configuration &configuration, const QString &folder, const Clock &clock,
                     const RandomSource &random)
{
    const QString copy = QDir(folder).absoluteFilePath(storeName);
    const bool isEmbedded = configuration.database.isEmbedded();
    const QString store = isEmbedded ? configuration.database.name : QDir(configuration.folder).filePath(storeName);
    const QString next = store + QStringLiteral(".restored");
    if (auto done = copied(copy, next); !done)
        return done;
    if (auto done = isStoreOf(next, configuration.hall); !done)
        return done;
    if (isEmbedded) {
        for (const char *part : {"-wal", "-shm", ""})
            QFile::remove(store + QLatin1String(part));
        if (!QFile::rename(next, store) || !synced(QFileInfo(store).absolutePath()))
            return failure(Fault::StoreUnavailable, where, storeName);
    } else {
        const auto done = copyIn(configuration, next, clock, random);
        QFile::remove(next);
        if (!done)
            return done;
    }
    if (auto pages = copyPages(QDir(folder).filePath(pagesName), blobFolder(configuration.folder)); !pages)
        return pages;
    return isEmbedded ? beginEpoch(configuration, clock, random) : Result<Done>(Done{});
}

Result<Done> beginEpoch(const Configuration &configuration, const Clock &clock, const RandomSource &random)
{
    auto sql = Sql::open(configuration.database);
    if (!sql)
        return failure(sql.error());
    if (auto migrated = migrate(**sql); !migrated)
        return migrated;
    (*sql)->begin(configuration.hall);
    beginEpoch(**sql, configuration.hall, clock.now(), random);
    return (*sql)->commit();
}

} // namespace yichuang::server
