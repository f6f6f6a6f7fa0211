// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/json_schema.h"

#include <QJsonArray>

#include <regex>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#pragma GCC diagnostic ignored "-Wpedantic"
#undef QT_NO_CAST_FROM_ASCII
#undef QT_NO_CAST_TO_ASCII
#define VALIJSON_USE_EXCEPTIONS 1 // without it a bad schema ends the program
#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace yichuang
{
namespace
{

tl::unexpected<Reason> refused(const QString &detail)
{
    return failure(Fault::CatalogueInvalid, QStringLiteral("schema.compile"), detail.left(300));
}

/// valijson compiles patterns when it first needs them; here a bad one is found at once.
QString badPattern(const QJsonValue &schema)
{
    if (schema.isArray()) {
        for (const QJsonValue &item : schema.toArray()) {
            if (QString bad = badPattern(item); !bad.isEmpty())
                return bad;
        }
        return {};
    }
    const QJsonObject object = schema.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == QStringLiteral("pattern") && it.value().isString()) {
            try {
                const std::regex tried(it.value().toString().toStdString());
            } catch (const std::regex_error &) {
                return it.value().toString();
            }
        } else if (QString bad = badPattern(it.value()); !bad.isEmpty()) {
            return bad;
        }
    }
    return {};
}

/// "[matters]" as matters, "[3]" as 3, "<root>" as nothing.
QString pointerOf(const std::vector<std::string> &context)
{
    QString pointer;
    for (const std::string &step : context) {
        const QString text = QString::fromStdString(step);
        if (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')))
            pointer += QLatin1Char('/') + pointerToken(text.mid(1, text.size() - 2));
    }
    return pointer;
}

bool hasLongText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().size() > JsonSchema::longestText;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        return std::any_of(array.begin(), array.end(), [](const QJsonValue &item) { return hasLongText(item); });
    }
    const QJsonObject object = value.toObject();
    return std::any_of(object.begin(), object.end(), [](const QJsonValue &item) { return hasLongText(item); });
}

} // namespace

QString pointerToken(const QString &member)
{
    QString token = member;
    return token.replace(QLatin1Char('~'), QStringLiteral("~0")).replace(QLatin1Char('/'), QStringLiteral("~1"));
}

struct JsonSchema::Compiled {
    valijson::Schema schema;
};

Result<JsonSchema> JsonSchema::compile(const QJsonObject &schema)
{
    if (const QString bad = badPattern(schema); !bad.isEmpty())
        return refused(QStringLiteral("not a regular expression: ") + bad);
    try {
        auto compiled = std::make_shared<Compiled>();
        const QJsonValue json(schema);
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::QtJsonAdapter(json), compiled->schema);
        JsonSchema made;
        made.m_compiled = std::move(compiled);
        return made;
    } catch (const std::exception &error) {
        return refused(QString::fromUtf8(error.what()));
    }
}

QList<JsonSchema::Breach> JsonSchema::check(const QJsonValue &value, qsizetype most) const
{
    if (hasLongText(value))
        return {{QString(), QStringLiteral("no text over %1 characters").arg(longestText)}};
    QList<Breach> breaches;
    try {
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(m_compiled->schema, valijson::adapters::QtJsonAdapter(value), &results))
            return {};
        valijson::ValidationResults::Error error;
        while (results.popError(error) && breaches.size() < most)
            breaches.append({pointerOf(error.context), QString::fromStdString(error.description)});
    } catch (const std::exception &error) {
        breaches.append({QString(), QString::fromUtf8(error.what())});
    }
    // What encloses a broken value is told broken too: the deepest place is the one to mend.
    std::stable_sort(breaches.begin(), breaches.end(), [](const Breach &a, const Breach &b) {
        return a.pointer.count(QLatin1Char('/')) > b.pointer.count(QLatin1Char('/'));
    });
    return breaches;
}

bool JsonSchema::keeps(const QJsonValue &value) const
{
    if (hasLongText(value))
        return false;
    try {
        valijson::Validator validator;
        return validator.validate(m_compiled->schema, valijson::adapters::QtJsonAdapter(value), nullptr);
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace yichuang
