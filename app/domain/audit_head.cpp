// SPDX-License-Identifier: Apache-2.0
#include "app/domain/audit_head.h"

namespace yichuang
{

namespace
{

constexpr qsizetype hashSize = 32;
constexpr qsizetype signatureSize = 64;
constexpr qsizetype longestDevice = 64;

tl::unexpected<Reason> malformed(const QString &member)
{
    return failure(Fault::ReplyMalformed, QStringLiteral("audit.head"), member);
}

QString timeText(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject asJson(qint64 number, const QByteArray &hash, const QByteArray &signature)
{
    return {{QStringLiteral("number"), number},
            {QStringLiteral("hash"), QString::fromLatin1(hash.toHex())},
            {QStringLiteral("signature"), QString::fromLatin1(signature.toBase64())}};
}

/// Reads the members that both heads have.
template <typename Head>
Result<Done> readShared(const QJsonObject &json, Head &head)
{
    head.number = json.value(QStringLiteral("number")).toInteger();
    if (head.number < 1)
        return malformed(QStringLiteral("number"));
    const QByteArray hash = json.value(QStringLiteral("hash")).toString().toLatin1();
    head.hash = QByteArray::fromHex(hash);
    if (head.hash.size() != hashSize || head.hash.toHex() != hash)
        return malformed(QStringLiteral("hash"));
    const auto signature = QByteArray::fromBase64Encoding(json.value(QStringLiteral("signature")).toString().toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
    if (!signature || (*signature).size() != signatureSize)
        return malformed(QStringLiteral("signature"));
    head.signature = *signature;
    return Done{};
}

} // namespace

QByteArray auditHeadBytes(qint64 number, const QByteArray &hash)
{
    return "yichuang audit " + QByteArray::number(number) + ' ' + hash.toHex();
}

QByteArray countersignedBytes(const CountersignedHead &head)
{
    return "yichuang audit countersigned " + head.device.toUtf8() + ' ' + QByteArray::number(head.number) + ' '
           + head.hash.toHex() + ' ' + timeText(head.at).toLatin1();
}

QJsonObject toJson(const AuditHead &head)
{
    return asJson(head.number, head.hash, head.signature);
}

Result<AuditHead> auditHeadFromJson(const QJsonObject &json)
{
    AuditHead head;
    return readShared(json, head).map([&](Done) { return head; });
}

QJsonObject toJson(const CountersignedHead &head)
{
    QJsonObject json = asJson(head.number, head.hash, head.signature);
    json.insert(QStringLiteral("device"), head.device);
    json.insert(QStringLiteral("at"), timeText(head.at));
    return json;
}

Result<CountersignedHead> countersignedFromJson(const QJsonObject &json)
{
    CountersignedHead head;
    if (const auto read = readShared(json, head); !read)
        return failure(read.error());
    head.device = json.value(QStringLiteral("device")).toString();
    if (head.device.isEmpty() || head.device.size() > longestDevice || head.device.contains(QLatin1Char(' ')))
        return malformed(QStringLiteral("device"));
    const QString at = json.value(QStringLiteral("at")).toString();
    head.at = QDateTime::fromString(at, Qt::ISODateWithMs).toUTC();
    if (!head.at.isValid() || timeText(head.at) != at)
        return malformed(QStringLiteral("at"));
    return head;
}

} // namespace yichuang
