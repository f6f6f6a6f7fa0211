// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/main/yichuang-admin/command.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

namespace yichuang
{
namespace
{

int usage(const QString &problem)
{
    std::fprintf(stderr, "yichuang-admin: %s\nTry yichuang-admin --help.\n", qUtf8Printable(problem));
    return exitNumber(ExitCode::Usage);
}

int help()
{
    std::printf(
        "Usage: yichuang-admin [--json] COMMAND ...\n\nDiagnosis of a Yichuang window, without the window.\n\n");
    for (const CommandRow &row : commands())
        std::printf("  %-14s%s\n", row.name, row.summary);
    std::printf("\nyichuang-admin COMMAND --help tells the options of a command.\n"
                "Exit codes: 0 ok, 1 failed, 2 usage, 3 configuration, 4 network, 5 sign-in, 6 device, 7 conflict.\n");
    return exitNumber(ExitCode::Ok);
}

int run(QCoreApplication &application, const CommandRow &row, const QStringList &arguments)
{
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Write JSON, one object a line."));
    QCommandLineParser parser;
    parser.setApplicationDescription(QString::fromLatin1(row.summary) + u'.');
    const QCommandLineOption helpOption = parser.addHelpOption();
    parser.addOption(json);
    const std::unique_ptr<Command> command = row.make(Output(arguments.contains(QStringLiteral("--json"))),
                                                      findPlaces(QCoreApplication::applicationDirPath()));
    command->describe(parser);
    if (!parser.parse(QStringList{QStringLiteral("yichuang-admin ") + QLatin1String(row.name)} + arguments))
        return usage(parser.errorText());
    if (parser.isSet(helpOption)) {
        std::printf("%s", qUtf8Printable(parser.helpText()));
        return exitNumber(ExitCode::Ok);
    }
    // Queued: a command may be done before the event loop turns.
    QObject::connect(
        command.get(), &Command::done, &application, [](ExitCode code) { QCoreApplication::exit(exitNumber(code)); },
        Qt::QueuedConnection);
    const QString problem = command->begin(parser);
    if (!problem.isEmpty())
        return usage(problem);
    return QCoreApplication::exec();
}

} // namespace
} // namespace yichuang

int main(int argc, char **argv)
{
    using namespace yichuang;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("yichuang-admin"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YICHUANG_VERSION));
    qRegisterMetaType<ExitCode>();
    installLog();

    QStringList arguments = QCoreApplication::arguments().mid(1);
    qsizetype place = 0;
    while (place < arguments.size() && arguments.at(place).startsWith(u'-')) {
        const QString &option = arguments.at(place);
        if (option == QStringLiteral("--help") || option == QStringLiteral("-h"))
            return help();
        if (option == QStringLiteral("--version") || option == QStringLiteral("-v")) {
            std::printf("yichuang-admin %s\n", YICHUANG_VERSION);
            return 0;
        }
        if (option != QStringLiteral("--json"))
            return usage(QStringLiteral("unknown option %1").arg(option));
        ++place;
    }
    if (place == arguments.size())
        return usage(QStringLiteral("no command"));
    const QString name = arguments.takeAt(place);
    for (const CommandRow &row : commands()) {
        if (name == QLatin1String(row.name))
            return run(application, row, arguments);
    }
    return usage(QStringLiteral("unknown command %1").arg(name));
}
