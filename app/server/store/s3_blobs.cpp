// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/s3_blobs.h"

#include "app/crypto/digest.h"

#include <QMap>
#include <QXmlStreamReader>

#include <algorithm>

namespace yichuang::server
{
namespace
{

const QString where = QStringLiteral("server.s3");
constexpr qint64 restMs = 2000;
constexpr int mostListed = 1000; ///< that a service gives at once
constexpr int mostListings = 20;

QString keyOf(const QString &hall, const QString &blob)
{
    return QStringLiteral("%1/%2/%3").arg(hall, blob.left(2), blob);
}

QString partPrefix(const QString &hall, const QString &blob = {})
{
    const QString all = QStringLiteral("%1/partial/").arg(hall);
    return blob.isEmpty() ? all : all + blob + QLatin1Char('/');
}

tl::unexpected<Reason> notTaken(const S3Answer &answer)
{
    return failure(Fault::StoreUnavailable, where, QStringLiteral("status %1").arg(answer.status));
}

} // namespace

S3Blobs::S3Blobs(S3Service service, const Clock &clock)
    : m_service(std::move(service)),
      m_clock(clock),
      m_bucket(m_service)
{
    const qsizetype slash = m_service.path.indexOf('/', 1);
    if (slash > 0) {
        m_prefix = QString::fromLatin1(m_service.path.mid(slash + 1)) + QLatin1Char('/');
        m_bucket.path = m_service.path.left(slash);
    }
}

Result<S3Answer> S3Blobs::ask(const QByteArray &method, const QString &key, const Query &query,
                              const QByteArray &body) const
{
    if (m_clock.monotonicMs() < m_awayUntilMs)
        return failure(Fault::StoreUnavailable, where, QStringLiteral("away a moment ago"));
    auto answer = askS3(key.isEmpty() ? m_bucket : m_service, m_clock, method, key.toLatin1(), query, body);
    if (!answer || answer->status >= 500) {
        m_awayUntilMs = m_clock.monotonicMs() + restMs;
        return answer ? Result<S3Answer>(notTaken(*answer)) : answer;
    }
    return answer;
}

Result<QByteArray> S3Blobs::get(const QString &key) const
{
    auto answer = ask("GET", key);
    if (!answer)
        return failure(answer.error());
    if (answer->status == 404)
        return failure(Fault::NotFound, where);
    if (answer->status != 200)
        return notTaken(*answer);
    return std::move(answer->body);
}

Result<Done> S3Blobs::put(const QString &key, const QByteArray &bytes)
{
    const auto answer = ask("PUT", key, {}, bytes);
    if (!answer)
        return failure(answer.error());
    if (answer->status != 200)
        return notTaken(*answer);
    return Done{};
}

Result<Done> S3Blobs::take(const QString &key)
{
    const auto answer = ask("DELETE", key);
    if (!answer)
        return failure(answer.error());
    if (answer->status != 204 && answer->status != 200 && answer->status != 404)
        return notTaken(*answer);
    return Done{};
}

Result<S3Blobs::Listing> S3Blobs::objects(const QString &prefix, const QString &after, int most) const
{
    Query query{{"list-type", "2"},
                {"max-keys", QByteArray::number(std::min(most, mostListed))},
                {"prefix", (m_prefix + prefix).toLatin1()}};
    if (!after.isEmpty())
        query.append({"start-after", (m_prefix + after).toLatin1()});
    const auto answer = ask("GET", {}, query);
    if (!answer)
        return failure(answer.error());
    if (answer->status != 200)
        return notTaken(*answer);
    Listing listing;
    QXmlStreamReader xml(answer->body);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("Contents"))
            listing.objects.append(Listed());
        else if (xml.name() == QLatin1String("IsTruncated"))
            listing.more = xml.readElementText() == QLatin1String("true");
        else if (xml.name() == QLatin1String("Key") && !listing.objects.isEmpty())
            listing.objects.last().key = xml.readElementText().mid(m_prefix.size());
        else if (xml.name() == QLatin1String("LastModified") && !listing.objects.isEmpty())
            listing.objects.last().modified = QDateTime::fromString(xml.readElementText(), Qt::ISODateWithMs);
    }
    if (xml.hasError() || listing.objects.size() > mostListed)
        return failure(Fault::StoreUnavailable, where, QStringLiteral("listing"));
    return listing;
}

Result<bool> S3Blobs::has(const QString &hall, const QString &blob) const
{
    if (!isSha256Hex(blob))
        return false;
    const auto answer = ask("HEAD", keyOf(hall, blob));
    if (!answer)
        return failure(answer.error());
    if (answer->status != 200 && answer->status != 404)
        return notTaken(*answer);
    return answer->status == 200;
}

Result<QList<int>> S3Blobs::chunks(const QString &hall, const QString &blob) const
{
    QList<int> numbers;
    if (!isSha256Hex(blob))
        return numbers;
    const auto listing = objects(partPrefix(hall, blob), {}, mostChunks);
    if (!listing)
        return failure(listing.error());
    for (const Listed &one : listing->objects) {
        bool isNumber = false;
        const int number = one.key.section(QLatin1Char('/'), -1).toInt(&isNumber);
        if (isNumber)
            numbers.append(number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

Result<Done> S3Blobs::putChunk(const QString &hall, const QString &blob, int number, const QByteArray &bytes)
{
    if (const auto good = isChunk(blob, number, bytes); !good)
        return good;
    return put(partPrefix(hall, blob) + QString::number(number), bytes);
}

Result<Done> S3Blobs::complete(const QString &hall, const QString &blob, qint64 size, int chunkCount)
{
    if (!isSha256Hex(blob) || size < 0 || chunkCount < 0 || chunkCount > mostChunks)
        return failure(Fault::BadArgument, where);
    const auto there = has(hall, blob);
    if (!there || *there)
        return there ? Result<Done>(Done{}) : failure(there.error());
    const auto whole = putTogether(blob, size, chunkCount,
                                   [&](int number) { return get(partPrefix(hall, blob) + QString::number(number)); });
    if (!whole) {
        if (whole.error().fault == Fault::RequestRefused)
            (void)dropChunks(hall, blob);
        return failure(whole.error());
    }
    if (auto kept = put(keyOf(hall, blob), *whole); !kept)
        return kept;
    (void)dropChunks(hall, blob); // what is left is dropped as abandoned
    return Done{};
}

Result<QByteArray> S3Blobs::read(const QString &hall, const QString &blob) const
{
    if (!isSha256Hex(blob))
        return failure(Fault::NotFound, where);
    auto bytes = get(keyOf(hall, blob));
    if (bytes && sha256Hex(*bytes) != blob)
        return failure(Fault::SealBroken, where, blob);
    return bytes;
}

Result<Done> S3Blobs::remove(const QString &hall, const QString &blob)
{
    if (!isSha256Hex(blob))
        return failure(Fault::BadArgument, where);
    return take(keyOf(hall, blob));
}

Result<QStringList> S3Blobs::list(const QString &hall, const QString &after, int most) const
{
    QStringList names;
    QString behind = after.isEmpty() ? QString() : keyOf(hall, after);
    for (bool more = true; more && names.size() < most;) {
        const auto listing = objects(hall + QLatin1Char('/'), behind, most - static_cast<int>(names.size()));
        if (!listing)
            return failure(listing.error());
        more = listing->more && !listing->objects.isEmpty();
        for (const Listed &one : listing->objects) {
            behind = one.key;
            const QString name = one.key.section(QLatin1Char('/'), -1);
            if (one.key.startsWith(partPrefix(hall)))
                more = false; // behind all hex
            else if (isSha256Hex(name))
                names.append(name);
        }
    }
    return names;
}

Result<QStringList> S3Blobs::abandoned(const QString &hall, const QDateTime &olderThan, int most) const
{
    QMap<QString, QDateTime> newest;
    QString behind;
    bool more = true;
    for (int i = 0; more && i < mostListings; ++i) {
        const auto listing = objects(partPrefix(hall), behind, mostListed);
        if (!listing)
            return failure(listing.error());
        more = listing->more && !listing->objects.isEmpty();
        for (const Listed &one : listing->objects) {
            behind = one.key;
            QDateTime &time = newest[one.key.section(QLatin1Char('/'), -2, -2)];
            time = time.isValid() ? std::max(time, one.modified) : one.modified;
        }
    }
    if (more && !newest.isEmpty())
        newest.erase(std::prev(newest.end())); // its later chunks were not seen
    QStringList names;
    for (auto each = newest.cbegin(); each != newest.cend() && names.size() < most; ++each) {
        if (isSha256Hex(each.key()) && each.value() < olderThan)
            names.append(each.key());
    }
    return names;
}

Result<Done> S3Blobs::dropChunks(const QString &hall, const QString &blob)
{
    const auto numbers = chunks(hall, blob);
    if (!numbers)
        return failure(numbers.error());
    for (const int number : *numbers) {
        if (auto taken = take(partPrefix(hall, blob) + QString::number(number)); !taken)
            return taken;
    }
    return Done{};
}

} // namespace yichuang::server
