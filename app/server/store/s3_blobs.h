// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/s3_line.h"
#include "app/server/store/blobs.h"

#include <atomic>

namespace yichuang::server
{

/// In an S3 service, under the names that BlobFiles gives its files, so that a tool that copies files into a bucket
/// moves a centre there. Chunks are objects too: every process of the centre sees them. After a failure everything is
/// refused at once for two seconds, so that a service that is away holds up nobody for long.
class S3Blobs final : public BlobStore
{
public:
    S3Blobs(S3Service service, const Clock &clock);

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
    struct Listed {
        QString key; ///< behind the service's own prefix
        QDateTime modified;
    };
    struct Listing {
        QList<Listed> objects;
        bool more = false;
    };
    using Query = QList<QPair<QByteArray, QByteArray>>;

    [[nodiscard]] Result<S3Answer> ask(const QByteArray &method, const QString &key, const Query &query = {},
                                       const QByteArray &body = {}) const;
    [[nodiscard]] Result<QByteArray> get(const QString &key) const;
    [[nodiscard]] Result<Done> put(const QString &key, const QByteArray &bytes);
    [[nodiscard]] Result<Done> take(const QString &key);
    [[nodiscard]] Result<Listing> objects(const QString &prefix, const QString &after, int most) const;

    S3Service m_service;
    const Clock &m_clock;
    QString m_prefix; ///< of its keys in the bucket, with a / at its end where there is one
    S3Service m_bucket;
    mutable std::atomic<qint64> m_awayUntilMs = 0; ///< monotonic
};

} // namespace yichuang::server
