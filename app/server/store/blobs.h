// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace yichuang::server
{

/// Pages as files named by their SHA-256, received in chunks that survive a broken link. Any thread; the same blob may
/// be sent by two windows at once.
class BlobFiles
{
public:
    static constexpr qint64 chunkBytes = 512 * 1024;
    static constexpr int mostChunks = 256;

    /// `folder` is made where it is missing.
    explicit BlobFiles(QString folder);

    [[nodiscard]] bool has(const QString &hall, const QString &blob) const;
    /// The chunks that are here of a blob that is not complete, ascending.
    [[nodiscard]] QList<int> chunks(const QString &hall, const QString &blob) const;
    /// Keeps one chunk durably; a second time replaces it. BadArgument for a name or number out of range, TooLarge,
    /// DiskFull.
    [[nodiscard]] Result<Done> putChunk(const QString &hall, const QString &blob, int number, const QByteArray &bytes);
    /// Puts the chunks together and checks the whole. NotFound where a chunk is missing, RequestRefused where size or
    /// hash differ (the chunks are dropped then), DiskFull.
    [[nodiscard]] Result<Done> complete(const QString &hall, const QString &blob, qint64 size, int chunkCount);
    /// NotFound.
    [[nodiscard]] Result<QByteArray> read(const QString &hall, const QString &blob) const;

private:
    [[nodiscard]] QString finalPath(const QString &hall, const QString &blob) const;
    [[nodiscard]] QString partFolder(const QString &hall, const QString &blob) const;

    QString m_folder;
};

} // namespace yichuang::server
