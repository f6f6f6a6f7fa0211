// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/outbox.h"

#include <QSet>

#include <deque>

namespace yichuang::load
{

/// A window's store for measuring: in memory, what is settled is forgotten. Keeps the port's promises but for a
/// restored centre. One thread.
class LoadOutbox final : public Outbox
{
public:
    using Settled = std::function<void(const Operation &, const OperationVerdict &)>;
    using Seen = std::function<void(const Change &)>;

    LoadOutbox(Settled settled, Seen seen) : m_settled(std::move(settled)), m_seen(std::move(seen)) {}

    void add(const Operation &operation) { m_waiting.push_back(operation); }
    void addPage(const QString &blob, const QByteArray &bytes) { m_pages.append({blob, bytes}); }
    [[nodiscard]] std::size_t unsettled() const { return m_waiting.size() + static_cast<std::size_t>(m_pages.size()); }

    QFuture<Result<QList<Operation>>> pending(int limit) override;
    QFuture<Result<Done>> markSent(const QStringList &operationIds) override;
    QFuture<Result<Done>> recordVerdicts(const QList<OperationVerdict> &verdicts) override;
    QFuture<Result<QString>> cursor() override;
    QFuture<Result<Done>> applyChanges(const QList<Change> &changes, const QString &cursor) override;
    QFuture<Result<Done>> beginEpoch(const QString &cursor) override;
    QFuture<Result<QList<BlobToSend>>> blobsToSend(int limit) override;
    QFuture<Result<QByteArray>> blobBytes(const QString &blob) override;
    QFuture<Result<Done>> blobSent(const QString &blob) override;
    QFuture<Result<Done>> keepDocument(const QString &name, const QByteArray &bytes, const QString &etag) override;
    QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name) override;

    /// Where the feed is read from.
    void standAt(const QString &cursor) { m_cursor = cursor; }

private:
    struct Page {
        QString blob;
        QByteArray bytes;
    };
    Settled m_settled;
    Seen m_seen;
    std::deque<Operation> m_waiting;
    QSet<QString> m_held; ///< cases of which one was refused
    QList<Page> m_pages;
    QString m_cursor;
};

} // namespace yichuang::load
