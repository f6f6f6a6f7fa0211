// SPDX-License-Identifier: Apache-2.0
#include "app/domain/catalogue/catalogue_check.h"

#include "app/base/json.h"
#include "app/domain/catalogue/check_report.h"
#include "app/domain/matter.h"

#include <QJsonDocument>

namespace yichuang
{
namespace check
{

void Report::add(const QString &pointer, const QString &rule, const QString &found, const QString &expected,
                 bool remark)
{
    qsizetype &count = remark ? m_remarkCount : m_faultCount;
    if (count >= m_most)
        return;
    ++count;
    m_faults.append({{}, pointer, {}, rule, found.left(200), expected.left(300), remark});
}

void Report::fault(const QString &pointer, const QString &rule, const QString &found, const QString &expected)
{
    add(pointer, rule, found, expected, false);
}

void Report::remark(const QString &pointer, const QString &rule, const QString &found, const QString &expected)
{
    add(pointer, rule, found, expected, true);
}

QString at(const QString &pointer, const QString &member)
{
    return pointer + QLatin1Char('/') + pointerToken(member);
}

QString at(const QString &pointer, qsizetype index)
{
    return pointer + QLatin1Char('/') + QString::number(index);
}

QString textOf(const QJsonObject &json, const char *member)
{
    return json.value(QLatin1String(member)).toString();
}

Options checkSituations(const QJsonObject &owner, const QString &pointer, Report &report)
{
    Options all;
    const QJsonArray situations = owner.value(QStringLiteral("situations")).toArray();
    for (qsizetype i = 0; i < situations.size(); ++i) {
        const QJsonObject situation = situations.at(i).toObject();
        const QString here = at(at(pointer, QStringLiteral("situations")), i);
        const QString id = textOf(situation, "id");
        if (all.contains(id))
            report.fault(at(here, QStringLiteral("id")), QStringLiteral("duplicateId"), id);
        QStringList options;
        const QJsonArray list = situation.value(QStringLiteral("options")).toArray();
        for (qsizetype j = 0; j < list.size(); ++j) {
            const QString option = textOf(list.at(j).toObject(), "id");
            if (options.contains(option))
                report.fault(at(at(at(here, QStringLiteral("options")), j), QStringLiteral("id")),
                             QStringLiteral("duplicateId"), option);
            options.append(option);
        }
        all.insert(id, options);
    }
    return all;
}

void checkCondition(const QJsonValue &when, const QString &pointer, const Options &options, QSet<QString> &used,
                    Report &report)
{
    const QJsonObject condition = when.toObject();
    for (auto it = condition.begin(); it != condition.end(); ++it) {
        const QString here = at(pointer, it.key());
        if (!options.contains(it.key())) {
            report.fault(here, QStringLiteral("unknownSituation"), it.key(), options.keys().join(QLatin1Char(' ')));
            continue;
        }
        used.insert(it.key());
        const QStringList known = options.value(it.key());
        QSet<QString> reached;
        const QJsonArray wanted = it.value().toArray();
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            const QString option = wanted.at(i).toString();
            if (known.contains(option))
                reached.insert(option);
            else
                report.fault(at(here, i), QStringLiteral("unknownOption"), option, known.join(QLatin1Char(' ')));
        }
        if (reached.isEmpty())
            report.fault(here, QStringLiteral("neverSatisfied"), it.key(), known.join(QLatin1Char(' ')));
        else if (reached.size() == QSet<QString>(known.cbegin(), known.cend()).size() && known.size() > 1)
            report.remark(here, QStringLiteral("alwaysSatisfied"), it.key());
    }
}

namespace
{

/// The joined catalogue, and from which file each of its matters came.
struct Joined {
    QJsonObject json;
    QList<qsizetype> firstMatter; ///< of each text, in the joined list

    /// The text and the pointer within it of a place in the joined catalogue.
    [[nodiscard]] std::pair<qsizetype, QString> locate(const QString &pointer) const
    {
        const QString head = QStringLiteral("/matters/");
        if (firstMatter.size() < 2 || !pointer.startsWith(head))
            return {0, pointer};
        const QString rest = pointer.mid(head.size());
        const qsizetype slash = rest.indexOf(QLatin1Char('/'));
        const qsizetype index = (slash < 0 ? rest : rest.left(slash)).toLongLong();
        qsizetype text = 0;
        while (text + 1 < firstMatter.size() && firstMatter.at(text + 1) <= index)
            ++text;
        return {text, head + QString::number(index - firstMatter.at(text)) + (slash < 0 ? QString() : rest.mid(slash))};
    }
};

/// Reads every text; the faults of those that are no JSON object, or say something twice.
std::optional<Joined> join(const QList<CatalogueText> &texts, QList<CatalogueFault> &faults)
{
    Joined joined;
    QJsonArray matters;
    bool whole = true;
    for (const CatalogueText &text : texts) {
        QJsonParseError error;
        const auto limited = parseJsonObject(text.bytes, {64 * 1024 * 1024, 64});
        const JsonPlaces places(text.bytes);
        if (!limited) {
            if (limited.error().fault != Fault::TooLarge)
                QJsonDocument::fromJson(text.bytes, &error);
            const bool isText = limited.error().fault != Fault::TooLarge && error.error != QJsonParseError::NoError;
            faults.append({text.name,
                           {},
                           isText ? places.atByte(error.offset) : TextPlace{1, 1},
                           QStringLiteral("json"),
                           isText ? error.errorString() : limited.error().detail,
                           {},
                           false});
            whole = false;
            continue;
        }
        for (const QString &pointer : places.repeated(20))
            faults.append({text.name, pointer, places.of(pointer), QStringLiteral("repeatedMember"), {}, {}, false});
        if (joined.json.isEmpty())
            joined.json = *limited;
        joined.firstMatter.append(matters.size());
        for (const QJsonValue &matter : limited->value(QStringLiteral("matters")).toArray())
            matters.append(matter);
    }
    if (!whole || texts.isEmpty())
        return std::nullopt;
    joined.json.remove(QStringLiteral("parts"));
    if (!matters.isEmpty() || joined.json.contains(QStringLiteral("matters")))
        joined.json.insert(QStringLiteral("matters"), matters);
    return joined;
}

void checkSchema(const Joined &joined, const JsonSchema &schema, Report &report)
{
    const QList<JsonSchema::Breach> breaches = schema.check(joined.json);
    QSet<QString> enclosing;
    for (const JsonSchema::Breach &breach : breaches) {
        if (enclosing.contains(breach.pointer))
            continue; // broken only because of what it holds
        report.fault(breach.pointer, QStringLiteral("schema"), {}, breach.rule);
        QString outer = breach.pointer;
        while (!outer.isEmpty()) {
            outer.truncate(outer.lastIndexOf(QLatin1Char('/')));
            enclosing.insert(outer);
        }
    }
}

void checkContent(const Joined &joined, Report &report)
{
    QHash<QString, QJsonObject> matters;
    const QJsonArray list = joined.json.value(QStringLiteral("matters")).toArray();
    for (qsizetype i = 0; i < list.size() && !report.isFull(); ++i) {
        const QJsonObject matter = list.at(i).toObject();
        const QString here = at(QStringLiteral("/matters"), i);
        const QString code = textOf(matter, "code");
        if (matters.contains(code))
            report.fault(at(here, QStringLiteral("code")), QStringLiteral("duplicateCode"), code);
        matters.insert(code, matter);
        checkMatter(matter, here, report);
    }
    QSet<QString> codes;
    const QJsonArray oneThings = joined.json.value(QStringLiteral("oneThings")).toArray();
    for (qsizetype i = 0; i < oneThings.size() && !report.isFull(); ++i) {
        const QJsonObject oneThing = oneThings.at(i).toObject();
        const QString here = at(QStringLiteral("/oneThings"), i);
        const QString code = textOf(oneThing, "code");
        if (codes.contains(code))
            report.fault(at(here, QStringLiteral("code")), QStringLiteral("duplicateCode"), code);
        codes.insert(code);
        checkOneThing(oneThing, here, matters, report);
    }
}

/// Finds the places of the faults of one text.
void place(const CatalogueText &text, QList<CatalogueFault> &faults)
{
    QStringList pointers;
    for (const CatalogueFault &fault : faults) {
        if (fault.file == text.name)
            pointers.append(fault.pointer);
    }
    const QList<TextPlace> places = pointers.isEmpty() ? QList<TextPlace>() : JsonPlaces(text.bytes).of(pointers);
    auto next = places.cbegin();
    for (CatalogueFault &fault : faults) {
        if (fault.file == text.name)
            fault.place = *next++;
    }
}

} // namespace
} // namespace check

QList<CatalogueFault> checkCatalogue(const QList<CatalogueText> &texts, const JsonSchema &schema, qsizetype most)
{
    QList<CatalogueFault> faults;
    const auto joined = check::join(texts, faults);
    if (!joined)
        return faults;
    check::Report report(most);
    check::checkSchema(*joined, schema, report);
    check::checkContent(*joined, report);
    for (CatalogueFault &fault : report.faults()) {
        const auto [text, pointer] = joined->locate(fault.pointer);
        fault.file = texts.at(text).name;
        fault.pointer = pointer;
    }
    for (const CatalogueText &text : texts)
        check::place(text, report.faults());
    faults.append(report.faults());
    const auto rank = [&](const CatalogueFault &fault) {
        qsizetype index = 0;
        while (index < texts.size() && texts.at(index).name != fault.file)
            ++index;
        return std::make_tuple(index, fault.place.line, fault.place.column);
    };
    std::stable_sort(faults.begin(), faults.end(),
                     [&](const CatalogueFault &a, const CatalogueFault &b) { return rank(a) < rank(b); });
    return faults;
}

bool isUsable(const QList<CatalogueFault> &faults)
{
    return std::all_of(faults.cbegin(), faults.cend(), [](const CatalogueFault &fault) { return fault.remark; });
}

} // namespace yichuang
