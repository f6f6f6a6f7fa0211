// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace yichuang
{
namespace
{

int nesting(const QByteArray &bytes)
{
    int depth = 0;
    int deepest = 0;
    bool inString = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &bytes, JsonLimits limits)
{
    if (bytes.size() > limits.bytes)
        return failure(Fault::TooLarge, QStringLiteral("json.parse"), QString::number(bytes.size()));
    if (nesting(bytes) > limits.depth)
        return failure(Fault::TooLarge, QStringLiteral("json.parse"), QStringLiteral("nested too deep"));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        return failure(Fault::ReplyMalformed, QStringLiteral("json.parse"),
                       QStringLiteral("%1 at byte %2").arg(error.errorString()).arg(error.offset));
    }
    if (!document.isObject())
        return failure(Fault::ReplyMalformed, QStringLiteral("json.parse"), QStringLiteral("not an object"));
    return document.object();
}

QStringList textsFrom(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list.append(item.toString());
    return list;
}

QByteArray canonicalJson(const QJsonValue &value)
{
    // QJsonObject keeps its members sorted by UTF-16 code units, and the compact form has no white space.
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

} // namespace yichuang
