// SPDX-License-Identifier: Apache-2.0
#include "app/devices/driver_process.h"

#include "app/base/log.h"

#include <QCoreApplication>

namespace yichuang
{
namespace
{

constexpr int beatsToTrust = 10;
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
}

DriverProcess::~DriverProcess()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        // The program may be about to end, with no event loop left to see the helper off.
        m_process->disconnect(this);
        m_process->closeWriteChannel();
        if (!m_process->waitForFinished(lastWaitMs)) {
            m_process->kill();
            m_process->waitForFinished(lastWaitMs);
        }
    }
    failCalls(Reason{Fault::Cancelled, QStringLiteral("devices.") + m_launch.driver, {}});
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
    failCalls(Reason{Fault::Cancelled, QStringLiteral("devices.") + m_launch.driver, {}});
}

void DriverProcess::restart(const Reason &reason)
{
    if (m_process)
        m_process->kill();
    letGo();
    failCalls(reason);
    m_restartMs = m_launch.patience.firstRestartMs;
    start();
}

QFuture<Result<WireMessage>> DriverProcess::call(const QString &name, const QJsonObject &args, const QByteArray &binary)
{
    const qint64 id = ++m_lastCall;
    QPromise<Result<WireMessage>> promise;
    QFuture<Result<WireMessage>> future = promise.future();
    promise.start();
    m_calls.emplace(id, std::move(promise));
    WireMessage message{QJsonObject{{QStringLiteral("type"), QStringLiteral("call")},
                                    {QStringLiteral("id"), id},
                                    {QStringLiteral("name"), name},
                                    {QStringLiteral("args"), args}},
                        binary};
    if (m_ready) {
        send(message);
    } else {
        m_unsent.append(std::move(message));
        start();
    }
    return future;
}

void DriverProcess::setBusy(bool busy)
{
    m_busy = busy;
    watch();
}

void DriverProcess::launch()
{
    m_reader = MessageReader();
    m_ready = false;
    m_beats = 0;
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(helperEnvironment());
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
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
                                        QStringLiteral("--plugins"), m_launch.plugins});
    m_watchdog.start(m_launch.patience.startMs);
    send(WireMessage{
        QJsonObject{{QStringLiteral("type"), QStringLiteral("open")}, {QStringLiteral("settings"), m_launch.settings}},
        {}});
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
        m_ready = true;
        const QList<WireMessage> unsent = std::exchange(m_unsent, {});
        for (const WireMessage &waiting : unsent)
            send(waiting);
        watch();
        Q_EMIT ready();
        return;
    }
    if (++m_beats == beatsToTrust)
        m_restartMs = m_launch.patience.firstRestartMs;
    if (type == QLatin1String("reply"))
        takeReply(message);
    else if (type == QLatin1String("event"))
        Q_EMIT event(message.json.value(QLatin1String("event")).toString(), message);
    watch();
}

void DriverProcess::takeReply(const WireMessage &message)
{
    const auto call = m_calls.find(message.json.value(QLatin1String("id")).toInteger());
    if (call == m_calls.end())
        return;
    QPromise<Result<WireMessage>> promise = std::move(call->second);
    m_calls.erase(call);
    const QJsonValue reason = message.json.value(QLatin1String("reason"));
    if (reason.isObject()) {
        promise.addResult(failure(reasonFromJson(reason.toObject())));
    } else {
        promise.addResult(WireMessage{message.json.value(QLatin1String("value")).toObject(), message.binary});
    }
    promise.finish();
}

void DriverProcess::fail(const Reason &reason)
{
    if (!m_process)
        return;
    qCWarning(logDevice).noquote() << describe(reason);
    m_process->kill();
    letGo();
    failCalls(reason);
    if (m_wanted && !m_restart.isActive()) {
        m_restart.start(m_restartMs);
        m_restartMs = std::min(m_restartMs * 2, m_launch.patience.lastRestartMs);
    }
    Q_EMIT failed(reason);
}

void DriverProcess::failCalls(const Reason &reason)
{
    m_unsent.clear();
    std::map<qint64, QPromise<Result<WireMessage>>> calls = std::exchange(m_calls, {});
    for (auto &[id, promise] : calls) {
        promise.addResult(failure(reason));
        promise.finish();
    }
}

void DriverProcess::letGo()
{
    m_watchdog.stop();
    m_ready = false;
    if (!m_process)
        return;
    // The helper ends by itself when its input closes; one that does not is killed.
    QProcess *process = m_process.release();
    process->disconnect(this);
    process->closeWriteChannel();
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
    if (m_ready)
        m_watchdog.start(m_busy ? m_launch.patience.busyMs : m_launch.patience.idleMs);
}

void DriverProcess::send(const WireMessage &message)
{
    const Result<QByteArray> bytes = encodeMessage(message);
    if (bytes) {
        if (m_process->isOpen())
            m_process->write(*bytes);
        return;
    }
    const auto call = m_calls.find(message.json.value(QLatin1String("id")).toInteger());
    if (call == m_calls.end())
        return;
    call->second.addResult(failure(bytes.error()));
    call->second.finish();
    m_calls.erase(call);
}

} // namespace yichuang
