// SPDX-License-Identifier: Apache-2.0
#include "app/domain/identifiers/matter_code_rules.h"

#include "app/base/json.h"
#include "app/domain/identifiers/regions.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

constexpr qsizetype byteLimit = 64 * 1024;
constexpr qsizetype ruleLimit = 200;
constexpr qsizetype patternLimit = 200;
const QString stepLimit = QStringLiteral("(*LIMIT_MATCH=10000)");

tl::unexpected<Reason> malformed(const QString &place, const QString &what)
{
    return failure(Fault::ConfigMalformed, QStringLiteral("matterCodeRules.fromJson"),
                   place + QStringLiteral(": ") + what);
}

} // namespace

Result<MatterCodeRules::Rule> MatterCodeRules::ruleFrom(const QJsonObject &entry, const QString &place)
{
    static const QStringList keys{QStringLiteral("province"), QStringLiteral("part"), QStringLiteral("pattern"),
                                  QStringLiteral("remark")};
    static const QStringList parts{QStringLiteral("level"), QStringLiteral("basicCode"), QStringLiteral("item")};
    const QStringList found = entry.keys();
    for (const QString &key : found) {
        if (!keys.contains(key))
            return malformed(place, QStringLiteral("unknown key %1").arg(key.left(40)));
    }
    const auto text = [&](int key) { return entry.value(keys[key]).toString(); };
    if (text(0) != QLatin1String("*") && !Regions::isProvince(text(0)))
        return malformed(place + QStringLiteral(".province"), QStringLiteral("no province"));
    const qsizetype part = parts.indexOf(text(1));
    if (part < 0)
        return malformed(place + QStringLiteral(".part"), QStringLiteral("level, basicCode or item"));
    if (text(2).isEmpty() || text(2).size() > patternLimit || text(2).startsWith(QLatin1String("(*")))
        return malformed(place + QStringLiteral(".pattern"), QStringLiteral("1 to 200 characters, no (* at first"));
    const QRegularExpression pattern(stepLimit + QRegularExpression::anchoredPattern(text(2)));
    if (!pattern.isValid())
        return malformed(place + QStringLiteral(".pattern"), pattern.errorString());
    static const QRegularExpression name(QStringLiteral("^[a-z][A-Za-z]{2,39}$"));
    if (!name.match(text(3)).hasMatch())
        return malformed(place + QStringLiteral(".remark"), QStringLiteral("a name of 3 to 40 letters"));
    return Rule{text(0) == QLatin1String("*") ? QString() : text(0), static_cast<Part>(part), pattern, text(3)};
}

Result<MatterCodeRules> MatterCodeRules::fromJson(const QByteArray &json)
{
    const Result<QJsonObject> root = parseJsonObject(json, {byteLimit, 8});
    if (!root)
        return root.error().fault == Fault::TooLarge ? failure(root.error())
                                                     : malformed(QStringLiteral("file"), root.error().detail);
    if (!root->value(QLatin1String("rules")).isArray())
        return malformed(QStringLiteral("rules"), QStringLiteral("no list"));
    const QJsonArray entries = root->value(QLatin1String("rules")).toArray();
    if (entries.size() > ruleLimit)
        return failure(Fault::TooLarge, QStringLiteral("matterCodeRules.fromJson"), QString::number(entries.size()));
    MatterCodeRules rules;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString place = QStringLiteral("rules[%1]").arg(i);
        if (!entries[i].isObject())
            return malformed(place, QStringLiteral("no object"));
        Result<Rule> rule = ruleFrom(entries[i].toObject(), place);
        if (!rule)
            return failure(rule.error());
        rules.m_rules.append(*std::move(rule));
    }
    return rules;
}

QStringList MatterCodeRules::remarksOn(QStringView code) const
{
    QStringList remarks;
    if (code.size() != 31 && code.size() != 33)
        return remarks;
    const QStringView province = code.mid(2, 2);
    for (const Rule &rule : m_rules) {
        if ((!rule.province.isEmpty() && rule.province != province) || (rule.part == Part::Item && code.size() != 33))
            continue;
        const QStringView part = rule.part == Part::Level       ? code.mid(18, 1)
                                 : rule.part == Part::BasicCode ? code.mid(19, 12)
                                                                : code.mid(31, 2);
        if (!rule.pattern.match(part.toString()).hasMatch() && !remarks.contains(rule.remark))
            remarks << rule.remark;
    }
    return remarks;
}

} // namespace yichuang
