// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/json_schema.h"
#include "app/domain/matter.h"

namespace yichuang
{
namespace
{

bool isEmptyValue(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty());
}

/// True where the value keeps the property's schema; a schema that cannot be read refuses the value.
bool keeps(const QJsonObject &property, const QJsonValue &value)
{
    const auto schema = JsonSchema::compile(property);
    return schema && schema->keeps(value);
}

/// The keyword that the value breaks: the first that refuses it alone.
QString brokenRule(const QJsonObject &property, const QJsonValue &value)
{
    for (const QString &keyword : property.keys()) {
        if (keyword == QStringLiteral("title") || keyword == QStringLiteral("format"))
            continue;
        if (!keeps(QJsonObject{{keyword, property.value(keyword)}}, value))
            return keyword;
    }
    return QStringLiteral("schema");
}

} // namespace

QList<FieldIssue> checkFields(const Matter &matter, const QJsonObject &values)
{
    QList<FieldIssue> issues;
    const QJsonObject properties = matter.formSchema.value(QStringLiteral("properties")).toObject();
    for (const FormField &field : matter.fields) {
        const QJsonValue value = values.value(field.key);
        if (isEmptyValue(value)) {
            if (field.required)
                issues.append({field.key, Fault::FieldMissing, QStringLiteral("required")});
            continue;
        }
        const QJsonObject property = properties.value(field.key).toObject();
        if (field.type == QStringLiteral("date") && !QDate::fromString(value.toString(), Qt::ISODate).isValid())
            issues.append({field.key, Fault::FieldInvalid, QStringLiteral("date")});
        else if (!keeps(property, value))
            issues.append({field.key, Fault::FieldInvalid, brokenRule(property, value)});
    }
    return issues;
}

} // namespace yichuang
