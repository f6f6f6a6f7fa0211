// SPDX-License-Identifier: Apache-2.0
#include "app/storage/durable_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace yichuang
{

namespace
{

tl::unexpected<Reason> systemFailure(int error, const QString &where)
{
    Fault fault = Fault::StoreUnavailable;
    if (error == ENOSPC || error == EFBIG)
        fault = Fault::DiskFull;
#ifdef Q_OS_UNIX
    if (error == EDQUOT)
        fault = Fault::DiskFull;
#endif
    if (error == EROFS || error == EACCES || error == EPERM)
        fault = Fault::StoreReadOnly;
    return failure(fault, where, QStringLiteral("errno %1").arg(error));
}

bool syncFile(QFile &file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return file.flush();
#endif
}

/// Within one folder, which is synced after it; where that does not work, the moved file is gone.
Result<Done> moveIntoPlace(const QString &from, const QString &to)
{
    const QString where = QStringLiteral("store.file");
#ifdef Q_OS_UNIX
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0) {
        const int error = errno;
        QFile::remove(from);
        return systemFailure(error, where);
    }
#else
    QFile::remove(to);
    if (!QFile::rename(from, to))
        return failure(Fault::StoreUnavailable, where);
#endif
    return syncFolder(QFileInfo(to).absolutePath());
}

} // namespace

Result<Done> syncFolder(const QString &folder)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return systemFailure(errno, QStringLiteral("store.folder"));
    const int synced = ::fsync(handle);
    const int error = errno;
    ::close(handle);
    if (synced != 0)
        return systemFailure(error, QStringLiteral("store.folder"));
#else
    Q_UNUSED(folder)
#endif
    return Done{};
}

Result<Done> moveDurably(const QString &from, const QString &to)
{
    const QString where = QStringLiteral("store.file");
    QFile file(from);
    errno = 0;
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly) || !syncFile(file))
        return systemFailure(errno, where);
    file.close();
    return moveIntoPlace(from, to);
}

Result<Done> writeDurably(const QString &file, const QByteArray &bytes)
{
    const QString where = QStringLiteral("store.file");
    const QString beside = file + QStringLiteral(".part");
    QFile part(beside);
    errno = 0;
    if (!part.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return systemFailure(errno, where);
    part.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    errno = 0;
    if (part.write(bytes) != bytes.size() || !syncFile(part)) {
        const int error = errno;
        part.close();
        part.remove();
        return systemFailure(error, where);
    }
    part.close();
    return moveIntoPlace(beside, file);
}

Result<QByteArray> readWhole(const QString &name, qint64 limit)
{
    QFile file(name);
    if (!file.exists())
        return failure(Fault::NotFound, QStringLiteral("store.file"));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::StoreUnavailable, QStringLiteral("store.file"));
    if (file.size() > limit)
        return failure(Fault::TooLarge, QStringLiteral("store.file"));
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return failure(Fault::StoreDamaged, QStringLiteral("store.file"));
    return bytes;
}

Result<Done> makeFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return Done{};
    errno = 0;
    if (!QDir().mkpath(folder))
        return systemFailure(errno, QStringLiteral("store.folder"));
    QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return syncFolder(QFileInfo(folder).absolutePath());
}

Result<Done> allocateFile(const QString &name, qint64 bytes)
{
    QFile file(name);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return systemFailure(errno, QStringLiteral("store.ballast"));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    int error = 0;
#ifdef Q_OS_UNIX
    error = ::posix_fallocate(file.handle(), 0, bytes);
#else
    const QByteArray block(1024 * 1024, '\0');
    for (qint64 left = bytes; left > 0 && error == 0; left -= block.size()) {
        if (file.write(block.constData(), qMin<qint64>(left, block.size())) < 0)
            error = ENOSPC;
    }
#endif
    if (error == 0)
        return Done{};
    file.close();
    file.remove();
    return systemFailure(error, QStringLiteral("store.ballast"));
}

} // namespace yichuang
