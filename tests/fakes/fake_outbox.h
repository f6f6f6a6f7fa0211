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
    [[nodiscard]] Word word(const QString &id) const
    {
        for (const Row &row : rows) {
            if (row.operation.id == id)
                return row.word;
        }
        return Word::Waiting;
    }
    [[nodiscard]] qsizetype unsettled() const
    {
        return std::count_if(rows.begin(), rows.end(),
                             [](const Row &row) { return row.word == Word::Waiting || row.word == Word::Sent; });
    }

    QFuture<Result<QList<Operation>>> pending(int limit) override
    {
        QList<Operation> list;
        for (const Row &row : rows) {
            const bool open = row.word == Word::Waiting || row.word == Word::Sent;
            if (open && !attention.contains(row.operation.caseId) && list.size() < limit)
                list.append(row.operation);
        }
        return give<QList<Operation>>("pending", list);
    }
    QFuture<Result<Done>> markSent(const QStringList &ids) override
    {
        return act("markSent", [&] {
            for (Row &row : rows) {
                if (ids.contains(row.operation.id))
                    row.word = Word::Sent;
            }
        });
    }
    QFuture<Result<Done>> recordVerdicts(const QList<OperationVerdict> &verdicts) override
    {
        return act("recordVerdicts", [&] {
            for (const OperationVerdict &verdict : verdicts) {
                for (Row &row : rows) {
                    if (row.operation.id != verdict.operationId)
                        continue;
                    row.verdict = verdict;
                    row.word = verdict.kind == VerdictKind::Refused ? Word::Refused : Word::Acknowledged;
                    if (verdict.kind == VerdictKind::Refused)
                        attention.insert(row.operation.caseId, verdict.fault);
                }
            }
        });
    }
    QFuture<Result<QString>> cursor() override { return give<QString>("cursor", place); }
    QFuture<Result<Done>> applyChanges(const QList<Change> &list, const QString &cursor) override
    {
        return act("applyChanges", [&] {
            for (const Change &change : list) {
                const bool here = std::any_of(changes.begin(), changes.end(), [&](const Change &known) {
                    return known.operation.id == change.operation.id;
                });
                if (!here)
                    changes.append(change);
            }
            place = cursor;
        });
    }
    QFuture<Result<Done>> beginEpoch(const QString &cursor) override
    {
        return act("beginEpoch", [&] {
            const qint64 common = cursor.section(QLatin1Char(':'), 1).toLongLong();
            for (Row &row : rows) {
                if (row.word == Word::Acknowledged && row.verdict.sequence > common)
                    row.word = Word::Waiting;
            }
            changes.removeIf([&](const Change &change) { return change.sequence > common; });
            place = cursor;
        });
    }
    QFuture<Result<QList<BlobToSend>>> blobsToSend(int limit) override
    {
        return give<QList<BlobToSend>>("blobsToSend", blobs.mid(0, limit));
    }
    QFuture<Result<QByteArray>> blobBytes(const QString &blob) override
    {
        return give<QByteArray>("blobBytes", blobContents.value(blob));
    }
    QFuture<Result<Done>> blobSent(const QString &blob) override
    {
        return act("blobSent", [&] { blobs.removeIf([&](const BlobToSend &one) { return one.blob == blob; }); });
    }
    QFuture<Result<Done>> keepDocument(const QString &name, const QByteArray &bytes, const QString &etag) override
    {
        return act("keepDocument", [&] { documents.insert(name, {bytes, etag}); });
    }
    QFuture<Result<QPair<QByteArray, QString>>> document(const QString &name) override
    {
        if (!documents.contains(name))
            return QtFuture::makeReadyFuture(Result<QPair<QByteArray, QString>>(failure(Fault::NotFound, name)));
        return give<QPair<QByteArray, QString>>("document", documents.value(name));
    }

private:
    std::optional<Reason> fails(const char *call)
    {
        const QString name = QString::fromLatin1(call);
        journal.append(name);
        if (failNext.value(name).isEmpty())
            return std::nullopt;
        return Reason{failNext[name].takeFirst(), QStringLiteral("fake.outbox"), {}};
    }
    template <typename T>
    QFuture<Result<T>> give(const char *call, const T &value)
    {
        const auto reason = fails(call);
        return QtFuture::makeReadyFuture(reason ? Result<T>(failure(*reason)) : Result<T>(value));
    }
    template <typename Act>
    QFuture<Result<Done>> act(const char *call, Act change)
    {
        const auto reason = fails(call);
        if (!reason)
            change();
        return QtFuture::makeReadyFuture(reason ? Result<Done>(failure(*reason)) : Result<Done>(Done{}));
    }
};

} // namespace yichuang
