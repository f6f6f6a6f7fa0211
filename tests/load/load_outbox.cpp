// SPDX-License-Identifier: Apache-2.0
#include "tests/load/load_outbox.h"

#include <algorithm>

namespace yichuang::load
{
namespace
{

template <typename T>
QFuture<Result<T>> ready(T value)
{
    return QtFuture::makeReadyFuture(Result<T>(std::move(value)));
}

} // namespace

QFuture<Result<QList<Operation>>> LoadOutbox::pending(int limit)
{
    QList<Operation> some;
    for (const Operation &one : m_waiting) {
        if (some.size() >= limit)
            break;
        if (!m_held.contains(one.caseId))
            some.append(one);
    }
    return ready(std::move(some));
}

QFuture<Result<Done>> LoadOutbox::markSent(const QStringList &)
{
    return ready(Done{});
}

QFuture<Result<Done>> LoadOutbox::recordVerdicts(const QList<OperationVerdict> &verdicts)
{
    for (const OperationVerdict &verdict : verdicts) {
        const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                        [&](const Operation &one) { return one.id == verdict.operationId; });
        if (found == m_waiting.end())
            continue;
        m_settled(*found, verdict);
        if (verdict.kind == VerdictKind::Refused)
            m_held.insert(found->caseId);
        else
            m_waiting.erase(found);
    }
    return ready(Done{});
}

QFuture<Result<QString>> LoadOutbox::cursor()
{
    return ready(m_cursor);
}

QFuture<Result<Done>> LoadOutbox::applyChanges(const QList<Change> &changes, const QString &cursor)
{
    for (const Change &change : changes)
        m_seen(change);
    m_cursor = cursor;
    return ready(Done{});
}

QFuture<Result<Done>> LoadOutbox::beginEpoch(const QString &)
{
    return QtFuture::makeReadyFuture(Result<Done>(failure(Fault::Unsupported, QStringLiteral("load.outbox"))));
}

QFuture<Result<QList<BlobToSend>>> LoadOutbox::blobsToSend(int limit)
{
    QList<BlobToSend> some;
    for (const Page &page : m_pages.mid(0, limit))
        some.append({page.blob, page.bytes.size(), QStringLiteral("image/jpeg")});
    return ready(std::move(some));
}

QFuture<Result<QByteArray>> LoadOutbox::blobBytes(const QString &blob)
{
    for (const Page &page : m_pages) {
        if (page.blob == blob)
            return ready(page.bytes);
    }
    return QtFuture::makeReadyFuture(Result<QByteArray>(failure(Fault::NotFound, QStringLiteral("load.outbox"))));
}

QFuture<Result<Done>> LoadOutbox::blobSent(const QString &blob)
{
    m_pages.removeIf([&](const Page &page) { return page.blob == blob; });
    return ready(Done{});
}

QFuture<Result<Done>> LoadOutbox::keepDocument(const QString &, const QByteArray &, const QString &)
{
    return ready(Done{});
}

QFuture<Result<QPair<QByteArray, QString>>> LoadOutbox::document(const QString &)
{
    return QtFuture::makeReadyFuture(
        Result<QPair<QByteArray, QString>>(failure(Fault::NotFound, QStringLiteral("load.outbox"))));
}

} // namespace yichuang::load
