// SPDX-License-Identifier: Apache-2.0
#include "app/devices/driver_process.h"

#include "app/base/log.h"

#include <QCoreApplication>

#include <unistd.h>

namespace yichuang
{
namespace
{

constexpr int beatsToTrust = 10;
constexpr int mostBetweenBeats = 5'000; // messages; a helper beats every second
constexpr int farewellMs = 2'000;
constexpr int lastWaitMs = 300;

QProcessEnvironment helperEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    return environment;
}

} // namespace

DriverProcess::DriverProcess(QString kind, DriverLaunch launch, QObject *parent)
    : QObject(parent),
      m_kind(std::move(kind)),
      m_launch(std::move(launch)),
      m_restartMs(m_launch.patience.firstRestartMs)
{
    m_watchdog.setSingleShot(true);
    m_restart.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        fail(Reason{Fault::HelperHung, QStringLiteral("devices.") + m_launch.driver,
                    QStringLiteral("silent for %1 ms").arg(m_watchdog.interval())});
    });
    connect(&m_restart, &QTimer::timeout, this, &DriverProcess::launch);
    connect(&m_line, &HelperLine::wanted, this, &DriverProcess::start);
    connect(&m_line, &HelperLine::congested, this, &DriverProcess::drainLater);
}

DriverProcess::~DriverProcess()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        // The program may be about to end, with no event loop left to see the helper off.
        m_process->disconnect(this);
        m_line.close();
        if (!m_process->waitForFinished(lastWaitMs)) {
            m_process->kill();
            m_process->waitForFinished(lastWaitMs);
        }
    }
    m_line.failCalls(Reason{Fault::Cancelled, QStringLiteral("devices.") + m_launch.driver, {}});
}

void DriverProcess::start()
{
    m_wanted = true;
    if (!m_process && !m_restart.isActive())
        launch();
}

void DriverProcess::stop()
{
    m_wanted = false;
    m_restart.stop();
    m_restartMs = m_launch.patience.firstRestartMs;
    letGo();
    m_line.failCalls(Reason{Fault::Cancelled, QStringLiteral("devices.") + m_launch.driver, {}});
}

void DriverProcess::restart(const Reason &reason)
{
    if (m_process)
        m_process->kill();
    letGo();
    m_line.failCalls(reason);
    m_restartMs = m_launch.patience.firstRestartMs;
    start();
}

QFuture<Result<WireMessage>> DriverProcess::call(const QString &name, const QJsonObject &args, const QByteArray &binary)
{
    return m_line.call(name, args, binary);
}

void DriverProcess::setBusy(bool busy)
{
    m_busy = busy;
    watch();
}

void DriverProcess::launch()
{
    m_reader = MessageReader();
    m_beats = 0;
    m_sinceBeat = 0;
    const int input = m_line.open(WireMessage{QJsonObject{{QStringLiteral("type"), QStringLiteral("open")},
                                                          {QStringLiteral("settings"), m_launch.settings},
                                                          {QStringLiteral("trace"), m_launch.trace}},
                                              {}});
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(helperEnvironment());
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([input] { ::dup2(input, STDIN_FILENO); });
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &DriverProcess::readMessages);
    const auto ended = [this](const QString &detail) {
        fail(Reason{Fault::HelperCrashed, QStringLiteral("devices.") + m_launch.driver, detail});
    };
    // Queued, so that a process is never destroyed inside its own signal.
    connect(
        m_process.get(), &QProcess::finished, this,
        [ended](int code) { ended(QStringLiteral("ended with %1").arg(code)); }, Qt::QueuedConnection);
    connect(
        m_process.get(), &QProcess::errorOccurred, this,
        [ended](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                ended(QStringLiteral("did not start"));
        },
        Qt::QueuedConnection);
    m_process->start(m_launch.devhost, {QStringLiteral("--kind"), m_kind, QStringLiteral("--driver"), m_launch.driver,
                                        QStringLiteral("--plugins"), m_launch.plugins, QStringLiteral("--site-plugins"),
                                        m_launch.sitePlugins, QStringLiteral("--allow-list"), m_launch.allowList});
    if (input >= 0)
        ::close(input);
    m_watchdog.start(m_launch.patience.startMs);
}

void DriverProcess::readMessages()
{
    m_reader.feed(m_process->readAllStandardOutput());
    while (m_process) {
        Result<std::optional<WireMessage>> message = m_reader.next();
        if (!message) {
            fail(message.error());
            return;
        }
        if (!message->has_value())
            return;
        take(**message);
    }
}

void DriverProcess::take(const WireMessage &message)
{
    const QString type = message.json.value(QLatin1String("type")).toString();
    if (type == QLatin1String("refused")) {
        fail(reasonFromJson(message.json.value(QLatin1String("reason")).toObject()));
        return;
    }
    if (type == QLatin1String("ready")) {
        m_line.ready();
        watch();
        Q_EMIT ready();
        return;
    }
    m_sinceBeat = type == QLatin1String("beat") ? 0 : m_sinceBeat + 1;
    if (m_sinceBeat > mostBetweenBeats) {
        fail(Reason{Fault::DriverProtocol, QStringLiteral("devices.") + m_launch.driver, QStringLiteral("flood")});
        return;
    }
    if (++m_beats == beatsToTrust)
        m_restartMs = m_launch.patience.firstRestartMs;
    if (type == QLatin1String("reply"))
        m_line.answer(message);
    else if (type == QLatin1String("event"))
        Q_EMIT event(message.json.value(QLatin1String("event")).toString(), message);
    watch();
}

void DriverProcess::fail(const Reason &reason)
{
    if (!m_process)
        return;
    qCWarning(logDevice).noquote() << describe(reason);
    m_process->kill();
    letGo();
    m_line.failCalls(reason);
    if (m_wanted && !m_restart.isActive()) {
        m_restart.start(m_restartMs);
        m_restartMs = std::min(m_restartMs * 2, m_launch.patience.lastRestartMs);
    }
    Q_EMIT failed(reason);
}

void DriverProcess::letGo()
{
    m_watchdog.stop();
    m_room.reset();
    m_line.close();
    if (!m_process)
        return;
    // The helper ends by itself when its input closes; one that does not is killed.
    QProcess *process = m_process.release();
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    process->setParent(QCoreApplication::instance());
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(farewellMs, process, &QProcess::kill);
}

void DriverProcess::watch()
{
    if (m_line.isReady())
        m_watchdog.start(m_busy ? m_launch.patience.busyMs : m_launch.patience.idleMs);
}

void DriverProcess::drainLater()
{
    const int descriptor = m_line.descriptor();
    if (m_room || descriptor < 0)
        return;
    m_room = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Write);
    connect(m_room.get(), &QSocketNotifier::activated, this, [this] {
        if (!m_line.drain())
            return;
        m_room->setEnabled(false);
        m_room.release()->deleteLater();
    });
}

} // namespace yichuang
