// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/blobs.h"

#include "app/crypto/digest.h"

#include <QDir>
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

bool BlobFiles::has(const QString &hall, const QString &blob) const
{
    return isSha256Hex(blob) && QFile::exists(finalPath(hall, blob));
}

QList<int> BlobFiles::chunks(const QString &hall, const QString &blob) const
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
    if (!isSha256Hex(blob) || number < 0 || number >= mostChunks || bytes.isEmpty())
        return failure(Fault::BadArgument, where);
    if (bytes.size() > chunkBytes)
        return failure(Fault::TooLarge, where);
    const QString folder = partFolder(hall, blob);
    if (!QDir().mkpath(folder))
        return failure(Fault::StoreUnavailable, where);
    return writeDurably(QStringLiteral("%1/%2").arg(folder).arg(number), bytes);
}

Result<Done> BlobFiles::complete(const QString &hall, const QString &blob, qint64 size, int chunkCount)
{
    if (!isSha256Hex(blob) || size < 0 || chunkCount < 0 || chunkCount > mostChunks)
        return failure(Fault::BadArgument, where);
    if (has(hall, blob))
        return Done{};
    QDir folder(partFolder(hall, blob));
    QByteArray whole;
    for (int i = 0; i < chunkCount; ++i) {
        QFile chunk(folder.filePath(QString::number(i)));
        if (!chunk.open(QIODevice::ReadOnly))
            return failure(Fault::NotFound, where, QStringLiteral("chunk %1").arg(i));
        whole += chunk.readAll();
    }
    if (whole.size() != size || sha256Hex(whole) != blob) {
        folder.removeRecursively();
        return failure(Fault::RequestRefused, where, QStringLiteral("digest wrong"));
    }
    const QString path = finalPath(hall, blob);
    QDir().mkpath(path.left(path.lastIndexOf(QLatin1Char('/'))));
    if (auto written = writeDurably(path, whole); !written)
        return written;
    folder.removeRecursively();
    return Done{};
}

Result<QByteArray> BlobFiles::read(const QString &hall, const QString &blob) const
{
    QFile file(finalPath(hall, blob));
    if (!isSha256Hex(blob) || !file.open(QIODevice::ReadOnly))
        return failure(Fault::NotFound, where);
    return file.readAll();
}

} // namespace yichuang::server
