// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/protocol.h"

#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QPromise>
#include <QTimer>

#include <map>

namespace yichuang
{

/// How long a helper may be silent, and how long to wait before it is started again. Milliseconds.
struct DriverPatience {
    int startMs = 15'000;       ///< from start to the first message
    int idleMs = 10'000;        ///< between messages; a helper beats every second
    int busyMs = 60'000;        ///< between messages while it works: a scanner's lamp warms up
    int cancelMs = 10'000;      ///< from a cancel to the end of the batch
    int firstRestartMs = 1'000; ///< doubles with each failure…
    int lastRestartMs = 30'000; ///< …up to this
};

/// Which driver to run, and where.
struct DriverLaunch {
    QString devhost; ///< the helper program
    QString plugins; ///< folder of the driver plugins
    QString driver;  ///< name in the plugin's metadata
    QJsonObject settings;
    DriverPatience patience;
};

/// A driver in its own process. The driver may crash or hang; the process is then started again with a back-off and
/// whoever waited for an answer gets HelperCrashed or HelperHung. One thread, never blocks.
class DriverProcess : public QObject
{
    Q_OBJECT

public:
    /// `kind` is "idReader", "pageSource", "codeSource", "slipPrinter" or "documents".
    DriverProcess(QString kind, DriverLaunch launch, QObject *parent = nullptr);
    /// Waits up to 0.6 s for the process to end; the only call that waits.
    ~DriverProcess() override;

    /// Starts the process and keeps it running. Does nothing where it runs.
    void start();
    /// Lets the process end; calls that wait get Cancelled.
    void stop();
    /// Ends the process at once and starts it again: the answer to a driver that does not obey. Calls that wait get
    /// `reason`.
    void restart(const Reason &reason);
    /// Sends a call and starts the process where needed. HelperCrashed, HelperHung, DriverMissing, DriverProtocol,
    /// Cancelled, or the driver's own reason.
    [[nodiscard]] QFuture<Result<WireMessage>> call(const QString &name, const QJsonObject &args = {},
                                                    const QByteArray &binary = {});
    /// Whether silence is judged by busyMs: the driver is about to do what may hold its thread.
    void setBusy(bool busy);
    [[nodiscard]] bool isReady() const { return m_ready; }
    /// The process id while it runs, else 0: for diagnosis.
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }
    [[nodiscard]] const DriverPatience &patience() const { return m_launch.patience; }

Q_SIGNALS:
    /// The driver is loaded, after each start.
    void ready();
    void event(const QString &name, const yichuang::WireMessage &message);
    /// The process failed; it will be started again by itself.
    void failed(const yichuang::Reason &reason);

private:
    void launch();
    void readMessages();
    void take(const WireMessage &message);
    void takeReply(const WireMessage &message);
    void fail(const Reason &reason);
    void failCalls(const Reason &reason);
    void letGo();
    void watch();
    void send(const WireMessage &message);

    QString m_kind;
    DriverLaunch m_launch;
    std::unique_ptr<QProcess> m_process;
    MessageReader m_reader;
    QTimer m_watchdog;
    QTimer m_restart;
    std::map<qint64, QPromise<Result<WireMessage>>> m_calls;
    QList<WireMessage> m_unsent;
    qint64 m_lastCall = 0;
    int m_restartMs;
    int m_beats = 0;
    bool m_wanted = false;
    bool m_ready = false;
    bool m_busy = false;
};

} // namespace yichuang
