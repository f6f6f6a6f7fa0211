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

tl::unexpected<Reason> malformed(const QString &place, const QString &what)
{
    return failure(Fault::ConfigMalformed, QStringLiteral("codeRoutes.fromJson"), place + QStringLiteral(": ") + what);
}

/// A misspelt key would silently change what a code leads to.
Result<Done> onlyKeys(const QJsonObject &object, const QStringList &allowed, const QString &place)
{
    const QStringList found = object.keys();
    for (const QString &key : found) {
        if (!allowed.contains(key))
            return malformed(place, QStringLiteral("unknown key %1").arg(key.left(40)));
    }
    return Done{};
}

Result<QString> textAt(const QJsonObject &entry, const char *key, const QString &place, const QString &fallback = {})
{
    const QJsonValue value = entry.value(QLatin1String(key));
    if (value.isUndefined() && !fallback.isEmpty())
        return fallback;
    if (!value.isString() || value.toString().isEmpty())
        return malformed(place + u'.' + QLatin1String(key), QStringLiteral("a text is needed"));
    return value.toString();
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

Result<QRegularExpression> CodeRoutes::readPattern(const QString &text, const QString &place)
{
    if (text.size() > patternLimit)
        return malformed(place, QStringLiteral("longer than %1").arg(patternLimit));
    // A pattern's own (*…) would come after the step limit and could raise it.
    if (text.startsWith(QLatin1String("(*")))
        return malformed(place, QStringLiteral("begins with (*"));
    const QRegularExpression pattern(stepLimit + QRegularExpression::anchoredPattern(text));
    if (!pattern.isValid())
        return malformed(place, pattern.errorString());
    if (!pattern.namedCaptureGroups().contains(QStringLiteral("value")))
        return malformed(place, QStringLiteral("no group named value"));
    return pattern;
}

Result<CodeRoutes::Route> CodeRoutes::readRoute(const QJsonObject &entry, const QString &place)
{
    static constexpr std::array<std::pair<Check, const char *>, 5> checks{{{Check::None, "none"},
                                                                           {Check::ReceiptNumber, "receiptNumber"},
                                                                           {Check::CreditCode, "creditCode"},
                                                                           {Check::CaseNumber, "caseNumber"},
                                                                           {Check::ELicence, "eLicence"}}};
    static const QStringList keys{QStringLiteral("kind"), QStringLiteral("pattern"), QStringLiteral("check"),
                                  QStringLiteral("about")};
    if (auto known = onlyKeys(entry, keys, place); !known)
        return failure(known.error());
    const auto kindName = textAt(entry, "kind", place);
    const auto checkName = textAt(entry, "check", place, QStringLiteral("none"));
    const auto text = textAt(entry, "pattern", place);
    for (const auto *each : {&kindName, &checkName, &text}) {
        if (!*each)
            return failure(each->error());
    }
    const auto kind = std::find_if(kindNames.begin(), kindNames.end(), [&](const auto &each) {
        return each.first != CodeKind::Text && *kindName == QLatin1String(each.second);
    });
    if (kind == kindNames.end())
        return malformed(place + QStringLiteral(".kind"), QStringLiteral("unknown kind %1").arg(kindName->left(40)));
    const auto check = std::find_if(checks.begin(), checks.end(),
                                    [&](const auto &each) { return *checkName == QLatin1String(each.second); });
    if (check == checks.end())
        return malformed(place + QStringLiteral(".check"), QStringLiteral("unknown check %1").arg(checkName->left(40)));
    auto pattern = readPattern(*text, place + QStringLiteral(".pattern"));
    if (!pattern)
        return failure(pattern.error());
    return Route{kind->first, check->first, *std::move(pattern)};
}

Result<QList<CodeRoutes::Route>> CodeRoutes::readRoutes(const QByteArray &json)
{
    const Result<QJsonObject> root = parseJsonObject(json, {byteLimit, 8});
    if (!root)
        return root.error().fault == Fault::TooLarge ? failure(root.error())
                                                     : malformed(QStringLiteral("file"), root.error().detail);
    if (auto known = onlyKeys(*root, {QStringLiteral("about"), QStringLiteral("routes")}, QStringLiteral("file"));
        !known)
        return failure(known.error());
    const QJsonValue list = root->value(QLatin1String("routes"));
    if (!list.isArray())
        return malformed(QStringLiteral("routes"), QStringLiteral("a list is needed"));
    const QJsonArray entries = list.toArray();
    if (entries.size() > routeLimit)
        return failure(Fault::TooLarge, QStringLiteral("codeRoutes.fromJson"), QString::number(entries.size()));
    QList<Route> routes;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString place = QStringLiteral("routes[%1]").arg(i);
        if (!entries[i].isObject())
            return malformed(place, QStringLiteral("an object is needed"));
        Result<Route> route = readRoute(entries[i].toObject(), place);
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
