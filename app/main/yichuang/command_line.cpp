// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/command_line.h"

#include <QCommandLineParser>

#include <cstdio>

namespace yichuang
{
namespace
{

void print(std::FILE *stream, const QString &text)
{
    std::fputs(text.toUtf8().constData(), stream);
}

} // namespace

ReadCommandLine readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The window client of a service hall."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption config(QStringLiteral("config"), QStringLiteral("settings file of this window"),
                                    QStringLiteral("file"));
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("try it with a hall of its own"));
    const QCommandLineOption demoFolder(QStringLiteral("demo-dir"), QStringLiteral("where that hall is kept"),
                                        QStringLiteral("folder"));
    const QCommandLineOption enrol(QStringLiteral("enrol"),
                                   QStringLiteral("enrol this machine with a one-time code and end"),
                                   QStringLiteral("code"));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("print JSON"));
    parser.addOptions({config, demo, demoFolder, enrol, json});
    ReadCommandLine read;
    if (!parser.parse(arguments) || !parser.positionalArguments().isEmpty()) {
        print(stderr, (parser.errorText().isEmpty() ? QStringLiteral("Unexpected argument.") : parser.errorText())
                          + QStringLiteral("\n\n") + parser.helpText());
        read.done = ExitCode::Usage;
    } else if (parser.isSet(help)) {
        print(stdout, parser.helpText());
        read.done = ExitCode::Ok;
    } else if (parser.isSet(version)) {
        print(stdout, QStringLiteral("yichuang " YICHUANG_VERSION "\n"));
        read.done = ExitCode::Ok;
    }
    read.line = {parser.value(config), parser.isSet(demo), parser.value(demoFolder), parser.value(enrol),
                 parser.isSet(json)};
    return read;
}

} // namespace yichuang
