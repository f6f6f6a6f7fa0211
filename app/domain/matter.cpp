// SPDX-License-Identifier: Apache-2.0
#include "app/domain/matter.h"

#include "app/base/json.h"
#include "app/domain/catalogue/faulty.h"
#include "app/domain/catalogue/one_thing.h"
#include "app/domain/paper.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace yichuang
{
namespace
{

constexpr qsizetype mostMatters = 20000;
constexpr qsizetype mostOneThings = 1000;
constexpr qsizetype mostMaterials = 200;

std::optional<MaterialForm> formNamed(const QString &name)
{
    static const QMap<QString, MaterialForm> forms = {
        {QStringLiteral("original"), MaterialForm::Original},
        {QStringLiteral("copy"), MaterialForm::Copy},
        {QStringLiteral("electronic"), MaterialForm::Electronic},
        {QStringLiteral("originalChecked"), MaterialForm::OriginalChecked}};
    const auto found = forms.constFind(name);
    return found == forms.constEnd() ? std::nullopt : std::optional(*found);
}

Result<MaterialSpec> readMaterial(const QJsonObject &json, const QList<Situation> &situations, const QString &place)
{
    MaterialSpec spec;
    spec.id = json.value(QStringLiteral("id")).toString();
    spec.name = json.value(QStringLiteral("name")).toString();
    const QString here = place + QStringLiteral(".materials.") + spec.id;
    if (spec.id.isEmpty() || spec.name.isEmpty())
        return faulty(here, QStringLiteral("needs id and name"));
    const auto form = formNamed(json.value(QStringLiteral("form")).toString());
    if (!form)
        return faulty(here, QStringLiteral("form must be original, copy, electronic or originalChecked"));
    spec.form = *form;
    spec.copies = json.value(QStringLiteral("copies")).toInt(1);
    spec.required = json.value(QStringLiteral("required")).toBool(true);
    const QJsonObject when = json.value(QStringLiteral("when")).toObject();
    for (auto it = when.begin(); it != when.end(); ++it)
        spec.when.insert(it.key(), textsFrom(it.value()));
    if (!conditionFits(spec.when, situations))
        return faulty(here, QStringLiteral("when names a situation or option that is not there"));
    spec.issuer = json.value(QStringLiteral("issuer")).toString();
    spec.sharedLicence = json.value(QStringLiteral("sharedLicence")).toString();
    spec.tolerable = json.value(QStringLiteral("tolerable")).toBool();
    spec.toleranceDays = json.value(QStringLiteral("toleranceDays")).toInt();
    if (spec.copies < 0 || spec.copies > 20 || (spec.tolerable && spec.toleranceDays < 1))
        return faulty(here, QStringLiteral("copies 0 to 20; a tolerable material needs toleranceDays"));
    return spec;
}

FormField readField(const QString &key, const QJsonObject &schema, const QJsonObject &hint, bool required)
{
    FormField field;
    field.key = key;
    field.title = schema.value(QStringLiteral("title")).toString(key);
    field.type = schema.value(QStringLiteral("type")).toString(QStringLiteral("string"));
    if (schema.value(QStringLiteral("format")).toString() == QStringLiteral("date"))
        field.type = QStringLiteral("date");
    field.choices = textsFrom(schema.value(QStringLiteral("enum")));
    field.required = required;
    field.prefill = hint.value(QStringLiteral("prefill")).toString();
    field.wide = hint.value(QStringLiteral("wide")).toBool();
    field.hint = hint.value(QStringLiteral("hint")).toString();
    return field;
}

Result<QList<FormField>> readFields(const QJsonObject &schema, const QJsonArray &layout, const QString &place)
{
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    const QStringList required = textsFrom(schema.value(QStringLiteral("required")));
    for (const QString &key : required) {
        if (!properties.contains(key))
            return faulty(place + QStringLiteral(".form.required"), key + QStringLiteral(" has no property"));
    }
    QList<FormField> fields;
    QSet<QString> placed;
    for (const QJsonValue &value : layout) {
        const QJsonObject hint = value.toObject();
        const QString key = hint.value(QStringLiteral("field")).toString();
        if (!properties.contains(key) || placed.contains(key))
            return faulty(place + QStringLiteral(".layout.") + key, QStringLiteral("names no property, or one twice"));
        placed.insert(key);
        fields.append(readField(key, properties.value(key).toObject(), hint, required.contains(key)));
    }
    for (const QString &key : properties.keys()) {
        if (!placed.contains(key))
            fields.append(readField(key, properties.value(key).toObject(), {}, required.contains(key)));
    }
    return fields;
}

Result<Done> readTimes(const QJsonObject &json, const QString &place, Matter &matter)
{
    const QString mode = json.value(QStringLiteral("mode")).toString();
    if (mode != QStringLiteral("onTheSpot") && mode != QStringLiteral("promised"))
        return faulty(place + QStringLiteral(".mode"), QStringLiteral("must be onTheSpot or promised"));
    matter.mode = mode == QStringLiteral("onTheSpot") ? MatterMode::OnTheSpot : MatterMode::Promised;
    matter.promisedDays = json.value(QStringLiteral("promisedDays")).toInt(-1);
    matter.statutoryDays = json.value(QStringLiteral("statutoryDays")).toInt(-1);
    if (matter.promisedDays < 0 || matter.statutoryDays < 0 || matter.statutoryDays > 365)
        return faulty(place, QStringLiteral("promisedDays and statutoryDays are working days, 0 to 365"));
    if (matter.promisedDays > matter.statutoryDays)
        return faulty(place, QStringLiteral("the promised limit must not be over the statutory one"));
    return Done{};
}

Result<Done> readLists(const QJsonObject &json, const QString &place, Matter &matter)
{
    auto situations = situationsFromJson(json.value(QStringLiteral("situations")).toArray(), place);
    if (!situations)
        return failure(situations.error());
    matter.situations = *situations;
    const QJsonArray materials = json.value(QStringLiteral("materials")).toArray();
    if (materials.size() > mostMaterials)
        return faulty(place + QStringLiteral(".materials"), QStringLiteral("too many"));
    QSet<QString> ids;
    for (const QJsonValue &value : materials) {
        auto material = readMaterial(value.toObject(), matter.situations, place);
        if (!material)
            return failure(material.error());
        if (ids.contains(material->id))
            return faulty(place + QStringLiteral(".materials.") + material->id, QStringLiteral("is there twice"));
        ids.insert(material->id);
        matter.materials.append(*material);
    }
    for (const QJsonValue &value : json.value(QStringLiteral("papers")).toArray()) {
        const PaperCopies copies{value.toObject().value(QStringLiteral("paper")).toString(),
                                 value.toObject().value(QStringLiteral("copies")).toInt(1)};
        if (!paperNamed(copies.paper) || copies.copies < 1 || copies.copies > 10)
            return faulty(place + QStringLiteral(".papers.") + copies.paper,
                          QStringLiteral("is no paper, or copies not 1 to 10"));
        matter.papers.append(copies);
    }
    return Done{};
}

} // namespace

Result<QList<Situation>> situationsFromJson(const QJsonArray &array, const QString &place)
{
    QList<Situation> situations;
    for (const QJsonValue &value : array) {
        const QJsonObject json = value.toObject();
        Situation situation{
            json.value(QStringLiteral("id")).toString(), json.value(QStringLiteral("question")).toString(), {}};
        for (const QJsonValue &option : json.value(QStringLiteral("options")).toArray()) {
            situation.options.append({option.toObject().value(QStringLiteral("id")).toString(),
                                      option.toObject().value(QStringLiteral("label")).toString()});
        }
        if (situation.id.isEmpty() || situation.question.isEmpty() || situation.options.isEmpty())
            return faulty(place + QStringLiteral(".situations.") + situation.id,
                          QStringLiteral("needs id, question and at least one option"));
        situations.append(situation);
    }
    return situations;
}

bool conditionFits(const QMap<QString, QStringList> &when, const QList<Situation> &situations)
{
    for (auto it = when.cbegin(); it != when.cend(); ++it) {
        const auto situation = std::find_if(situations.cbegin(), situations.cend(),
                                            [&](const Situation &one) { return one.id == it.key(); });
        if (situation == situations.cend())
            return false;
        for (const QString &option : it.value()) {
            if (std::none_of(situation->options.cbegin(), situation->options.cend(),
                             [&](const SituationOption &one) { return one.id == option; }))
                return false;
        }
    }
    return true;
}

const QStringList &administrativeLevels()
{
    static const QStringList levels{QStringLiteral("国家级"), QStringLiteral("省级"), QStringLiteral("市级"),
                                    QStringLiteral("县级"),   QStringLiteral("乡级"), QStringLiteral("村级")};
    return levels;
}

const QStringList &prefillSources()
{
    static const QStringList sources{QStringLiteral("applicant.name"),         QStringLiteral("applicant.number"),
                                     QStringLiteral("applicant.sex"),          QStringLiteral("applicant.address"),
                                     QStringLiteral("applicant.phone"),        QStringLiteral("organisation.name"),
                                     QStringLiteral("organisation.creditCode")};
    return sources;
}

Result<Matter> matterFromJson(const QJsonObject &json)
{
    Matter matter;
    matter.code = json.value(QStringLiteral("code")).toString();
    matter.name = json.value(QStringLiteral("name")).toString();
    const QString place = QStringLiteral("matters.") + matter.code;
    if (matter.code.size() != 31)
        return faulty(place + QStringLiteral(".code"), QStringLiteral("an implementation code has 31 characters"));
    if (matter.name.isEmpty())
        return faulty(place + QStringLiteral(".name"), QStringLiteral("is empty"));
    matter.department = json.value(QStringLiteral("department")).toString();
    matter.kind = json.value(QStringLiteral("kind")).toString();
    matter.basis = json.value(QStringLiteral("basis")).toString();
    matter.level = json.value(QStringLiteral("level")).toString();
    matter.delegatedTo = textsFrom(json.value(QStringLiteral("delegatedTo")));
    matter.fee = json.value(QStringLiteral("fee")).toString();
    matter.collectAt = json.value(QStringLiteral("collectAt")).toString();
    matter.outcome = json.value(QStringLiteral("outcome")).toString();
    matter.keywords = textsFrom(json.value(QStringLiteral("keywords")));
    matter.version = json.value(QStringLiteral("version")).toString();
    matter.validFrom = QDate::fromString(json.value(QStringLiteral("validFrom")).toString(), Qt::ISODate);
    if (matter.department.isEmpty() || matter.kind.isEmpty() || !matter.validFrom.isValid())
        return faulty(place, QStringLiteral("needs department, kind and validFrom"));
    if (auto read = readTimes(json, place, matter); !read)
        return failure(read.error());
    if (auto read = readLists(json, place, matter); !read)
        return failure(read.error());
    matter.formSchema = json.value(QStringLiteral("form")).toObject();
    auto fields = readFields(matter.formSchema, json.value(QStringLiteral("layout")).toArray(), place);
    if (!fields)
        return failure(fields.error());
    matter.fields = *fields;
    return matter;
}

SituationAnswers usualAnswers(const Matter &matter)
{
    SituationAnswers answers;
    for (const Situation &situation : matter.situations)
        answers.insert(situation.id, situation.options.constFirst().id);
    return answers;
}

bool conditionHolds(const QMap<QString, QStringList> &when, const SituationAnswers &answers)
{
    for (auto it = when.cbegin(); it != when.cend(); ++it) {
        if (!it.value().contains(answers.value(it.key())))
            return false;
    }
    return true;
}

QList<MaterialSpec> materialsFor(const Matter &matter, const SituationAnswers &answers)
{
    QList<MaterialSpec> specs;
    for (const MaterialSpec &spec : matter.materials) {
        if (conditionHolds(spec.when, answers))
            specs.append(spec);
    }
    return specs;
}

QString answersInWords(const Matter &matter, const SituationAnswers &answers)
{
    QStringList words;
    for (const Situation &situation : matter.situations) {
        for (const SituationOption &option : situation.options) {
            if (option.id == answers.value(situation.id))
                words.append(option.label);
        }
    }
    return words.join(QStringLiteral(" · "));
}

const Matter *Catalogue::find(const QString &code) const
{
    if (places.size() == matters.size()) {
        const auto place = places.constFind(code);
        return place == places.cend() ? nullptr : &matters.at(*place);
    }
    const auto found =
        std::find_if(matters.cbegin(), matters.cend(), [&](const Matter &one) { return one.code == code; });
    return found == matters.cend() ? nullptr : &*found;
}

const OneThing *Catalogue::oneThing(const QString &code) const
{
    const auto found =
        std::find_if(oneThings.cbegin(), oneThings.cend(), [&](const OneThing &one) { return one.code == code; });
    return found == oneThings.cend() ? nullptr : &*found;
}

bool isOlder(const QString &a, const QString &b)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{4})\\.([0-9]{1,6})(-[0-9A-Za-z]{1,20})?$"));
    const auto rank = [](const QString &version) {
        const QRegularExpressionMatch match = form.match(version);
        return match.hasMatch() ? match.captured(1).toLongLong() * 1'000'000 + match.captured(2).toLongLong() : -1;
    };
    return rank(a) < rank(b);
}

Result<Catalogue> catalogueFromJson(const QByteArray &bytes)
{
    auto json = parseJsonObject(bytes, {64 * 1024 * 1024, 64});
    if (!json)
        return faulty(QStringLiteral("file"), json.error().detail);
    Catalogue catalogue;
    catalogue.version = json->value(QStringLiteral("version")).toString();
    catalogue.hall = json->value(QStringLiteral("hall")).toString();
    catalogue.region = json->value(QStringLiteral("region")).toString();
    catalogue.hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    if (catalogue.version.isEmpty() || catalogue.region.size() != 6)
        return faulty(QStringLiteral("file"), QStringLiteral("needs version and a region of 6 digits"));
    const QJsonArray matters = json->value(QStringLiteral("matters")).toArray();
    if (matters.isEmpty() || matters.size() > mostMatters)
        return faulty(QStringLiteral("matters"), QStringLiteral("1 to 20,000 are allowed"));
    for (const QJsonValue &value : matters) {
        auto matter = matterFromJson(value.toObject());
        if (!matter)
            return failure(matter.error());
        if (catalogue.places.contains(matter->code))
            return faulty(QStringLiteral("matters.") + matter->code, QStringLiteral("is there twice"));
        catalogue.places.insert(matter->code, catalogue.matters.size());
        catalogue.matters.append(*std::move(matter));
    }
    const QJsonArray oneThings = json->value(QStringLiteral("oneThings")).toArray();
    if (oneThings.size() > mostOneThings)
        return faulty(QStringLiteral("oneThings"), QStringLiteral("too many"));
    for (const QJsonValue &value : oneThings) {
        auto oneThing = oneThingFromJson(value.toObject(), catalogue);
        if (!oneThing)
            return failure(oneThing.error());
        if (catalogue.oneThing(oneThing->code) != nullptr)
            return faulty(QStringLiteral("oneThings.") + oneThing->code, QStringLiteral("is there twice"));
        catalogue.oneThings.append(*std::move(oneThing));
    }
    return catalogue;
}

} // namespace yichuang
