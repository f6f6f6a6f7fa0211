// SPDX-License-Identifier: Apache-2.0
#include "tests/load/run.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <cstdio>

#include <sys/resource.h>

using namespace yichuang;
using namespace yichuang::load;

namespace
{

const QList<QCommandLineOption> &optionList()
{
    static const auto with = [](const char *name, const char *what, const char *fallback = "") {
        return QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name),
                                  QString::fromLatin1(fallback));
    };
    static const QList<QCommandLineOption> all{
        with("dir", "the centre's data folder"),
        with("server", "https://host:port of the centre"),
        with("windows", "how many windows", "10"),
        with("following", "how many of them follow the change feed; none given: all", "-1"),
        with("cases-per-second", "cases begun a second", "1"),
        with("seconds", "for how long", "10"),
        with("stop-file", "begin cases until this file is there, instead of --seconds"),
        with("drain", "seconds in which all must be settled afterwards", "60"),
        with("think-ms", "between the saves of a case", "200"),
        with("journal", "file of what was acknowledged; none given: a temporary one"),
        with("server-pid", "process whose costs are told", "0"),
        with("first-window", "number of the first window: each run needs new ones", "1"),
        with("idle-polls", "long polls that hear nothing, instead of cases", "0"),
        QCommandLineOption(QStringLiteral("pages"), QStringLiteral("pages of 200 to 400 KB")),
        QCommandLineOption(QStringLiteral("fsync"), QStringLiteral("sync the journal"))};
    return all;
}

RunOptions read(const QCommandLineParser &parser)
{
    const auto text = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    RunOptions options;
    options.folder = text("dir");
    options.server = QUrl(text("server"));
    options.windows = std::max(1, text("windows").toInt());
    options.following = text("following").toInt();
    options.casesPerSecond = text("cases-per-second").toDouble();
    options.seconds = text("seconds").toInt();
    options.stopFile = text("stop-file");
    options.drainSeconds = text("drain").toInt();
    options.thinkMs = text("think-ms").toInt();
    options.pages = parser.isSet(QStringLiteral("pages"));
    options.journal = text("journal");
    options.durableJournal = parser.isSet(QStringLiteral("fsync"));
    options.serverProcess = text("server-pid").toLongLong();
    options.firstWindow = text("first-window").toInt();
    options.idlePolls = text("idle-polls").toInt();
    return options;
}

/// Windows and polls have a connection or two each.
void raiseFileLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        (void)::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace

/// Plays the work of many windows against a running centre; its report as JSON. 0 where all that was made was
/// acknowledged and is there, 1 where not, 2 for a wrong line.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(optionList());
    parser.process(application);
    RunOptions options = read(parser);
    if (options.folder.isEmpty() || !options.server.isValid() || options.server.isEmpty()) {
        std::fputs("yichuang-load needs --dir and --server; see --help\n", stderr);
        return 2;
    }
    raiseFileLimit();
    QTemporaryDir folder;
    if (options.journal.isEmpty())
        options.journal = folder.filePath(QStringLiteral("journal"));
    const auto ground = prepare(options.folder, options.firstWindow, options.windows);
    if (!ground) {
        std::fprintf(stderr, "yichuang-load: %s\n", qPrintable(describe(ground.error())));
        return 1;
    }
    Run run(options, *ground);
    if (!run.openJournal()) {
        std::fputs("yichuang-load: the journal cannot be written\n", stderr);
        return 1;
    }
    int code = 1;
    QObject::connect(
        &run, &Run::ended, &application,
        [&](const QJsonObject &report, bool good) {
            std::puts(QJsonDocument(report).toJson().constData());
            code = good ? 0 : 1;
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    run.start();
    QCoreApplication::exec();
    return code;
}
