// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/outbox.h"

#include <QMap>

namespace yichuang
{

/// An outbox in memory that keeps the port's promises: order within a case, cases that need attention are held, the
/// cursor moves with the changes, nothing is deleted. `failNext` makes a call fail, by its name, as often as it is
/// there.
class FakeOutbox final : public Outbox
{
public:
    FakeOutbox();
    ~FakeOutbox() override;

    enum class Word { Waiting, Sent, Acknowledged, Refused };
    struct Row {
        Operation operation;
        Word word = Word::Waiting;
        OperationVerdict verdict;
    };

    QList<Row> rows;
    QMap<QString, Fault> attention; ///< by case
    QList<Change> changes;          ///< applied, in order
    QString place;
    QList<BlobToSend> blobs;
    QMap<QString, QByteArray> blobContents;
    QMap<QString, QPair<QByteArray, QString>> documents;
    QMap<QString, QList<Fault>> failNext;
    QStringList journal;

    void add(const Operation &operation) { rows.append({operation, Word::Waiting, {}}); }
    [[nodiscard]] Word word(const QString &id) const;
    [[nodiscard]] qsizetype unsettled() const;

    QFuture<Result<QList<Operation>>> pending(int limit) override;
    QFuture<Result<Done>> markSent(const QStringList &ids) override;
    QFuture<Result<Done>> recordVerdicts(const QList<OperationVerdict> &verdicts) override;
    QFuture<Result<QString>> cursor() override;
    QFuture<Result<Done>> applyChanges(const QList<Change> &list, const QString &cursor) override;
    QFuture<Result<Done>> beginEpoch(const QString &cursor) override;
    QFuture<Result<QList<BlobToSend>>> blobsToSend(int limit) override;
    QFuture<Result<QByteArray>> blobBytes(const QString &blob) override;
    QFuture<Result<Done>> blobSent(const QString &blob) override;
    QFuture<Result<Done>> keepDocument(const QString &name, const QByteArray &bytes, const QString &etag) override;
    QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name) override;

private:
    std::optional<Reason> fails(const char *call);
    template <typename T>
    QFuture<Result<T>> give(const char *call, const T &value);
    template <typename Act>
    QFuture<Result<Done>> act(const char *call, Act change);
};

} // namespace yichuang
