// SPDX-License-Identifier: Apache-2.0
#include "app/server/backup.h"
#include "app/main/yichuang-server/commands.h"

#include <QCommandLineParser>

#include <cstdio>

namespace yichuang::server
{
namespace
{

QCommandLineOption folderOption(const char *name, const char *what)
{
    return {QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name)};
}

/// The configuration of the data folder that the command names, once its line is read; else why it ends here.
tl::expected<Configuration, ExitCode> opened(QCommandLineParser &parser, const QStringList &arguments)
{
    parser.addOption(folderOption("dir", "data folder"));
    if (const auto end = parsed(parser, arguments))
        return tl::unexpected(*end);
    if (parser.value(QStringLiteral("dir")).isEmpty())
        return tl::unexpected(complainUsage(QStringLiteral("which data folder?")));
    auto configuration = loadConfiguration(parser.value(QStringLiteral("dir")));
    if (!configuration)
        return tl::unexpected(complain(configuration.error()));
    return *std::move(configuration);
}

} // namespace

ExitCode runBackup(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(folderOption("to", "new folder for the copy"));
    const auto configuration = opened(parser, arguments);
    if (!configuration)
        return configuration.error();
    const QString to = parser.value(QStringLiteral("to"));
    if (to.isEmpty())
        return complainUsage(QStringLiteral("backup needs --dir and --to"));
    if (const auto done = backUp(*configuration, to); !done)
        return complain(done.error());
    return ExitCode::Ok;
}

ExitCode runRestore(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(folderOption("from", "folder of a backup; none: the store was restored by other means"));
    const auto configuration = opened(parser, arguments);
    if (!configuration)
        return configuration.error();
    const SystemClock clock;
    const QString from = parser.value(QStringLiteral("from"));
    const auto done = from.isEmpty() ? beginEpoch(*configuration, clock, systemRandom())
                                     : restore(*configuration, from, clock, systemRandom());
    if (!done)
        return complain(done.error());
    std::puts("restored; the windows bring back what they had sent since");
    return ExitCode::Ok;
}

} // namespace yichuang::server
