// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/protocol_book.h"

#include "app/domain/catalogue/json_schema.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrlQuery>

#include <yaml-cpp/yaml.h>

namespace yichuang
{
namespace
{

QJsonValue jsonOf(const YAML::Node &node);

QJsonObject mapOf(const YAML::Node &node)
{
    QJsonObject object;
    for (const auto &entry : node) {
        const QString key = QString::fromStdString(entry.first.Scalar());
        if (key == QLatin1String("<<")) { // what stands in the map itself goes before what is merged
            const QJsonObject merged = mapOf(entry.second);
            for (auto each = merged.begin(); each != merged.end(); ++each) {
                if (!object.contains(each.key()))
                    object.insert(each.key(), each.value());
            }
        } else {
            object.insert(key, jsonOf(entry.second));
        }
    }
    return object;
}

QJsonValue scalarOf(const YAML::Node &node)
{
    const QString text = QString::fromStdString(node.Scalar());
    if (node.Tag() == "!") // quoted
        return text;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber)
        return number;
    if (text == QLatin1String("true") || text == QLatin1String("false"))
        return text == QLatin1String("true");
    return text;
}

QJsonValue jsonOf(const YAML::Node &node)
{
    if (node.IsMap())
        return mapOf(node);
    if (node.IsSequence()) {
        QJsonArray array;
        for (const YAML::Node &item : node)
            array.append(jsonOf(item));
        return array;
    }
    return node.IsScalar() ? scalarOf(node) : QJsonValue();
}

/// The value with every reference replaced by what it names. The contract has no circles.
QJsonValue resolved(const QJsonValue &value, const QJsonObject &book)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(resolved(item, book));
        return array;
    }
    if (!value.isObject())
        return value;
    const QJsonObject object = value.toObject();
    if (const QString reference = object.value(QStringLiteral("$ref")).toString(); !reference.isEmpty()) {
        QJsonValue named = book;
        for (const QString &step : reference.mid(2).split(QLatin1Char('/')))
            named = named.toObject().value(step);
        return resolved(named, book);
    }
    QJsonObject copy;
    for (auto each = object.begin(); each != object.end(); ++each)
        copy.insert(each.key(), resolved(each.value(), book));
    return copy;
}

QString breachOf(const QJsonObject &schema, const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return QStringLiteral("not a JSON object");
    const auto compiled = JsonSchema::compile(schema);
    if (!compiled)
        return QStringLiteral("the contract's schema: ") + describe(compiled.error());
    const auto breaches = compiled->check(document.object(), 1);
    return breaches.isEmpty() ? QString()
                              : breaches.constFirst().pointer + QStringLiteral(": ") + breaches.constFirst().rule;
}

QJsonObject schemaFor(const QJsonObject &content, const QByteArray &type)
{
    const QString bare = QString::fromLatin1(type).section(QLatin1Char(';'), 0, 0).trimmed();
    return content.value(bare).toObject().value(QStringLiteral("schema")).toObject();
}

} // namespace

const ProtocolBook &ProtocolBook::shared()
{
    static const ProtocolBook book;
    return book;
}

ProtocolBook::ProtocolBook()
{
    QFile file(QStringLiteral(YICHUANG_SOURCE_DIR "/resources/protocol/openapi.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no contract");
    m_book = jsonOf(YAML::Load(file.readAll().toStdString())).toObject();
    const QJsonObject paths = m_book.value(QStringLiteral("paths")).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject item = resolved(path.value(), m_book).toObject();
        for (auto method = item.begin(); method != item.end(); ++method) {
            if (method.key() == QLatin1String("parameters"))
                continue;
            QJsonObject operation = method.value().toObject();
            QJsonArray parameters = operation.value(QStringLiteral("parameters")).toArray();
            for (const QJsonValue &one : item.value(QStringLiteral("parameters")).toArray())
                parameters.append(one);
            operation.insert(QStringLiteral("parameters"), parameters);
            const QString call = method.key().toUpper() + QLatin1Char(' ') + path.key();
            m_calls.append(call);
            m_operations.insert(call, operation);
        }
    }
}

QString ProtocolBook::callOf(const Exchange &exchange) const
{
    static const QRegularExpression part(QStringLiteral("\\\\\\{\\w+\\\\\\}"));
    const QString path = exchange.path.section(QLatin1Char('?'), 0, 0);
    QString found;
    for (const QString &call : m_calls) {
        const QString form =
            QRegularExpression::escape(call.section(QLatin1Char(' '), 1)).replace(part, QStringLiteral("[^/]+"));
        const QRegularExpression whole(QRegularExpression::anchoredPattern(form));
        const bool fits =
            call.startsWith(QString::fromLatin1(exchange.method) + QLatin1Char(' ')) && whole.match(path).hasMatch();
        if (fits && (found.isEmpty() || !call.contains(QLatin1Char('{')))) // "/tickets/next" before "/tickets/{…}"
            found = call;
    }
    return found;
}

QString ProtocolBook::missingParameter(const QJsonObject &operation, const Exchange &exchange) const
{
    const QUrlQuery query(exchange.path.section(QLatin1Char('?'), 1));
    for (const QJsonValue &value : operation.value(QStringLiteral("parameters")).toArray()) {
        const QJsonObject parameter = value.toObject();
        const QString name = parameter.value(QStringLiteral("name")).toString();
        const QString in = parameter.value(QStringLiteral("in")).toString();
        const bool isThere = in == QLatin1String("header")  ? exchange.asked.contains(name.toLatin1().toLower())
                             : in == QLatin1String("query") ? query.hasQueryItem(name)
                                                            : true;
        if (!isThere && parameter.value(QStringLiteral("required")).toBool())
            return name;
    }
    return {};
}

QString ProtocolBook::wrongInRequest(const Exchange &exchange) const
{
    const QString call = callOf(exchange);
    if (call.isEmpty())
        return QStringLiteral("no such call");
    const QJsonObject operation = m_operations.value(call);
    if (const QString missing = missingParameter(operation, exchange); !missing.isEmpty())
        return call + QStringLiteral(" lacks ") + missing;
    const QJsonObject body = operation.value(QStringLiteral("requestBody")).toObject();
    const QJsonObject content = body.value(QStringLiteral("content")).toObject();
    if (!content.contains(QStringLiteral("application/json"))) {
        const bool isUnasked = body.isEmpty() && !exchange.request.isEmpty() && exchange.request != "{}";
        return isUnasked ? call + QStringLiteral(" has a body that is not asked for") : QString();
    }
    const QString wrong = breachOf(schemaFor(content, "application/json"), exchange.request);
    return wrong.isEmpty() ? QString() : call + QLatin1Char(' ') + wrong;
}

QString ProtocolBook::wrongInReply(const Exchange &exchange) const
{
    const QString call = callOf(exchange);
    const QString status = QString::number(exchange.status);
    if (call.isEmpty())
        return {};
    const QJsonObject responses = m_operations.value(call).value(QStringLiteral("responses")).toObject();
    const QString name = call + QLatin1Char(' ') + status;
    // What any call may meet stands in one place of the contract.
    const QJsonObject common = m_book.value(QStringLiteral("x-everywhere")).toObject();
    if (!responses.contains(status) && !common.contains(status))
        return name + QStringLiteral(" is not in the contract");
    const QJsonObject response =
        resolved(responses.contains(status) ? responses.value(status) : common.value(status), m_book).toObject();
    for (const char *header : {"yichuang-protocol", "yichuang-epoch", "yichuang-time", "yichuang-digest"}) {
        if (!exchange.answered.contains(header))
            return name + QStringLiteral(" lacks ") + QLatin1String(header);
    }
    const QJsonObject content = response.value(QStringLiteral("content")).toObject();
    const QByteArray type = exchange.answered.value("content-type");
    if (exchange.method == "HEAD" || exchange.reply.isEmpty())
        return content.isEmpty() || exchange.method == "HEAD" ? QString() : name + QStringLiteral(" has no body");
    if (!content.contains(QString::fromLatin1(type).section(QLatin1Char(';'), 0, 0)))
        return name + QStringLiteral(" is of type ") + QString::fromLatin1(type);
    const QJsonObject schema = schemaFor(content, type);
    const QString wrong = schema.isEmpty() ? QString() : breachOf(schema, exchange.reply);
    return wrong.isEmpty() ? QString() : name + QLatin1Char(' ') + wrong;
}

bool ProtocolBook::asksForDevice(const QString &call) const
{
    const QJsonObject operation = m_operations.value(call);
    return !operation.contains(QStringLiteral("security"))
           || !operation.value(QStringLiteral("security")).toArray().isEmpty();
}

bool ProtocolBook::asksForSession(const QString &call) const
{
    const QJsonObject operation = m_operations.value(call);
    if (!operation.contains(QStringLiteral("security")))
        return true;
    const QJsonArray security = operation.value(QStringLiteral("security")).toArray();
    return security.first().toObject().contains(QStringLiteral("session"));
}

QStringList ProtocolBook::roles(const QString &call) const
{
    return m_operations.value(call).value(QStringLiteral("x-roles")).toVariant().toStringList();
}

QStringList ProtocolBook::problems() const
{
    const QJsonArray types = resolved(m_book, m_book)
                                 .toObject()[QStringLiteral("components")]
                                 .toObject()[QStringLiteral("schemas")]
                                 .toObject()[QStringLiteral("Problem")]
                                 .toObject()[QStringLiteral("properties")]
                                 .toObject()[QStringLiteral("type")]
                                 .toObject()[QStringLiteral("enum")]
                                 .toArray();
    QStringList names;
    for (const QJsonValue &type : types)
        names.append(type.toString().section(QLatin1Char('/'), -1));
    return names;
}

} // namespace yichuang
