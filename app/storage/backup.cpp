// SPDX-License-Identifier: Apache-2.0
#include "app/storage/backup.h"

#include "app/storage/durable_file.h"

#include <QDir>

#include <sqlite3.h>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("store.backup");
const QString prefix = QStringLiteral("store-");
const QString suffix = QStringLiteral(".db");
const QString stampForm = QStringLiteral("yyyyMMddTHHmmss");

QString partOf(const QString &file)
{
    return file + QStringLiteral(".part");
}

tl::unexpected<Reason> sqliteFailure(int code)
{
    const bool full = (code & 0xff) == SQLITE_FULL;
    const bool damaged = (code & 0xff) == SQLITE_CORRUPT;
    return failure(full      ? Fault::DiskFull
                   : damaged ? Fault::StoreDamaged
                             : Fault::StoreUnavailable,
                   where, QStringLiteral("sqlite %1").arg(code));
}

} // namespace

QList<BackupFile> backupsIn(const QString &folder)
{
    QList<BackupFile> found;
    const QStringList names =
        QDir(folder).entryList({prefix + u'*' + suffix}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names) {
        QDateTime at = QDateTime::fromString(name.mid(prefix.size()).chopped(suffix.size()), stampForm);
        at.setTimeSpec(Qt::UTC);
        if (at.isValid())
            found.append({QDir(folder).filePath(name), at});
    }
    return found;
}

void dropOldBackups(const QString &folder, int count)
{
    const QList<BackupFile> all = backupsIn(folder);
    for (qsizetype i = count; i < all.size(); ++i)
        QFile::remove(all[i].file);
}

Result<Done> placeBackup(const QString &file)
{
    const auto sound = [&]() -> Result<Done> {
        Database database;
        if (auto opened = database.openToView(partOf(file)); !opened)
            return opened;
        return database.check();
    }();
    if (sound)
        return moveDurably(partOf(file), file);
    QFile::remove(partOf(file));
    return sound;
}

Backup::Backup(Database &database, QString folder, const QDateTime &at)
    : m_database(database),
      m_folder(std::move(folder)),
      m_file(QDir(m_folder).filePath(prefix + at.toUTC().toString(stampForm) + suffix))
{
}

Backup::~Backup()
{
    end();
    if (!m_whole)
        QFile::remove(partOf(m_file));
}

Result<Done> Backup::begin()
{
    if (auto made = makeFolder(m_folder); !made)
        return made;
    QFile::remove(partOf(m_file));
    int code = sqlite3_open_v2(partOf(m_file).toUtf8().constData(), &m_copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                               nullptr);
    // Synced once, when it is whole.
    if (code == SQLITE_OK)
        code = sqlite3_exec(m_copy, "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return sqliteFailure(code);
    QFile::setPermissions(partOf(m_file), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    m_run = sqlite3_backup_init(m_copy, "main", m_database.handle(), "main");
    return m_run != nullptr ? Result<Done>(Done{}) : sqliteFailure(sqlite3_errcode(m_copy));
}

void Backup::end()
{
    if (m_run != nullptr)
        sqlite3_backup_finish(m_run);
    m_run = nullptr;
    sqlite3_close(m_copy);
    m_copy = nullptr;
}

Result<bool> Backup::some(int pages)
{
    if (m_run == nullptr) {
        if (auto begun = begin(); !begun)
            return failure(begun.error());
    }
    const int code = sqlite3_backup_step(m_run, pages);
    if (code == SQLITE_OK)
        return false;
    if (code != SQLITE_DONE)
        return sqliteFailure(code);
    end();
    m_whole = true;
    return true;
}

} // namespace yichuang
