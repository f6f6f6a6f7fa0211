// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/troubled_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace yichuang
{

namespace
{

/// What SQLite keeps for an open file: its own part first.
struct OpenFile {
    sqlite3_file own;
    TroubledDisk *disk;
    std::shared_ptr<DiskFile> *file;
};

OpenFile &fileOf(sqlite3_file *file)
{
    return *reinterpret_cast<OpenFile *>(file);
}

TroubledDisk &diskOf(sqlite3_vfs *vfs)
{
    return *static_cast<TroubledDisk *>(vfs->pAppData);
}

int codeOf(DiskCall call)
{
    switch (call) {
    case DiskCall::Open:
        return SQLITE_CANTOPEN;
    case DiskCall::Read:
        return SQLITE_IOERR_READ;
    case DiskCall::Write:
        return SQLITE_IOERR_WRITE;
    case DiskCall::Truncate:
        return SQLITE_IOERR_TRUNCATE;
    case DiskCall::Sync:
        return SQLITE_IOERR_FSYNC;
    case DiskCall::Size:
        return SQLITE_IOERR_FSTAT;
    case DiskCall::Delete:
        return SQLITE_IOERR_DELETE;
    case DiskCall::Lock:
        return SQLITE_IOERR_LOCK;
    }
    return SQLITE_IOERR;
}

bool isChange(DiskCall call)
{
    return call == DiskCall::Write || call == DiskCall::Truncate || call == DiskCall::Sync || call == DiskCall::Delete;
}

void lay(QByteArray &content, qint64 at, const char *bytes, qsizetype size)
{
    if (content.size() < at + size)
        content.append(at + size - content.size(), '\0');
    std::memcpy(content.data() + at, bytes, static_cast<std::size_t>(size));
}

} // namespace

/// SQLite's calls, each on the disk it belongs to.
struct DiskCalls {
    static int close(sqlite3_file *file)
    {
        delete fileOf(file).file;
        fileOf(file).file = nullptr;
        return SQLITE_OK;
    }
    static int read(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
    {
        if (const int code = fileOf(file).disk->begin(DiskCall::Read))
            return code;
        const QByteArray &seen = (*fileOf(file).file)->seen;
        const qint64 there = std::clamp<qint64>(seen.size() - at, 0, size);
        std::memcpy(to, seen.constData() + (there > 0 ? at : 0), static_cast<std::size_t>(there));
        std::memset(static_cast<char *>(to) + there, 0, static_cast<std::size_t>(size - there));
        return there == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
    {
        TroubledDisk &disk = *fileOf(file).disk;
        const int code = disk.begin(DiskCall::Write);
        // The write under which the power goes may have begun.
        if (code != SQLITE_OK && !disk.m_cutNow)
            return code;
        DiskFile &content = **fileOf(file).file;
        lay(content.seen, at, static_cast<const char *>(from), size);
        content.unsynced.append({at, QByteArray(static_cast<const char *>(from), size), false});
        return code;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        if (const int code = fileOf(file).disk->begin(DiskCall::Truncate))
            return code;
        DiskFile &content = **fileOf(file).file;
        content.seen.resize(size);
        content.unsynced.append({size, {}, true});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file *file, int)
    {
        TroubledDisk &disk = *fileOf(file).disk;
        if (const int code = disk.begin(DiskCall::Sync))
            return code;
        if (disk.m_lies)
            return SQLITE_OK;
        const std::shared_ptr<DiskFile> &content = *fileOf(file).file;
        content->durable = content->seen;
        content->unsynced.clear();
        if (content->syncsFolder)
            disk.syncFolder();
        content->syncsFolder = false;
        return SQLITE_OK;
    }
    static int size(sqlite3_file *file, sqlite3_int64 *size)
    {
        *size = (*fileOf(file).file)->seen.size();
        return fileOf(file).disk->begin(DiskCall::Size);
    }
    static int lock(sqlite3_file *file, int) { return fileOf(file).disk->begin(DiskCall::Lock); }
    static int unlock(sqlite3_file *, int) { return SQLITE_OK; }
    static int isReserved(sqlite3_file *, int *reserved)
    {
        *reserved = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file *) { return 4096; }
    static int traits(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        static const sqlite3_io_methods methods = {1,       close,   read,       write,   truncate,   sync,   size,
                                                   lock,    unlock,  isReserved, control, sectorSize, traits, nullptr,
                                                   nullptr, nullptr, nullptr,    nullptr, nullptr};
        TroubledDisk &disk = diskOf(vfs);
        file->pMethods = nullptr;
        if (const int code = disk.begin(DiskCall::Open))
            return code;
        // A file without a name is SQLite's own for the moment and gone with its handle.
        const QString key = QString::fromUtf8(name);
        std::shared_ptr<DiskFile> content = name == nullptr ? nullptr : disk.m_files.value(key);
        if (!content && (flags & SQLITE_OPEN_CREATE) == 0)
            return SQLITE_CANTOPEN;
        if (!content) {
            content = std::make_shared<DiskFile>();
            content->syncsFolder = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
            if (name != nullptr)
                disk.m_files.insert(key, content);
        }
        fileOf(file).disk = &disk;
        fileOf(file).file = new std::shared_ptr<DiskFile>(std::move(content));
        file->pMethods = &methods;
        if (outFlags != nullptr)
            *outFlags = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncFolder)
    {
        TroubledDisk &disk = diskOf(vfs);
        if (const int code = disk.begin(DiskCall::Delete))
            return code;
        const std::shared_ptr<DiskFile> gone = disk.m_files.take(QString::fromUtf8(name));
        if (!gone)
            return SQLITE_IOERR_DELETE_NOENT;
        if (gone->listed)
            disk.m_deleted.insert(QString::fromUtf8(name), gone);
        if (syncFolder != 0 && !disk.m_lies)
            disk.syncFolder();
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs *vfs, const char *name, int, int *result)
    {
        const auto found = diskOf(vfs).m_files.value(QString::fromUtf8(name));
        *result = found != nullptr && !found->seen.isEmpty();
        return SQLITE_OK;
    }
    static int fullName(sqlite3_vfs *, const char *name, int size, char *full)
    {
        sqlite3_snprintf(size, full, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs *vfs, int size, char *to)
    {
        const QByteArray bytes = diskOf(vfs).m_dice.bytes(size);
        std::memcpy(to, bytes.constData(), static_cast<std::size_t>(size));
        return size;
    }
    static int sleep(sqlite3_vfs *, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs *vfs, double *now)
    {
        sqlite3_vfs *usual = diskOf(vfs).m_usual;
        return usual->xCurrentTime(usual, now);
    }
    static int lastError(sqlite3_vfs *, int, char *) { return 0; }
};

TroubledDisk::TroubledDisk() : m_vfs(std::make_unique<sqlite3_vfs>()), m_usual(sqlite3_vfs_find(nullptr))
{
    *m_vfs = {};
    m_vfs->iVersion = 1;
    m_vfs->szOsFile = sizeof(OpenFile);
    m_vfs->mxPathname = 1024;
    m_vfs->zName = "troubled";
    m_vfs->pAppData = this;
    m_vfs->xOpen = DiskCalls::open;
    m_vfs->xDelete = DiskCalls::remove;
    m_vfs->xAccess = DiskCalls::access;
    m_vfs->xFullPathname = DiskCalls::fullName;
    m_vfs->xRandomness = DiskCalls::randomness;
    m_vfs->xSleep = DiskCalls::sleep;
    m_vfs->xCurrentTime = DiskCalls::time;
    m_vfs->xGetLastError = DiskCalls::lastError;
    if (sqlite3_vfs_register(m_vfs.get(), 1) != SQLITE_OK)
        qFatal("SQLite takes no file system");
}

TroubledDisk::~TroubledDisk()
{
    sqlite3_vfs_unregister(m_vfs.get());
    sqlite3_vfs_register(m_usual, 1);
}

void TroubledDisk::wipe(quint64 seed)
{
    m_dice = chaos::Dice(seed);
    m_files.clear();
    m_deleted.clear();
    m_cut = m_cutNow = false;
    m_changes = m_cutAt = 0;
    // SQLite's own chances start anew from this disk's.
    sqlite3_randomness(0, nullptr);
    m_calls = m_failFrom = m_failCount = m_failed = 0;
}

void TroubledDisk::syncFolder()
{
    for (const std::shared_ptr<DiskFile> &file : std::as_const(m_files))
        file->listed = true;
    m_deleted.clear();
}

bool TroubledDisk::isTroubled(DiskCall call) const
{
    switch (m_failure) {
    case Failure::Io:
        return true;
    case Failure::Full:
        return call == DiskCall::Write;
    case Failure::Busy:
        return call == DiskCall::Lock;
    }
    return false;
}

int TroubledDisk::begin(DiskCall call)
{
    m_cutNow = isChange(call) && !m_cut && ++m_changes == m_cutAt;
    m_cut = m_cut || m_cutNow;
    if (m_cut)
        return codeOf(call);
    if (m_failCount == 0 || !isTroubled(call))
        return SQLITE_OK;
    ++m_calls;
    if (m_calls < m_failFrom || m_calls >= m_failFrom + m_failCount)
        return SQLITE_OK;
    ++m_failed;
    return m_failure == Failure::Full ? SQLITE_FULL : m_failure == Failure::Busy ? SQLITE_BUSY : codeOf(call);
}

void TroubledDisk::fail(Failure how, qint64 from, qint64 count)
{
    m_failure = how;
    m_failFrom = from;
    m_failCount = count;
    m_calls = m_failed = 0;
}

/// A piece of a write within one sector: there, not there, or there up to or from some byte.
void TroubledDisk::keepPiece(DiskFile &file, const DiskFile::Unsynced &write, qsizetype from, qsizetype size)
{
    constexpr double torn = 0.1;
    constexpr qsizetype whole = 512; // what no disk tears
    if (size > whole && m_dice.chance(torn)) {
        const qsizetype part = m_dice.between(0, size);
        if (m_dice.chance(0.5))
            lay(file.durable, write.at + from, write.bytes.constData() + from, part);
        else
            lay(file.durable, write.at + from + part, write.bytes.constData() + from + part, size - part);
    } else if (m_dice.chance(m_kept)) {
        lay(file.durable, write.at + from, write.bytes.constData() + from, size);
    }
}

void TroubledDisk::settle(DiskFile &file)
{
    for (const DiskFile::Unsynced &write : std::as_const(file.unsynced)) {
        if (write.cuts) {
            if (m_dice.chance(m_kept))
                file.durable.resize(std::min<qsizetype>(file.durable.size(), write.at));
            continue;
        }
        for (qsizetype from = 0; from < write.bytes.size();) {
            const qsizetype inSector = (write.at + from) % m_sector;
            const qsizetype size = std::min(m_sector - inSector, write.bytes.size() - from);
            keepPiece(file, write, from, size);
            from += size;
        }
    }
    // The length may be there before the bytes are.
    if (file.seen.size() > file.durable.size() && m_dice.chance(0.2))
        file.durable.append(file.seen.size() - file.durable.size(), '\0');
    file.unsynced.clear();
    file.seen = file.durable;
    file.listed = true;
}

void TroubledDisk::powerUp(const QString &folder)
{
    static constexpr double shares[] = {0.0, 0.1, 0.5, 0.9, 1.0};
    m_kept = m_dice.oneOf(shares);
    QStringList names = m_files.keys();
    names.sort();
    for (const QString &name : std::as_const(names)) {
        if (!name.startsWith(folder))
            continue;
        const bool listed = m_files[name]->listed || m_dice.chance(m_kept);
        if (listed)
            settle(*m_files[name]);
        else
            m_files.remove(name);
    }
    names = m_deleted.keys();
    names.sort();
    for (const QString &name : std::as_const(names)) {
        if (!name.startsWith(folder))
            continue;
        const auto gone = m_deleted.take(name);
        if (m_files.contains(name) || m_dice.chance(0.5))
            continue;
        settle(*gone);
        m_files.insert(name, gone);
    }
    m_cut = m_cutNow = false;
    m_cutAt = 0;
}

QByteArray TroubledDisk::content(const QString &name) const
{
    const auto found = m_files.value(name);
    return found ? found->seen : QByteArray();
}

void TroubledDisk::put(const QString &name, const QByteArray &bytes)
{
    auto file = std::make_shared<DiskFile>();
    file->seen = file->durable = bytes;
    file->listed = true;
    m_files.insert(name, file);
}

} // namespace yichuang
