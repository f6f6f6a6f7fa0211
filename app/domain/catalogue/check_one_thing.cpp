// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/check_report.h"

namespace yichuang::check
{
namespace
{

Options optionsOf(const QJsonObject &owner)
{
    Report unheard(0);
    return checkSituations(owner, {}, unheard);
}

struct Holder {
    QString matter;
    QJsonObject thing; ///< the field's schema or the material, without what may differ
};

void checkShared(const QJsonObject &oneThing, const QString &pointer, const char *list,
                 const std::function<std::optional<QJsonObject>(const QJsonObject &matter, const QString &key)> &find,
                 const QList<QJsonObject> &matters, Report &report)
{
    const QJsonArray keys = oneThing.value(QLatin1String(list)).toArray();
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QString key = keys.at(i).toString();
        const QString here = at(at(pointer, QLatin1String(list)), i);
        QList<Holder> holders;
        for (const QJsonObject &matter : matters) {
            if (const auto thing = find(matter, key))
                holders.append({textOf(matter, "name"), *thing});
        }
        if (holders.size() < 2)
            report.fault(here, QStringLiteral("sharedOnce"), key);
        for (const Holder &holder : holders) {
            if (holder.thing != holders.constFirst().thing) {
                report.fault(here, QStringLiteral("sharedDiffers"), key + QLatin1Char(' ') + holder.matter,
                             holders.constFirst().matter);
                break;
            }
        }
    }
}

std::optional<QJsonObject> fieldOf(const QJsonObject &matter, const QString &key)
{
    const QJsonObject form = matter.value(QStringLiteral("form")).toObject();
    const QJsonValue schema = form.value(QStringLiteral("properties")).toObject().value(key);
    if (!schema.isObject())
        return std::nullopt;
    QJsonObject rules = schema.toObject();
    rules.remove(QStringLiteral("title"));
    rules.remove(QStringLiteral("description"));
    return rules;
}

std::optional<QJsonObject> materialOf(const QJsonObject &matter, const QString &id)
{
    for (const QJsonValue &value : matter.value(QStringLiteral("materials")).toArray()) {
        const QJsonObject material = value.toObject();
        if (textOf(material, "id") != id)
            continue;
        return QJsonObject{{QStringLiteral("name"), material.value(QStringLiteral("name"))},
                           {QStringLiteral("sharedLicence"), textOf(material, "sharedLicence")}};
    }
    return std::nullopt;
}

void checkPart(const QJsonObject &part, const QString &here, const QJsonObject &matter, const Options &own,
               QSet<QString> &used, Report &report)
{
    QJsonObject settled;
    const QJsonObject answers = part.value(QStringLiteral("answers")).toObject();
    for (auto it = answers.begin(); it != answers.end(); ++it)
        settled.insert(it.key(), QJsonArray{it.value()});
    QSet<QString> ignored;
    checkCondition(settled, at(here, QStringLiteral("answers")), optionsOf(matter), ignored, report);
    checkCondition(part.value(QStringLiteral("when")), at(here, QStringLiteral("when")), own, used, report);
}

} // namespace

void checkOneThing(const QJsonObject &oneThing, const QString &pointer, const QHash<QString, QJsonObject> &matters,
                   Report &report)
{
    const Options own = checkSituations(oneThing, pointer, report);
    QSet<QString> used;
    QSet<QString> codes;
    QList<QJsonObject> held;
    const QJsonArray parts = oneThing.value(QStringLiteral("parts")).toArray();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QJsonObject part = parts.at(i).toObject();
        const QString here = at(at(pointer, QStringLiteral("parts")), i);
        const QString code = textOf(part, "matter");
        if (!matters.contains(code)) {
            report.fault(at(here, QStringLiteral("matter")), QStringLiteral("unknownMatter"), code);
            continue;
        }
        if (codes.contains(code))
            report.fault(at(here, QStringLiteral("matter")), QStringLiteral("duplicateCode"), code);
        codes.insert(code);
        held.append(matters.value(code));
        checkPart(part, here, matters.value(code), own, used, report);
    }
    const QJsonArray situations = oneThing.value(QStringLiteral("situations")).toArray();
    for (qsizetype i = 0; i < situations.size(); ++i) {
        const QString id = textOf(situations.at(i).toObject(), "id");
        if (!used.contains(id))
            report.remark(at(at(pointer, QStringLiteral("situations")), i), QStringLiteral("situationUnused"), id);
    }
    checkShared(oneThing, pointer, "sharedFields", fieldOf, held, report);
    checkShared(oneThing, pointer, "sharedMaterials", materialOf, held, report);
}

} // namespace yichuang::check
