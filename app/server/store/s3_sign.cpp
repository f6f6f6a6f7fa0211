// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/s3_sign.h"

#include "app/crypto/digest.h"

#include <QUrl>

#include <algorithm>

namespace yichuang::server
{
namespace
{

QByteArray hmac(const QByteArray &key, const QByteArray &bytes)
{
    return keyedHash(Suite::International, Secret::fromBytes(key), bytes);
}

QByteArray queryOf(const S3Request &request)
{
    QByteArrayList parts;
    for (const auto &[name, value] : request.query)
        parts.append(QUrl::toPercentEncoding(QString::fromUtf8(name)) + '='
                     + QUrl::toPercentEncoding(QString::fromUtf8(value)));
    std::sort(parts.begin(), parts.end());
    return parts.join('&');
}

} // namespace

QByteArray S3Request::target() const
{
    return query.isEmpty() ? path : path + '?' + queryOf(*this);
}

S3Headers signedHeaders(const S3Account &account, const S3Request &request, const QDateTime &now, const S3Headers &more)
{
    const QByteArray time = now.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
    const QByteArray day = time.left(8);
    const QByteArray bodyHash = sha256Hex(request.body).toLatin1();
    S3Headers headers = more;
    headers.append({"x-amz-content-sha256", bodyHash});
    headers.append({"x-amz-date", time});
    S3Headers all = headers;
    all.append({"host", request.host});
    std::sort(all.begin(), all.end());
    QByteArray lines;
    QByteArrayList names;
    for (const auto &[name, value] : std::as_const(all)) {
        lines += name + ':' + value.trimmed() + '\n';
        names.append(name);
    }
    const QByteArray canonical = request.method + '\n' + request.path + '\n' + queryOf(request) + '\n' + lines + '\n'
                                 + names.join(';') + '\n' + bodyHash;
    const QByteArray scope = day + '/' + account.region.toUtf8() + "/s3/aws4_request";
    const QByteArray toSign = "AWS4-HMAC-SHA256\n" + time + '\n' + scope + '\n' + sha256Hex(canonical).toLatin1();
    QByteArray key = hmac("AWS4" + account.secretKey.reveal(), day);
    for (const QByteArray &part : {account.region.toUtf8(), QByteArray("s3"), QByteArray("aws4_request")})
        key = hmac(key, part);
    headers.append({"Authorization", "AWS4-HMAC-SHA256 Credential=" + account.accessKey.toUtf8() + '/' + scope
                                         + ",SignedHeaders=" + names.join(';')
                                         + ",Signature=" + hmac(key, toSign).toHex()});
    return headers;
}

} // namespace yichuang::server
