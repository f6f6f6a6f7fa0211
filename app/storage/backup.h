// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"

#include <QDateTime>

struct sqlite3_backup;

namespace yichuang
{

/// A copy of an open store as it lies on the disk.
struct BackupFile {
    QString file;
    QDateTime at; ///< UTC, to the second
};
/// Those in a folder, the newest first.
[[nodiscard]] QList<BackupFile> backupsIn(const QString &folder);
/// Keeps the newest `count`.
void dropOldBackups(const QString &folder, int count);
/// Puts a whole copy into its place: looked through with SQLite's integrity_check and durable. Takes as long as reading
/// and writing all of it; any thread. StoreDamaged where the copy, and so the store, is not sound: the copy is gone
/// then. DiskFull, StoreUnavailable.
[[nodiscard]] Result<Done> placeBackup(const QString &file);

/// One copy under way, made a few pages at a time between the store's other work; what is written meanwhile is in it.
/// As sealed as the store. The thread of the database.
class Backup
{
public:
    /// `folder` is made where it is not there. The copy is named by `at`.
    Backup(Database &database, QString folder, const QDateTime &at);
    /// What is not whole is gone.
    ~Backup();
    Backup(const Backup &) = delete;
    Backup &operator=(const Backup &) = delete;

    /// True once the copy is whole, and waits for placeBackup(). DiskFull, StoreReadOnly, StoreUnavailable.
    [[nodiscard]] Result<bool> some(int pages);
    [[nodiscard]] QString file() const { return m_file; }

private:
    [[nodiscard]] Result<Done> begin();
    void end();

    Database &m_database;
    QString m_folder;
    QString m_file;
    sqlite3 *m_copy = nullptr;
    sqlite3_backup *m_run = nullptr;
    bool m_whole = false;
};

} // namespace yichuang
