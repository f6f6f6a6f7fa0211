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

const KnownTitle drivers[] = {
    {"samv", QT_TRANSLATE_NOOP("DriverTitles", "Identity card readers with a SAM_V module, on serial ports")},
    {"serialcode", QT_TRANSLATE_NOOP("DriverTitles", "Code scanner on a serial port")},
    {"sane", QT_TRANSLATE_NOOP("DriverTitles", "Document scanners through SANE, also in the network")},
    {"escpos", QT_TRANSLATE_NOOP("DriverTitles", "Slip printers that speak ESC/POS")},
    {"simulator", QT_TRANSLATE_NOOP("DriverTitles", "Devices for training")},
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

QString titleOf(const FoundDriver &driver)
{
    for (const KnownTitle &row : drivers) {
        if (driver.name == QLatin1String(row.key))
            return QCoreApplication::translate("DriverTitles", row.title);
    }
    return driver.title;
}

QList<FormField> fieldsOfDriver(const FoundDriver &driver)
{
    const QJsonObject properties = driver.settings.value(QStringLiteral("properties")).toObject();
    const QJsonArray required = driver.settings.value(QStringLiteral("required")).toArray();
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

QJsonObject shownSettings(const QJsonObject &settings)
{
    QJsonObject shown;
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        if (it.value().isArray()) {
            QStringList words;
            const QJsonArray list = it.value().toArray();
            for (const QJsonValue &each : list)
                words.append(each.toString());
            shown.insert(it.key(), words.join(QStringLiteral(", ")));
        } else if (it.value().isObject()) {
            shown.insert(it.key(), it.value().toObject().value(QStringLiteral("name")));
        } else {
            shown.insert(it.key(), it.value());
        }
    }
    return shown;
}

QJsonValue settingTyped(const FoundDriver &driver, const QString &key, const QJsonValue &typed)
{
    const QJsonValue type = driver.settings.value(QStringLiteral("properties"))
                                .toObject()
                                .value(key)
                                .toObject()
                                .value(QStringLiteral("type"));
    const bool mayBeList = type.isArray() && type.toArray().contains(QStringLiteral("array"));
    if (!mayBeList || !typed.toString().contains(u','))
        return typed;
    QJsonArray list;
    const QStringList words = typed.toString().split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words)
        list.append(word.trimmed());
    return list;
}

} // namespace yichuang
