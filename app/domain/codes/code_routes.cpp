// SPDX-License-Identifier: Apache-2.0
#include "app/domain/codes/code_routes.h"

#include "app/base/json.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace yichuang
{
namespace
{

constexpr qsizetype byteLimit = 256 * 1024;
constexpr qsizetype routeLimit = 200;
constexpr qsizetype patternLimit = 500;
constexpr qsizetype shownLimit = 1000;
/// PCRE gives up on a text after this many steps: a hall's pattern must not hold a window up.
const QString stepLimit = QStringLiteral("(*LIMIT_MATCH=100000)");

constexpr std::array<std::pair<CodeKind, const char *>, 9> kindNames{{{CodeKind::Paper, "paper"},
                                                                      {CodeKind::Receipt, "receipt"},
                                                                      {CodeKind::CaseNumber, "caseNumber"},
                                                                      {CodeKind::Ticket, "ticket"},
                                                                      {CodeKind::PreApplication, "preApplication"},
                                                                      {CodeKind::Organisation, "organisation"},
                                                                      {CodeKind::ELicence, "eLicence"},
                                                                      {CodeKind::ArchiveBag, "archiveBag"},
                                                                      {CodeKind::Text, "text"}}};

tl::unexpected<Reason> malformed(const QString &detail)
{
    return failure(Fault::ConfigMalformed, QStringLiteral("codeRoutes.fromJson"), detail);
}

/// Control characters and those that turn the writing direction hide what a text says.
QString showable(const QString &text)
{
    QString shown = text.left(shownLimit);
    for (QChar &c : shown) {
        const bool hides = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
        if (hides && c != u'\n')
            c = QChar::ReplacementCharacter;
    }
    return shown;
}

} // namespace

Result<CodeRoutes::Route> CodeRoutes::readRoute(const QJsonObject &entry)
{
    static constexpr std::array<std::pair<Check, const char *>, 5> checks{{{Check::None, "none"},
                                                                           {Check::ReceiptNumber, "receiptNumber"},
                                                                           {Check::CreditCode, "creditCode"},
                                                                           {Check::CaseNumber, "caseNumber"},
                                                                           {Check::ELicence, "eLicence"}}};
    const QString kindName = entry.value(QLatin1String("kind")).toString();
    const auto kind = std::find_if(kindNames.begin(), kindNames.end(), [&](const auto &each) {
        return each.first != CodeKind::Text && kindName == QLatin1String(each.second);
    });
    const QString checkName = entry.value(QLatin1String("check")).toString(QStringLiteral("none"));
    const auto check = std::find_if(checks.begin(), checks.end(),
                                    [&](const auto &each) { return checkName == QLatin1String(each.second); });
    if (kind == kindNames.end() || check == checks.end())
        return malformed(QStringLiteral("kind %1, check %2").arg(kindName.left(40), checkName.left(40)));
    const QString text = entry.value(QLatin1String("pattern")).toString();
    // A pattern's own (*…) would come after the step limit and could raise it.
    if (text.isEmpty() || text.size() > patternLimit || text.startsWith(QLatin1String("(*")))
        return malformed(QStringLiteral("pattern of %1").arg(kindName));
    const QRegularExpression pattern(stepLimit + QRegularExpression::anchoredPattern(text));
    if (!pattern.isValid())
        return malformed(QStringLiteral("pattern of %1: %2").arg(kindName, pattern.errorString()));
    if (!pattern.namedCaptureGroups().contains(QStringLiteral("value")))
        return malformed(QStringLiteral("pattern of %1: no group named value").arg(kindName));
    return Route{kind->first, check->first, pattern};
}

Result<QList<CodeRoutes::Route>> CodeRoutes::readRoutes(const QByteArray &json)
{
    const Result<QJsonObject> root = parseJsonObject(json, {byteLimit, 8});
    if (!root)
        return root.error().fault == Fault::TooLarge ? failure(root.error()) : malformed(root.error().detail);
    const QJsonValue list = root->value(QLatin1String("routes"));
    if (!list.isArray())
        return malformed(QStringLiteral("no routes"));
    const QJsonArray entries = list.toArray();
    if (entries.size() > routeLimit)
        return failure(Fault::TooLarge, QStringLiteral("codeRoutes.fromJson"), QString::number(entries.size()));
    QList<Route> routes;
    for (const QJsonValue &entry : entries) {
        Result<Route> route = readRoute(entry.toObject());
        if (!route)
            return failure(route.error());
        routes.append(*std::move(route));
    }
    return routes;
}

Result<CodeRoutes> CodeRoutes::fromJson(const QByteArray &json, const QByteArray &hall)
{
    CodeRoutes table;
    if (!hall.isEmpty()) {
        Result<QList<Route>> own = readRoutes(hall);
        if (!own)
            return failure(own.error());
        table.m_routes = *std::move(own);
    }
    Result<QList<Route>> shipped = readRoutes(json);
    if (!shipped)
        return failure(shipped.error());
    table.m_routes += *shipped;
    return table;
}

Verdict CodeRoutes::checkValue(Check check, const QString &value)
{
    switch (check) {
    case Check::ReceiptNumber:
        return checkReceiptNumber(value);
    case Check::CreditCode:
        return checkCreditCode(value);
    case Check::CaseNumber:
        return checkCaseNumber(value);
    case Check::ELicence:
        return checkELicence(value);
    case Check::None:
        break;
    }
    Verdict verdict;
    verdict.normalised = value;
    verdict.valid = !value.isEmpty();
    return verdict;
}

CodeRoute CodeRoutes::routeCode(const QString &text) const
{
    CodeRoute route;
    route.text = text;
    route.value = showable(text);
    if (text.size() > longestText)
        return route;
    const QString trimmed = text.trimmed();
    for (const Route &each : m_routes) {
        const QRegularExpressionMatch match = each.pattern.match(trimmed);
        if (!match.hasMatch())
            continue;
        const Verdict verdict = checkValue(each.check, match.captured(QStringLiteral("value")));
        if (!verdict.valid) {
            if (route.looksLike == CodeKind::Text) {
                route.looksLike = each.kind;
                route.failedRule = verdict.rule;
            }
            continue;
        }
        CodeRoute found{each.kind, verdict.normalised, text, {}, CodeKind::Text, {}};
        const QStringList names = each.pattern.namedCaptureGroups();
        for (const QString &name : names) {
            if (!name.isEmpty() && name != QLatin1String("value") && !match.captured(name).isEmpty())
                found.fields.insert(name, match.captured(name));
        }
        return found;
    }
    return route;
}

QString codeKindName(CodeKind kind)
{
    for (const auto &[each, name] : kindNames) {
        if (each == kind)
            return QLatin1String(name);
    }
    return QStringLiteral("text");
}

} // namespace yichuang
