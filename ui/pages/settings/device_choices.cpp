// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/device_choices.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace yichuang
{
namespace
{

struct KnownTitle {
    const char *key;
    const char *title;
};
const KnownTitle known[] = {
    {"port", QT_TRANSLATE_NOOP("DriverSettings", "Serial port")},
    {"baud", QT_TRANSLATE_NOOP("DriverSettings", "Speed (baud)")},
    {"pollMs", QT_TRANSLATE_NOOP("DriverSettings", "Look for a card every (ms)")},
    {"retryMs", QT_TRANSLATE_NOOP("DriverSettings", "Try again after (ms)")},
    {"to", QT_TRANSLATE_NOOP("DriverSettings", "Address of the printer")},
    {"profile", QT_TRANSLATE_NOOP("DriverSettings", "Printer profile")},
    {"configDir", QT_TRANSLATE_NOOP("DriverSettings", "Folder of the scanner configuration")},
    {"localOnly", QT_TRANSLATE_NOOP("DriverSettings", "Leave out network scanners")},
    {"quality", QT_TRANSLATE_NOOP("DriverSettings", "Picture quality (50 to 100)")},
};

QString titleOf(const QString &key, const QJsonObject &property)
{
    for (const KnownTitle &row : known) {
        if (key == QLatin1String(row.key))
            return QCoreApplication::translate("DriverSettings", row.title);
    }
    return property.value(QStringLiteral("title")).toString(key);
}

} // namespace

QList<FormField> fieldsOfDriver(const DriverChoice &driver)
{
    const QJsonObject properties = driver.schema.value(QStringLiteral("properties")).toObject();
    const QJsonArray required = driver.schema.value(QStringLiteral("required")).toArray();
    QList<FormField> fields;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonObject property = it.value().toObject();
        const QJsonValue type = property.value(QStringLiteral("type"));
        FormField field;
        field.key = it.key();
        field.type = type.isArray() ? type.toArray().first().toString() : type.toString();
        if (field.type == QLatin1String("object") || field.type == QLatin1String("array"))
            continue;
        field.title = titleOf(it.key(), property);
        field.required = required.contains(it.key());
        field.hint = property.value(QStringLiteral("default")).toVariant().toString();
        const QJsonArray choices = property.value(QStringLiteral("enum")).toArray();
        for (const QJsonValue &choice : choices)
            field.choices.append(choice.toVariant().toString());
        field.required ? fields.prepend(field) : fields.append(field);
    }
    return fields;
}

} // namespace yichuang
