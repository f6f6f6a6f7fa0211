// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/check_report.h"
#include "app/domain/matter.h"

namespace yichuang::check
{
namespace
{

/// A property that no value can keep: bounds that cross, an empty choice, choices that all break another rule.
void checkSatisfiable(const QJsonObject &property, const QString &pointer, Report &report)
{
    static const std::pair<const char *, const char *> bounds[] = {
        {"minLength", "maxLength"}, {"minimum", "maximum"}, {"minItems", "maxItems"}};
    for (const auto &[low, high] : bounds) {
        const QJsonValue least = property.value(QLatin1String(low));
        const QJsonValue most = property.value(QLatin1String(high));
        if (least.isDouble() && most.isDouble() && least.toDouble() > most.toDouble()) {
            report.fault(at(pointer, QLatin1String(low)), QStringLiteral("neverSatisfied"),
                         QString::number(least.toDouble()), QString::number(most.toDouble()));
        }
    }
    const QJsonValue choices = property.value(QStringLiteral("enum"));
    if (!choices.isArray())
        return;
    QJsonObject rest = property;
    rest.remove(QStringLiteral("enum"));
    const auto others = JsonSchema::compile(rest);
    const QJsonArray list = choices.toArray();
    const bool any = std::any_of(list.begin(), list.end(),
                                 [&](const QJsonValue &choice) { return !others || others->keeps(choice); });
    if (!any)
        report.fault(at(pointer, QStringLiteral("enum")), QStringLiteral("neverSatisfied"),
                     QString::number(list.size()));
}

/// Each property alone, so that a bad one is found at its own place; then the whole.
void checkSchemas(const QJsonObject &form, const QString &pointer, Report &report)
{
    const QJsonObject properties = form.value(QStringLiteral("properties")).toObject();
    bool whole = true;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString here = at(at(pointer, QStringLiteral("properties")), it.key());
        const auto schema = JsonSchema::compile(it.value().toObject());
        if (!it.value().isObject() || !schema) {
            report.fault(here, QStringLiteral("formSchema"), schema ? QString() : schema.error().detail,
                         QStringLiteral("a JSON Schema"));
            whole = false;
        } else {
            checkSatisfiable(it.value().toObject(), here, report);
        }
    }
    if (const auto schema = JsonSchema::compile(form); whole && !schema)
        report.fault(pointer, QStringLiteral("formSchema"), schema.error().detail, QStringLiteral("a JSON Schema"));
}

} // namespace

void checkForm(const QJsonObject &matter, const QString &pointer, Report &report)
{
    const QJsonObject form = matter.value(QStringLiteral("form")).toObject();
    const QString formPointer = at(pointer, QStringLiteral("form"));
    checkSchemas(form, formPointer, report);
    const QJsonObject properties = form.value(QStringLiteral("properties")).toObject();
    const QJsonArray required = form.value(QStringLiteral("required")).toArray();
    for (qsizetype i = 0; i < required.size(); ++i) {
        if (!properties.contains(required.at(i).toString()))
            report.fault(at(at(formPointer, QStringLiteral("required")), i), QStringLiteral("requiredWithoutProperty"),
                         required.at(i).toString());
    }
    const QJsonArray layout = matter.value(QStringLiteral("layout")).toArray();
    QSet<QString> placed;
    for (qsizetype i = 0; i < layout.size(); ++i) {
        const QJsonObject hint = layout.at(i).toObject();
        const QString here = at(at(pointer, QStringLiteral("layout")), i);
        const QString field = textOf(hint, "field");
        if (!properties.contains(field))
            report.fault(at(here, QStringLiteral("field")), QStringLiteral("unknownField"), field);
        else if (placed.contains(field))
            report.fault(at(here, QStringLiteral("field")), QStringLiteral("fieldTwice"), field);
        placed.insert(field);
        const QString prefill = textOf(hint, "prefill");
        if (!prefill.isEmpty() && !prefillSources().contains(prefill))
            report.fault(at(here, QStringLiteral("prefill")), QStringLiteral("unknownPrefill"), prefill,
                         prefillSources().join(QLatin1Char(' ')));
    }
    for (const QString &key : properties.keys()) {
        if (!placed.contains(key))
            report.remark(at(at(formPointer, QStringLiteral("properties")), key), QStringLiteral("notLaidOut"), key);
    }
}

} // namespace yichuang::check
