// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/offline_grant.h"

#include "app/base/json.h"

namespace yichuang
{
namespace
{

constexpr qsizetype largestGrant = 16 * 1024;

tl::unexpected<Reason> refused(Fault fault, const QString &detail)
{
    return failure(fault, QStringLiteral("secrets.grant"), detail);
}

} // namespace

Result<OfflineGrant> readOfflineGrant(const QByteArray &document, const VerifyKey &centreKey)
{
    if (document.size() > largestGrant)
        return refused(Fault::TooLarge, QString::number(document.size()));
    const QList<QByteArray> parts = document.split('.');
    if (parts.size() != 2)
        return refused(Fault::ReplyMalformed, QStringLiteral("not two parts"));
    const auto text = QByteArray::fromBase64Encoding(parts.first(), QByteArray::AbortOnBase64DecodingErrors);
    const auto signature = QByteArray::fromBase64Encoding(parts.last(), QByteArray::AbortOnBase64DecodingErrors);
    if (!text || !signature)
        return refused(Fault::ReplyMalformed, QStringLiteral("not base64"));
    if (!centreKey.verify(*text, *signature))
        return refused(Fault::KeyMismatch, QStringLiteral("the signature does not fit"));
    const Result<QJsonObject> body = parseJsonObject(*text, {largestGrant, 8});
    if (!body)
        return failure(body.error());
    const auto member = [&body](const char *name) { return body->value(QLatin1String(name)).toString(); };
    OfflineGrant grant{member("clerk"), member("clerkName"), member("role"), member("device"),
                       QDateTime::fromString(member("until"), Qt::ISODateWithMs).toUTC()};
    if (grant.clerk.isEmpty() || grant.role.isEmpty() || grant.device.isEmpty() || !grant.until.isValid())
        return refused(Fault::ReplyMalformed, QStringLiteral("a member is missing"));
    return grant;
}

} // namespace yichuang
