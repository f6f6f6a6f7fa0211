// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-server/commands.h"
#include "app/server/feed_watch.h"
#include "app/server/server_state.h"

#include <QCommandLineParser>
#include <QJsonObject>

namespace yichuang::server
{
namespace
{

/// What a department may do, by the word of the command.
struct DepartmentAct {
    const char *word;
    OperationKind kind;
};

constexpr DepartmentAct departmentActs[] = {
    {"route", OperationKind::Routed},        {"start", OperationKind::ReviewStarted},
    {"suspend", OperationKind::Suspended},   {"resume", OperationKind::Resumed},
    {"extend", OperationKind::Extended},     {"decide", OperationKind::Decided},
    {"licence", OperationKind::LicenceMade}, {"ready", OperationKind::Ready},
};

std::optional<OperationKind> actNamed(const QString &word)
{
    for (const DepartmentAct &act : departmentActs) {
        if (word == QLatin1String(act.word))
            return act.kind;
    }
    return {};
}

/// What was told, under the names that operations have for it.
QJsonObject payloadOf(const QCommandLineParser &parser, OperationKind kind)
{
    QJsonObject payload;
    const std::pair<const char *, const char *> texts[] = {{"department", "department"}, {"reason", "reason"},
                                                           {"procedure", "procedure"},   {"approval", "approvedBy"},
                                                           {"licence", "licence"},       {"place", "place"}};
    for (const auto &[option, member] : texts) {
        if (parser.isSet(QString::fromLatin1(option)))
            payload.insert(QLatin1String(member), given(parser, option));
    }
    if (parser.isSet(QStringLiteral("days")))
        payload.insert(QStringLiteral("days"), given(parser, "days").toInt());
    if (kind == OperationKind::Decided)
        payload.insert(QStringLiteral("granted"), parser.isSet(QStringLiteral("granted")));
    return payload;
}

/// One act in a transaction of its own, announced to the processes that serve.
Result<Change> actOnce(Sql &sql, const LedgerRules &rules, const QString &called, OperationKind kind,
                       const QJsonObject &payload)
{
    sql.begin(rules.hall);
    const QString byReceipt = caseOfReceipt(sql, rules.hall, called);
    auto change = actAtCentre(sql, rules, byReceipt.isEmpty() ? called : byReceipt, kind, payload);
    if (!change) {
        sql.rollback();
        return change;
    }
    announce(sql, rules.hall, change->sequence);
    if (const auto kept = sql.commit(); !kept)
        return failure(kept.error());
    return change;
}

} // namespace

/// The department's side of a case from the centre's own machine.
ExitCode runApprove(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(
        {withValue("dir", "data folder"), withValue("case", "the case's id or receipt number"),
         withValue("act", "route, start, suspend, resume, extend, decide, licence or ready"),
         withValue("department", "to which it is routed"), flag("granted", "decide: granted; without it, not granted"),
         withValue("reason", "why"), withValue("procedure", "suspend: the special procedure"),
         withValue("days", "suspend, extend: working days"), withValue("approval", "extend: who approved"),
         withValue("licence", "licence: its name"), withValue("place", "ready: where it is handed over")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    const auto kind = actNamed(given(parser, "act"));
    if (given(parser, "dir").isEmpty() || given(parser, "case").isEmpty() || !kind)
        return complainUsage(QStringLiteral("approve needs --dir, --case and a known --act"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    const auto calendar = WorkingDays::fromJson(opened->configuration.calendar);
    if (!calendar)
        return complain(calendar.error());
    const SystemClock clock;
    LedgerRules rules;
    rules.calendar = &*calendar;
    rules.clock = &clock;
    rules.random = systemRandom();
    if (const auto read = readRules(rules, opened->configuration); !read)
        return complain(read.error());
    const auto change = actOnce(*opened->sql, rules, given(parser, "case"), *kind, payloadOf(parser, *kind));
    if (!change)
        return complain(change.error());
    print({{QStringLiteral("case"), change->operation.caseId},
           {QStringLiteral("act"), operationName(*kind)},
           {QStringLiteral("sequence"), change->sequence},
           {QStringLiteral("caseVersion"), change->caseVersion}});
    return ExitCode::Ok;
}

} // namespace yichuang::server
