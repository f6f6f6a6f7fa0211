// SPDX-License-Identifier: Apache-2.0
#include "app/sync/blob_transfer.h"

#include "app/sync/wire.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace yichuang
{

BlobTransfer::BlobTransfer(Way way, const QString &blob, QByteArray bytes, Ended ended)
    : m_way(std::move(way)),
      m_path(QStringLiteral("/v1/blobs/") + blob),
      m_bytes(std::move(bytes)),
      m_ended(std::move(ended)),
      m_chunks(static_cast<int>((m_bytes.size() + blobChunk - 1) / blobChunk))
{
}

void BlobTransfer::start(const Way &way, const QString &blob, const QByteArray &bytes, const Ended &ended)
{
    const std::shared_ptr<BlobTransfer> transfer(new BlobTransfer(way, blob, bytes, ended));
    way.whenFree([transfer] { transfer->askWhatIsThere(); });
}

void BlobTransfer::askWhatIsThere()
{
    Call call;
    call.method = "HEAD";
    call.path = m_path;
    call.alsoGood = {404};
    auto whole = std::make_shared<bool>(false);
    m_way.run(
        call,
        [self = shared_from_this(), whole](const Answer &answer) -> std::optional<Reason> {
            *whole = answer.status != 404;
            self->m_there = chunksFrom(answer.chunks, self->m_chunks);
            return std::nullopt;
        },
        [self = shared_from_this(), whole](const std::optional<Reason> &reason) {
            if (reason || *whole)
                return self->m_ended(reason);
            self->sendNext();
        });
}

void BlobTransfer::sendNext()
{
    while (m_there.contains(m_next))
        ++m_next;
    if (m_next >= m_chunks)
        return complete();
    Call call;
    call.method = "PUT";
    call.path = m_path + QStringLiteral("/chunks/%1").arg(m_next);
    call.contentType = "application/octet-stream";
    call.chunkDigest = true;
    call.body = [bytes = m_bytes, from = m_next * blobChunk] { return bytes.mid(from, blobChunk); };
    m_way.run(
        call, [](const Answer &) { return std::optional<Reason>(); },
        [self = shared_from_this()](const std::optional<Reason> &reason) {
            if (reason)
                return self->m_ended(reason);
            ++self->m_next;
            self->m_way.whenFree([self] { self->sendNext(); });
        });
}

void BlobTransfer::complete()
{
    const QJsonObject json{{QStringLiteral("size"), m_bytes.size()}, {QStringLiteral("chunks"), m_chunks}};
    Call call;
    call.method = "POST";
    call.path = m_path + QStringLiteral("/complete");
    call.body = [body = QJsonDocument(json).toJson(QJsonDocument::Compact)] { return body; };
    m_way.run(
        call, [](const Answer &) { return std::optional<Reason>(); },
        [self = shared_from_this()](const std::optional<Reason> &reason) { self->m_ended(reason); });
}

} // namespace yichuang
