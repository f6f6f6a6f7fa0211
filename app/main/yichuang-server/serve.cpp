// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-server/serve.h"

#include "app/base/json.h"
#include "app/base/log.h"
#include "app/base/log_form.h"
#include "app/main/yichuang-server/commands.h"
#include "app/main/yichuang-server/service_notice.h"
#include "app/server/server.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonObject>
#include <QSaveFile>
#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace yichuang::server
{
namespace
{

int signalPair[2] = {-1, -1};

void onSignal(int)
{
    const char one = 1;
    [[maybe_unused]] const auto written = ::write(signalPair[0], &one, 1);
}

/// SIGTERM and SIGINT end the event loop; what is allowed in a signal handler is one write.
bool quitOnSignals(QObject *context)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalPair) != 0)
        return false;
    auto *notifier = new QSocketNotifier(signalPair[1], QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [notifier] {
        notifier->setEnabled(false);
        QCoreApplication::quit();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    return ::sigaction(SIGTERM, &action, nullptr) == 0 && ::sigaction(SIGINT, &action, nullptr) == 0;
}

/// Ends when standard input closes: the parent holds its other end.
void quitWithParent(QObject *context)
{
    ::fcntl(STDIN_FILENO, F_SETFL, ::fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [notifier] {
        char sink[256];
        const auto count = ::read(STDIN_FILENO, sink, sizeof sink);
        if (count > 0 || (count < 0 && errno == EAGAIN))
            return;
        notifier->setEnabled(false);
        QCoreApplication::quit();
    });
}

void quitWithoutPid(QObject *context, qint64 pid)
{
    auto *timer = new QTimer(context);
    QObject::connect(timer, &QTimer::timeout, context, [pid] {
        if (::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH)
            QCoreApplication::quit();
    });
    timer->start(500);
}

/// Where to serve from and on what address: from the options, else from the file that the service names.
struct Place {
    QString folder;
    QString listen;
};

Result<Place> placeOf(const QString &folder, const QString &listen, const QString &configFile)
{
    Place place{folder, listen};
    if (configFile.isEmpty())
        return place;
    QFile file(configFile);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::ConfigMissing, QStringLiteral("server.serve"), configFile);
    const auto json = parseJsonObject(file.read(64 * 1024), {64 * 1024, 8});
    if (!json || !json->value(QLatin1String("data")).isString())
        return failure(Fault::ConfigMalformed, QStringLiteral("server.serve"), configFile);
    if (place.folder.isEmpty())
        place.folder = json->value(QLatin1String("data")).toString();
    if (place.listen.isEmpty())
        place.listen = json->value(QLatin1String("listen")).toString();
    return place;
}

/// Says on standard output, and in a file where one is wanted, where the server listens.
Result<Done> tellWhere(const Server &server, const QString &portFile)
{
    if (!portFile.isEmpty()) {
        QSaveFile file(portFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(server.port())) < 1 || !file.commit())
            return failure(Fault::StoreReadOnly, QStringLiteral("server.portFile"), file.errorString());
    }
    print({{QStringLiteral("listening"), server.address()}});
    return Done{};
}

} // namespace

ExitCode runServe(const QStringList &arguments)
{
    QCommandLineParser parser;
    const auto value = [](const char *name, const char *what) {
        return QCommandLineOption(QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name));
    };
    const QCommandLineOption logJson(QStringLiteral("log-json"), QStringLiteral("log lines as JSON objects"));
    const QCommandLineOption dir = value("dir", "data folder");
    const QCommandLineOption config = value("config", "file with {\"data\": folder, \"listen\": address:port}");
    const QCommandLineOption listen = value("listen", "address:port; port 0 takes a free one");
    const QCommandLineOption portFile = value("port-file", "file to write the port into");
    const QCommandLineOption approve(QStringLiteral("approve-demo"), QStringLiteral("play the departments"));
    const QCommandLineOption realPace(QStringLiteral("real-pace"), QStringLiteral("and let them take days"));
    const QCommandLineOption withParent(QStringLiteral("with-parent"),
                                        QStringLiteral("end when standard input closes"));
    const QCommandLineOption parentPid = value("parent-pid", "end when this process has gone");
    parser.addOptions({dir, config, listen, portFile, approve, withParent, parentPid, logJson, realPace});
    if (const auto end = parsed(parser, arguments))
        return *end;
    bool isPid = true;
    const qint64 pid = parser.isSet(parentPid) ? parser.value(parentPid).toLongLong(&isPid) : 0;
    const auto place = placeOf(parser.value(dir), parser.value(listen), parser.value(config));
    if (!place)
        return complain(place.error());
    if (place->folder.isEmpty() || !isPid)
        return complainUsage(QStringLiteral("serve needs --dir or --config"));

    if (parser.isSet(logJson))
        setLogForm(LogForm::Json);
    QObject context;
    const SystemClock clock;
    const auto server = Server::start({place->folder, place->listen, parser.isSet(approve), parser.isSet(realPace)},
                                      clock, systemRandom());
    if (!server)
        return complain(server.error());
    if (!quitOnSignals(&context))
        return ExitCode::Failed;
    if (parser.isSet(withParent))
        quitWithParent(&context);
    if (pid > 0)
        quitWithoutPid(&context, pid);
    if (const auto told = tellWhere(**server, parser.value(portFile)); !told)
        return complain(told.error());
    tellServiceManager("READY=1");
    QCoreApplication::exec();
    tellServiceManager("STOPPING=1");
    (*server)->stop();
    return ExitCode::Ok;
}

} // namespace yichuang::server
