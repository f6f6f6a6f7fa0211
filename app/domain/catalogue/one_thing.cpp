// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/one_thing.h"

#include "app/base/json.h"
#include "app/domain/catalogue/faulty.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace yichuang
{
namespace
{

constexpr qsizetype mostParts = 50;
constexpr qsizetype mostShared = 100;

Result<OneThingPart> readPart(const QJsonObject &json, const OneThing &oneThing, const Catalogue &catalogue,
                              const QString &place)
{
    OneThingPart part;
    part.matter = json.value(QStringLiteral("matter")).toString();
    const Matter *matter = catalogue.find(part.matter);
    if (matter == nullptr)
        return faulty(place, part.matter + QStringLiteral(" is no matter of this catalogue"));
    QMap<QString, QStringList> settled;
    const QJsonObject answers = json.value(QStringLiteral("answers")).toObject();
    for (auto it = answers.begin(); it != answers.end(); ++it) {
        part.answers.insert(it.key(), it.value().toString());
        settled.insert(it.key(), {it.value().toString()});
    }
    const QJsonObject when = json.value(QStringLiteral("when")).toObject();
    for (auto it = when.begin(); it != when.end(); ++it)
        part.when.insert(it.key(), textsFrom(it.value()));
    if (!conditionFits(settled, matter->situations) || !conditionFits(part.when, oneThing.situations))
        return faulty(place, QStringLiteral("names a situation or option that is not there"));
    return part;
}

bool hasField(const Matter &matter, const QString &key)
{
    return std::any_of(matter.fields.cbegin(), matter.fields.cend(),
                       [&](const FormField &field) { return field.key == key; });
}

bool hasMaterial(const Matter &matter, const QString &id)
{
    return std::any_of(matter.materials.cbegin(), matter.materials.cend(),
                       [&](const MaterialSpec &spec) { return spec.id == id; });
}

QString jointKey(const QStringList &shared, const Matter &matter, const QString &key)
{
    return shared.contains(key) ? key : matter.code + QLatin1Char('.') + key;
}

/// An original serves where a copy is asked for, never the other way.
int strictness(MaterialForm form)
{
    switch (form) {
    case MaterialForm::Original:
        return 3;
    case MaterialForm::OriginalChecked:
        return 2;
    case MaterialForm::Copy:
        return 1;
    case MaterialForm::Electronic:
        break;
    }
    return 0;
}

void addField(JointIntake &intake, const OneThing &oneThing, const Matter &matter, const FormField &field)
{
    const QString key = jointKey(oneThing.sharedFields, matter, field.key);
    const auto there =
        std::find_if(intake.fields.begin(), intake.fields.end(), [&](const JointField &one) { return one.key == key; });
    if (there == intake.fields.end()) {
        intake.fields.append({key, field, {matter.code}});
        return;
    }
    there->matters.append(matter.code);
    there->field.required = there->field.required || field.required;
}

void addMaterial(JointIntake &intake, const OneThing &oneThing, const Matter &matter, const MaterialSpec &spec)
{
    const QString key = jointKey(oneThing.sharedMaterials, matter, spec.id);
    const auto there = std::find_if(intake.materials.begin(), intake.materials.end(),
                                    [&](const JointMaterial &one) { return one.key == key; });
    if (there == intake.materials.end()) {
        intake.materials.append({key, spec, {matter.code}});
        return;
    }
    there->matters.append(matter.code);
    MaterialSpec &joint = there->spec;
    joint.required = joint.required || spec.required;
    joint.copies = std::max(joint.copies, spec.copies);
    if (strictness(spec.form) > strictness(joint.form))
        joint.form = spec.form;
    // It may follow later only where every matter lets it, and then within the shortest of their times.
    joint.toleranceDays = joint.tolerable && spec.tolerable ? std::min(joint.toleranceDays, spec.toleranceDays) : 0;
    joint.tolerable = joint.tolerable && spec.tolerable;
}

} // namespace

Result<OneThing> oneThingFromJson(const QJsonObject &json, const Catalogue &catalogue)
{
    static const QRegularExpression codeForm(QStringLiteral("^[0-9A-Z]{4,30}$"));
    OneThing oneThing;
    oneThing.code = json.value(QStringLiteral("code")).toString();
    oneThing.name = json.value(QStringLiteral("name")).toString();
    const QString place = QStringLiteral("oneThings.") + oneThing.code.left(40);
    if (!codeForm.match(oneThing.code).hasMatch() || oneThing.name.isEmpty())
        return faulty(place, QStringLiteral("needs a name and a code of 4 to 30 characters 0-9 A-Z"));
    oneThing.department = json.value(QStringLiteral("department")).toString();
    oneThing.keywords = textsFrom(json.value(QStringLiteral("keywords")));
    auto situations = situationsFromJson(json.value(QStringLiteral("situations")).toArray(), place);
    if (!situations)
        return failure(situations.error());
    oneThing.situations = *std::move(situations);
    const QJsonArray parts = json.value(QStringLiteral("parts")).toArray();
    if (parts.size() < 2 || parts.size() > mostParts)
        return faulty(place + QStringLiteral(".parts"), QStringLiteral("2 to 50 are allowed"));
    for (const QJsonValue &value : parts) {
        auto part = readPart(value.toObject(), oneThing, catalogue, place + QStringLiteral(".parts"));
        if (!part)
            return failure(part.error());
        oneThing.parts.append(*std::move(part));
    }
    oneThing.sharedFields = textsFrom(json.value(QStringLiteral("sharedFields")));
    oneThing.sharedMaterials = textsFrom(json.value(QStringLiteral("sharedMaterials")));
    if (oneThing.sharedFields.size() > mostShared || oneThing.sharedMaterials.size() > mostShared)
        return faulty(place, QStringLiteral("shares too much"));
    return oneThing;
}

SituationAnswers usualAnswers(const OneThing &oneThing)
{
    SituationAnswers answers;
    for (const Situation &situation : oneThing.situations)
        answers.insert(situation.id, situation.options.constFirst().id);
    return answers;
}

QList<OneThingPart> partsFor(const OneThing &oneThing, const SituationAnswers &answers)
{
    QList<OneThingPart> parts;
    for (const OneThingPart &part : oneThing.parts) {
        if (conditionHolds(part.when, answers))
            parts.append(part);
    }
    return parts;
}

SituationAnswers situationOf(const OneThingPart &part, const Matter &matter)
{
    SituationAnswers answers = usualAnswers(matter);
    for (auto it = part.answers.cbegin(); it != part.answers.cend(); ++it)
        answers.insert(it.key(), it.value());
    return answers;
}

JointIntake jointIntake(const OneThing &oneThing, const Catalogue &catalogue, const SituationAnswers &answers)
{
    JointIntake intake;
    for (const OneThingPart &part : partsFor(oneThing, answers)) {
        const Matter *matter = catalogue.find(part.matter);
        if (matter == nullptr)
            continue;
        for (const FormField &field : matter->fields)
            addField(intake, oneThing, *matter, field);
        for (const MaterialSpec &spec : materialsFor(*matter, situationOf(part, *matter)))
            addMaterial(intake, oneThing, *matter, spec);
    }
    return intake;
}

QList<JointCase> casesOf(const OneThing &oneThing, const Catalogue &catalogue, const SituationAnswers &answers,
                         const QJsonObject &fields, const QStringList &materials)
{
    QList<JointCase> cases;
    for (const OneThingPart &part : partsFor(oneThing, answers)) {
        const Matter *matter = catalogue.find(part.matter);
        if (matter == nullptr)
            continue;
        JointCase made{part.matter, situationOf(part, *matter), {}, {}};
        for (const FormField &field : matter->fields) {
            const QJsonValue value = fields.value(jointKey(oneThing.sharedFields, *matter, field.key));
            if (!value.isUndefined() && !value.isNull())
                made.fields.insert(field.key, value);
        }
        for (const MaterialSpec &spec : materialsFor(*matter, made.situation)) {
            if (materials.contains(jointKey(oneThing.sharedMaterials, *matter, spec.id)))
                made.materials.append(spec.id);
        }
        cases.append(made);
    }
    return cases;
}

const OneThing *commonThing(const Catalogue &catalogue, const QString &matter, const QString &other)
{
    if (matter == other)
        return nullptr;
    for (const OneThing &oneThing : catalogue.oneThings) {
        const auto holds = [&](const QString &code) {
            return std::any_of(oneThing.parts.cbegin(), oneThing.parts.cend(),
                               [&](const OneThingPart &part) { return part.matter == code; });
        };
        if (holds(matter) && holds(other))
            return &oneThing;
    }
    return nullptr;
}

QStringList fieldsInCommon(const OneThing &oneThing, const Matter &matter, const Matter &other)
{
    QStringList keys;
    for (const QString &key : oneThing.sharedFields) {
        if (hasField(matter, key) && hasField(other, key))
            keys.append(key);
    }
    return keys;
}

bool isMaterialInCommon(const OneThing &oneThing, const QString &material, const Matter &matter, const Matter &other)
{
    return oneThing.sharedMaterials.contains(material) && hasMaterial(matter, material) && hasMaterial(other, material);
}

} // namespace yichuang
