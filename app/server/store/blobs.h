// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QStringList>

#include <functional>

namespace yichuang::server
{

/// Pages under the name of their SHA-256, received in chunks that survive a broken link. Any thread; the same blob may
/// be sent by two windows at once, through two processes of the centre. What it acknowledges is durable.
///
/// Faults of all calls: BadArgument for a name or number out of range, StoreUnavailable where the store is away,
/// DiskFull.
class BlobStore
{
public:
    static constexpr qint64 chunkBytes = 512 * 1024;
    static constexpr int mostChunks = 256;

    BlobStore() = default;
    BlobStore(const BlobStore &) = delete;
    BlobStore &operator=(const BlobStore &) = delete;
    virtual ~BlobStore() = default;

    [[nodiscard]] virtual Result<bool> has(const QString &hall, const QString &blob) const = 0;
    /// The chunks that are here of a blob that is not complete, ascending.
    [[nodiscard]] virtual Result<QList<int>> chunks(const QString &hall, const QString &blob) const = 0;
    /// Keeps one chunk; a second time replaces it. Also TooLarge.
    [[nodiscard]] virtual Result<Done> putChunk(const QString &hall, const QString &blob, int number,
                                                const QByteArray &bytes) = 0;
    /// Puts the chunks together and checks the whole. Also NotFound where a chunk is missing, RequestRefused where
    /// size or hash differ (the chunks are dropped then).
    [[nodiscard]] virtual Result<Done> complete(const QString &hall, const QString &blob, qint64 size,
                                                int chunkCount) = 0;
    /// The bytes as they were named. Also NotFound, SealBroken where they are others.
    [[nodiscard]] virtual Result<QByteArray> read(const QString &hall, const QString &blob) const = 0;

    /// Takes a complete blob away; done where it is not there.
    [[nodiscard]] virtual Result<Done> remove(const QString &hall, const QString &blob) = 0;
    /// Up to `most` complete blobs behind the name `after`, ascending.
    [[nodiscard]] virtual Result<QStringList> list(const QString &hall, const QString &after, int most) const = 0;
    /// Up to `most` blobs of which there are chunks only, all of them older than `olderThan`.
    [[nodiscard]] virtual Result<QStringList> abandoned(const QString &hall, const QDateTime &olderThan,
                                                        int most) const = 0;
    /// Takes the chunks of a blob away; done where there are none.
    [[nodiscard]] virtual Result<Done> dropChunks(const QString &hall, const QString &blob) = 0;
};

/// True where a chunk may have that name, number and size; else the Reason.
[[nodiscard]] Result<Done> isChunk(const QString &blob, int number, const QByteArray &bytes);
/// The chunks in order, if they are the blob; NotFound, RequestRefused as of complete(). `chunk` reads one.
[[nodiscard]] Result<QByteArray> putTogether(const QString &blob, qint64 size, int chunkCount,
                                             const std::function<Result<QByteArray>(int)> &chunk);

/// In files of a folder, which the processes of a centre share.
class BlobFiles final : public BlobStore
{
public:
    /// `folder` is made where it is missing.
    explicit BlobFiles(QString folder);

    [[nodiscard]] Result<bool> has(const QString &hall, const QString &blob) const override;
    [[nodiscard]] Result<QList<int>> chunks(const QString &hall, const QString &blob) const override;
    [[nodiscard]] Result<Done> putChunk(const QString &hall, const QString &blob, int number,
                                        const QByteArray &bytes) override;
    [[nodiscard]] Result<Done> complete(const QString &hall, const QString &blob, qint64 size, int chunkCount) override;
    [[nodiscard]] Result<QByteArray> read(const QString &hall, const QString &blob) const override;
    [[nodiscard]] Result<Done> remove(const QString &hall, const QString &blob) override;
    [[nodiscard]] Result<QStringList> list(const QString &hall, const QString &after, int most) const override;
    [[nodiscard]] Result<QStringList> abandoned(const QString &hall, const QDateTime &olderThan,
                                                int most) const override;
    [[nodiscard]] Result<Done> dropChunks(const QString &hall, const QString &blob) override;

private:
    [[nodiscard]] QString finalPath(const QString &hall, const QString &blob) const;
    [[nodiscard]] QString partFolder(const QString &hall, const QString &blob) const;

    QString m_folder;
};

} // namespace yichuang::server
