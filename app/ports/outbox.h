// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/domain/operation.h"

#include <QFuture>

namespace yichuang
{

/// A page file that waits to be sent.
struct BlobToSend {
    QString blob; ///< SHA-256 hex of the plain bytes
    qint64 size = 0;
    QString mime;
};

/// The store as sync sees it. Any thread; futures end after the commit is durable.
class Outbox
{
public:
    Outbox() = default;
    Outbox(const Outbox &) = delete;
    Outbox &operator=(const Outbox &) = delete;
    virtual ~Outbox() = default;

    /// Up to `limit` operations to send now, in device order within a case, leaving out cases that need attention.
    [[nodiscard]] virtual QFuture<Result<QList<Operation>>> pending(int limit) = 0;
    /// They are on their way: their cases show "sent".
    [[nodiscard]] virtual QFuture<Result<Done>> markSent(const QStringList &operationIds) = 0;
    /// The centre's verdicts. Refused: the case needs attention, its later operations are held; nothing is deleted.
    /// CentreBusy where they are of another epoch than the one followed here: nothing is recorded then.
    [[nodiscard]] virtual QFuture<Result<Done>> recordVerdicts(const QList<OperationVerdict> &verdicts) = 0;
    /// The place in the change feed, "epoch:sequence"; empty at first.
    [[nodiscard]] virtual QFuture<Result<QString>> cursor() = 0;
    /// Folds changes of the centre and moves the cursor, in one transaction. Changes that are already here (our own,
    /// coming back) are recognised by operation id.
    [[nodiscard]] virtual QFuture<Result<Done>> applyChanges(const QList<Change> &changes, const QString &cursor) = 0;
    /// The centre was restored from a backup: of what it had taken, only what stands up to the cursor's sequence is
    /// surely there. In one transaction: our operations behind that wait again, those of others are no part of their
    /// cases until the feed brings them again, every page file is offered again, and the cursor is followed from there.
    [[nodiscard]] virtual QFuture<Result<Done>> beginEpoch(const QString &cursor) = 0;
    [[nodiscard]] virtual QFuture<Result<QList<BlobToSend>>> blobsToSend(int limit) = 0;
    [[nodiscard]] virtual QFuture<Result<QByteArray>> blobBytes(const QString &blob) = 0;
    [[nodiscard]] virtual QFuture<Result<Done>> blobSent(const QString &blob) = 0;
    /// A document kept for offline work: those that the centre publishes (catalogue, calendar, policy), and what sync
    /// itself must know again after a restart. name → bytes; NotFound.
    [[nodiscard]] virtual QFuture<Result<Done>> keepDocument(const QString &name, const QByteArray &bytes,
                                                             const QString &etag) = 0;
    [[nodiscard]] virtual QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name) = 0;
};

} // namespace yichuang
