// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/audit_heads.h"
#include "app/main/yichuang-server/commands.h"
#include "app/server/configuration.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

namespace yichuang::server
{

/// What the centre has countersigned of a window's audit, as {"heads": […]}: for yichuang-admin verify-audit --heads.
ExitCode runAuditHeads(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QString dir = QStringLiteral("dir");
    const QString device = QStringLiteral("device");
    parser.addOptions({{dir, QStringLiteral("data folder"), dir}, {device, QStringLiteral("the window's id"), device}});
    if (const auto end = parsed(parser, arguments))
        return *end;
    if (!parser.isSet(dir) || !parser.isSet(device))
        return complainUsage(QStringLiteral("audit-heads needs --dir and --device"));
    const auto configuration = loadConfiguration(parser.value(dir));
    if (!configuration)
        return complain(configuration.error());
    const auto sql = Sql::open(configuration->database);
    if (!sql)
        return complain(sql.error());
    QJsonArray heads;
    for (const CountersignedHead &head : auditHeads(**sql, configuration->hall, parser.value(device)))
        heads.append(toJson(head));
    if (const auto trouble = (*sql)->trouble())
        return complain(*trouble);
    std::puts(QJsonDocument(QJsonObject{{QStringLiteral("heads"), heads}}).toJson(QJsonDocument::Compact).constData());
    return ExitCode::Ok;
}

} // namespace yichuang::server
