// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/blobs.h"

#include "app/crypto/digest.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace yichuang::server
{
namespace
{

const QString where = QStringLiteral("server.blobs");

Result<Done> writeDurably(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path); // writes beside, syncs, renames
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        const bool full = file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError;
        return failure(full ? Fault::DiskFull : Fault::StoreUnavailable, where, file.errorString());
    }
    return Done{};
}

} // namespace

BlobFiles::BlobFiles(QString folder) : m_folder(std::move(folder))
{
    QDir().mkpath(m_folder);
}

QString BlobFiles::finalPath(const QString &hall, const QString &blob) const
{
    return QStringLiteral("%1/%2/%3/%4").arg(m_folder, hall, blob.left(2), blob);
}

QString BlobFiles::partFolder(const QString &hall, const QString &blob) const
{
    return QStringLiteral("%1/%2/partial/%3").arg(m_folder, hall, blob);
}

Result<Done> isChunk(const QString &blob, int number, const QByteArray &bytes)
{
    if (!isSha256Hex(blob) || number < 0 || number >= BlobStore::mostChunks || bytes.isEmpty())
        return failure(Fault::BadArgument, where);
    if (bytes.size() > BlobStore::chunkBytes)
        return failure(Fault::TooLarge, where);
    return Done{};
}

Result<QByteArray> putTogether(const QString &blob, qint64 size, int chunkCount,
                               const std::function<Result<QByteArray>(int)> &chunk)
{
    QByteArray whole;
    for (int i = 0; i < chunkCount; ++i) {
        const auto bytes = chunk(i);
        if (!bytes && bytes.error().fault == Fault::NotFound)
            return failure(Fault::NotFound, where, QStringLiteral("chunk %1").arg(i));
        if (!bytes)
            return bytes;
        whole += *bytes;
    }
    if (whole.size() != size || sha256Hex(whole) != blob)
        return failure(Fault::RequestRefused, where, QStringLiteral("digest wrong"));
    return whole;
}

Result<bool> BlobFiles::has(const QString &hall, const QString &blob) const
{
    return isSha256Hex(blob) && QFile::exists(finalPath(hall, blob));
}

Result<QList<int>> BlobFiles::chunks(const QString &hall, const QString &blob) const
{
    QList<int> numbers;
    if (!isSha256Hex(blob))
        return numbers;
    for (const QString &name : QDir(partFolder(hall, blob)).entryList(QDir::Files)) {
        bool isNumber = false;
        const int number = name.toInt(&isNumber);
        if (isNumber)
            numbers.append(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Result<Done> BlobFiles::putChunk(const QString &hall, const QString &blob, int number, const QByteArray &bytes)
{
    if (const auto good = isChunk(blob, number, bytes); !good)
        return good;
    const QString folder = partFolder(hall, blob);
    if (!QDir().mkpath(folder))
        return failure(Fault::StoreUnavailable, where);
    return writeDurably(QStringLiteral("%1/%2").arg(folder).arg(number), bytes);
}

Result<Done> BlobFiles::complete(const QString &hall, const QString &blob, qint64 size, int chunkCount)
{
    if (!isSha256Hex(blob) || size < 0 || chunkCount < 0 || chunkCount > mostChunks)
        return failure(Fault::BadArgument, where);
    const QString path = finalPath(hall, blob);
    if (QFile::exists(path))
        return Done{};
    const QDir folder(partFolder(hall, blob));
    const auto whole = putTogether(blob, size, chunkCount, [&folder](int number) -> Result<QByteArray> {
        QFile chunk(folder.filePath(QString::number(number)));
        if (!chunk.open(QIODevice::ReadOnly))
            return failure(Fault::NotFound, where);
        return chunk.readAll();
    });
    if (!whole) {
        if (whole.error().fault == Fault::RequestRefused)
            (void)dropChunks(hall, blob);
        return failure(whole.error());
    }
    QDir().mkpath(path.left(path.lastIndexOf(QLatin1Char('/'))));
    if (auto written = writeDurably(path, *whole); !written)
        return written;
    return dropChunks(hall, blob);
}

Result<QByteArray> BlobFiles::read(const QString &hall, const QString &blob) const
{
    QFile file(finalPath(hall, blob));
    if (!isSha256Hex(blob) || !file.open(QIODevice::ReadOnly))
        return failure(Fault::NotFound, where);
    QByteArray bytes = file.readAll();
    if (sha256Hex(bytes) != blob)
        return failure(Fault::SealBroken, where, blob);
    return bytes;
}

Result<Done> BlobFiles::remove(const QString &hall, const QString &blob)
{
    if (!isSha256Hex(blob))
        return failure(Fault::BadArgument, where);
    const QString path = finalPath(hall, blob);
    if (QFile::exists(path) && !QFile::remove(path))
        return failure(Fault::StoreUnavailable, where, QStringLiteral("not removed"));
    return Done{};
}

Result<QStringList> BlobFiles::list(const QString &hall, const QString &after, int most) const
{
    QStringList names;
    const QDir folder(QStringLiteral("%1/%2").arg(m_folder, hall));
    static const QString twoOfHex = QStringLiteral("[0-9a-f][0-9a-f]");
    for (const QString &prefix : folder.entryList({twoOfHex}, QDir::Dirs, QDir::Name)) {
        if (prefix < after.left(2))
            continue;
        for (const QString &name : QDir(folder.filePath(prefix)).entryList(QDir::Files, QDir::Name)) {
            if (name > after && isSha256Hex(name))
                names.append(name);
            if (names.size() >= most)
                return names;
        }
    }
    return names;
}

Result<QStringList> BlobFiles::abandoned(const QString &hall, const QDateTime &olderThan, int most) const
{
    QStringList names;
    QDirIterator folders(QStringLiteral("%1/%2/partial").arg(m_folder, hall), QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext() && names.size() < most) {
        const QDir folder(folders.next());
        // The folder's own time is that of the last chunk that came.
        if (folders.fileInfo().lastModified() < olderThan && isSha256Hex(folders.fileName()))
            names.append(folders.fileName());
    }
    return names;
}

Result<Done> BlobFiles::dropChunks(const QString &hall, const QString &blob)
{
    if (!isSha256Hex(blob))
        return failure(Fault::BadArgument, where);
    QDir(partFolder(hall, blob)).removeRecursively();
    return Done{};
}

} // namespace yichuang::server
