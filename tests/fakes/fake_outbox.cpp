// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/fake_outbox.h"

namespace yichuang
{

FakeOutbox::FakeOutbox() = default;
FakeOutbox::~FakeOutbox() = default;

FakeOutbox::Word FakeOutbox::word(const QString &id) const
{
    for (const Row &row : rows) {
        if (row.operation.id == id)
            return row.word;
    }
    return Word::Waiting;
}

qsizetype FakeOutbox::unsettled() const
{
    return std::count_if(rows.begin(), rows.end(),
                         [](const Row &row) { return row.word == Word::Waiting || row.word == Word::Sent; });
}

QFuture<Result<QList<Operation>>> FakeOutbox::pending(int limit)
{
    QList<Operation> list;
    for (const Row &row : rows) {
        const bool open = row.word == Word::Waiting || row.word == Word::Sent;
        if (open && !attention.contains(row.operation.caseId) && list.size() < limit)
            list.append(row.operation);
    }
    return give<QList<Operation>>("pending", list);
}

QFuture<Result<Done>> FakeOutbox::markSent(const QStringList &ids)
{
    return act("markSent", [&] {
        for (Row &row : rows) {
            if (ids.contains(row.operation.id))
                row.word = Word::Sent;
        }
    });
}

QFuture<Result<Done>> FakeOutbox::recordVerdicts(const QList<OperationVerdict> &verdicts)
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

QFuture<Result<QString>> FakeOutbox::cursor()
{
    return give<QString>("cursor", place);
}

QFuture<Result<Done>> FakeOutbox::applyChanges(const QList<Change> &list, const QString &cursor)
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

QFuture<Result<Done>> FakeOutbox::beginEpoch(const QString &cursor)
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

QFuture<Result<QList<BlobToSend>>> FakeOutbox::blobsToSend(int limit)
{
    return give<QList<BlobToSend>>("blobsToSend", blobs.mid(0, limit));
}

QFuture<Result<QByteArray>> FakeOutbox::blobBytes(const QString &blob)
{
    return give<QByteArray>("blobBytes", blobContents.value(blob));
}

QFuture<Result<Done>> FakeOutbox::blobSent(const QString &blob)
{
    return act("blobSent", [&] { blobs.removeIf([&](const BlobToSend &one) { return one.blob == blob; }); });
}

QFuture<Result<Done>> FakeOutbox::keepDocument(const QString &name, const QByteArray &bytes, const QString &etag)
{
    return act("keepDocument", [&] { documents.insert(name, {bytes, etag}); });
}

QFuture<Result<QPair<QByteArray, QString>>> FakeOutbox::document(const QString &name)
{
    if (!documents.contains(name))
        return QtFuture::makeReadyFuture(Result<QPair<QByteArray, QString>>(failure(Fault::NotFound, name)));
    return give<QPair<QByteArray, QString>>("document", documents.value(name));
}

std::optional<Reason> FakeOutbox::fails(const char *call)
{
    const QString name = QString::fromLatin1(call);
    journal.append(name);
    if (failNext.value(name).isEmpty())
        return std::nullopt;
    return Reason{failNext[name].takeFirst(), QStringLiteral("fake.outbox"), {}};
}

template <typename T>
QFuture<Result<T>> FakeOutbox::give(const char *call, const T &value)
{
    const auto reason = fails(call);
    return QtFuture::makeReadyFuture(reason ? Result<T>(failure(*reason)) : Result<T>(value));
}

template <typename Act>
QFuture<Result<Done>> FakeOutbox::act(const char *call, Act change)
{
    const auto reason = fails(call);
    if (!reason)
        change();
    return QtFuture::makeReadyFuture(reason ? Result<Done>(failure(*reason)) : Result<Done>(Done{}));
}

} // namespace yichuang
