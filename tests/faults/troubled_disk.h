// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/chaos/dice.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <memory>

struct sqlite3_vfs;

namespace yichuang
{

/// What a call asks of the disk.
enum class DiskCall { Open, Read, Write, Truncate, Sync, Size, Delete, Lock };

/// A file as the program sees it and as it lies on the disk.
struct DiskFile {
    /// A write, or with no bytes a cut to the length `at`, that no sync has followed yet.
    struct Unsynced {
        qint64 at = 0;
        QByteArray bytes;
        bool cuts = false;
    };

    QByteArray seen;
    QByteArray durable;
    QList<Unsynced> unsynced;
    bool listed = false;      ///< its name in the folder is on the disk too
    bool syncsFolder = false; ///< with its next sync, as SQLite's do for a new log
};

/// A disk in memory under SQLite: its default file system from construction on, for every connection of this process.
/// It forgets what was not synced when the power is cut, in whole sectors and within one; it fails the calls it is
/// told to fail. Everything by chance comes from its seed. One thread at a time.
class TroubledDisk
{
public:
    TroubledDisk();
    ~TroubledDisk();
    TroubledDisk(const TroubledDisk &) = delete;
    TroubledDisk &operator=(const TroubledDisk &) = delete;

    /// An empty disk with power; nothing may be open on it.
    void wipe(quint64 seed);
    /// Bytes that the power cut may tear apart from each other: 512 or 4096.
    void setSector(qsizetype bytes) { m_sector = bytes; }
    /// Syncs are said to be done and are not: a disk that lies.
    void setLying(bool lies) { m_lies = lies; }

    /// The power goes at that change of the disk from now on (a write, a cut, a sync, a new or deleted file), counted
    /// from 1; 0 for never.
    void cutAt(qint64 change) { m_cutAt = change == 0 ? 0 : m_changes + change; }
    [[nodiscard]] bool isCut() const { return m_cut; }
    /// Changes since the disk was wiped.
    [[nodiscard]] qint64 changes() const { return m_changes; }
    /// The power is back, and what was not synced in this folder is lost by chance. Nothing there may be open.
    void powerUp(const QString &folder);

    /// How calls fail.
    enum class Failure {
        Io,   ///< any call
        Full, ///< writing
        Busy, ///< locking
    };
    /// The calls of that kind fail, from the one with this number on (counted from 1, from now on), that many of them.
    void fail(Failure how, qint64 from, qint64 count);
    void endFailures() { m_failCount = 0; }
    [[nodiscard]] qint64 failed() const { return m_failed; }

    [[nodiscard]] QByteArray content(const QString &name) const;
    void put(const QString &name, const QByteArray &bytes);

private:
    friend struct DiskCalls;

    /// SQLITE_OK, or the code with which the call ends.
    [[nodiscard]] int begin(DiskCall call);
    [[nodiscard]] bool isTroubled(DiskCall call) const;
    void settle(DiskFile &file);
    void syncFolder();
    void keepPiece(DiskFile &file, const DiskFile::Unsynced &write, qsizetype from, qsizetype size);

    chaos::Dice m_dice{0};
    std::unique_ptr<sqlite3_vfs> m_vfs;
    sqlite3_vfs *m_usual = nullptr;
    QHash<QString, std::shared_ptr<DiskFile>> m_files;
    QHash<QString, std::shared_ptr<DiskFile>> m_deleted; ///< the folder on the disk may still name them
    qsizetype m_sector = 4096;
    bool m_lies = false;
    bool m_cut = false;
    bool m_cutNow = false; ///< by the call under way
    qint64 m_changes = 0;
    qint64 m_cutAt = 0;
    Failure m_failure = Failure::Io;
    qint64 m_failFrom = 0;
    qint64 m_failCount = 0;
    qint64 m_calls = 0;
    qint64 m_failed = 0;
    double m_kept = 0.5;
};

} // namespace yichuang
