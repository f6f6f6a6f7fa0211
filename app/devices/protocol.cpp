// SPDX-License-Identifier: Apache-2.0
#include "app/devices/protocol.h"

#include "app/base/json.h"

#include <QtEndian>

namespace yichuang
{
namespace
{

constexpr qsizetype lengthBytes = 4;

void appendLength(QByteArray &bytes, qsizetype length)
{
    char encoded[lengthBytes];
    qToBigEndian(static_cast<quint32>(length), encoded);
    bytes.append(encoded, lengthBytes);
}

qsizetype lengthAt(const QByteArray &bytes, qsizetype place)
{
    return static_cast<qsizetype>(qFromBigEndian<quint32>(bytes.constData() + place));
}

} // namespace

Result<QByteArray> encodeMessage(const WireMessage &message)
{
    const QByteArray json = canonicalJson(message.json);
    if (json.size() > wireJsonLimit || message.binary.size() > wireBinaryLimit)
        return failure(Fault::TooLarge, QStringLiteral("devices.protocol"));
    QByteArray bytes;
    bytes.reserve(2 * lengthBytes + json.size() + message.binary.size());
    appendLength(bytes, lengthBytes + json.size() + message.binary.size());
    appendLength(bytes, json.size());
    bytes.append(json);
    bytes.append(message.binary);
    return bytes;
}

Result<std::optional<WireMessage>> MessageReader::next()
{
    const auto wrong = [](const QString &detail) {
        return failure(Fault::DriverProtocol, QStringLiteral("devices.protocol"), detail);
    };
    if (m_buffer.size() < 2 * lengthBytes)
        return std::optional<WireMessage>();
    const qsizetype rest = lengthAt(m_buffer, 0);
    const qsizetype jsonLength = lengthAt(m_buffer, lengthBytes);
    if (rest < lengthBytes || jsonLength > wireJsonLimit || jsonLength > rest - lengthBytes
        || rest - lengthBytes - jsonLength > wireBinaryLimit)
        return wrong(QStringLiteral("lengths %1, %2").arg(rest).arg(jsonLength));
    if (m_buffer.size() < lengthBytes + rest)
        return std::optional<WireMessage>();
    Result<QJsonObject> json =
        parseJsonObject(m_buffer.mid(2 * lengthBytes, jsonLength), JsonLimits{wireJsonLimit, 16});
    if (!json)
        return wrong(json.error().detail);
    WireMessage message{*json, m_buffer.mid(2 * lengthBytes + jsonLength, rest - lengthBytes - jsonLength)};
    m_buffer.remove(0, lengthBytes + rest);
    return std::optional<WireMessage>(std::move(message));
}

QJsonObject toJson(const Reason &reason)
{
    return QJsonObject{{QStringLiteral("fault"), faultName(reason.fault)},
                       {QStringLiteral("where"), reason.where},
                       {QStringLiteral("detail"), reason.detail}};
}

Reason reasonFromJson(const QJsonObject &json)
{
    const std::optional<Fault> fault = faultNamed(json.value(QLatin1String("fault")).toString());
    return Reason{fault.value_or(Fault::DriverProtocol), json.value(QLatin1String("where")).toString().left(200),
                  json.value(QLatin1String("detail")).toString().left(2000)};
}

} // namespace yichuang
