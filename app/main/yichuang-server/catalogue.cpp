// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-server/commands.h"

#include "app/base/json.h"
#include "app/server/configuration.h"

#include <QCommandLineParser>

#include <cstdio>

namespace yichuang::server
{

ExitCode runCataloguePublish(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption folder(QStringLiteral("dir"), QStringLiteral("data folder"), QStringLiteral("dir"));
    const QCommandLineOption file(QStringLiteral("catalogue"), QStringLiteral("file of matters"),
                                  QStringLiteral("catalogue"));
    parser.addOptions({folder, file});
    if (const auto end = parsed(parser, arguments))
        return *end;
    if (parser.value(folder).isEmpty() || parser.value(file).isEmpty())
        return complainUsage(QStringLiteral("catalogue publish needs --dir and --catalogue"));
    const auto published = publishCatalogue(parser.value(folder), parser.value(file));
    if (!published)
        return complain(published.error());
    std::puts(canonicalJson(QJsonObject{{QStringLiteral("before"), published->before},
                                        {QStringLiteral("version"), published->version},
                                        {QStringLiteral("matters"), published->matters}})
                  .constData());
    return ExitCode::Ok;
}

} // namespace yichuang::server
