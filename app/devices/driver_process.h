// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/helper_line.h"

#include <QObject>
#include <QProcess>
#include <QSocketNotifier>
#include <QTimer>

namespace yichuang
{

/// How long a helper may be silent, and how long to wait before it is started again. Milliseconds.
struct DriverPatience {
    int startMs = 15'000;       ///< from start to the first message
    int idleMs = 10'000;        ///< between messages; a helper beats every second
    int busyMs = 60'000;        ///< between messages while it works: a scanner's lamp warms up
    int cancelMs = 10'000;      ///< from a cancel to the end of the batch
    int firstRestartMs = 250;   ///< doubles with each failure…
    int lastRestartMs = 30'000; ///< …up to this
};

/// Which driver to run, and where.
struct DriverLaunch {
    QString devhost; ///< the helper program
    QString plugins; ///< folder of the driver plugins
    QString driver;  ///< name in the plugin's metadata
    QJsonObject settings;
    DriverPatience patience;
    /// A hall's own drivers and the list of those that may be loaded: see DriverShelf.
    QString sitePlugins = QStringLiteral("/usr/local/lib/yichuang/plugins");
    QString allowList = QStringLiteral("/etc/yichuang/drivers.json");
    bool trace = false; ///< the helper tells what goes over the device's wire, as events "trace": see wire_trace.h
};

/// A driver in its own process. The driver may crash or hang; the process is then started again with a back-off and
/// whoever waited for an answer gets HelperCrashed or HelperHung; one that floods its window with messages is ended
/// with DriverProtocol. Never blocks; one thread, but for call() and tell(), which any thread may use and which reach a
/// running helper at once.
class DriverProcess : public QObject
{
    Q_OBJECT

public:
    /// `kind` is "idReader", "pageSource", "codeSource", "slipPrinter", "cardReader" or "documents".
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
    /// A call that is not answered: what comes of it is lost with the helper.
    void tell(const QString &name, const QJsonObject &args = {}) { m_line.tell(name, args); }
    /// Whether silence is judged by busyMs: the driver is about to do what may hold its thread.
    void setBusy(bool busy);
    [[nodiscard]] bool isReady() const { return m_line.isReady(); }
    /// The process id while it runs, else 0: for diagnosis.
    [[nodiscard]] qint64 processId() const { return m_process ? m_process->processId() : 0; }
    /// How long the next failure will be followed by a wait: for diagnosis.
    [[nodiscard]] int nextRestartMs() const { return m_restartMs; }
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
    void fail(const Reason &reason);
    void letGo();
    void watch();
    void drainLater();

    QString m_kind;
    DriverLaunch m_launch;
    std::unique_ptr<QProcess> m_process;
    HelperLine m_line;
    std::unique_ptr<QSocketNotifier> m_room; ///< while the helper has no room for what is to be written
    MessageReader m_reader;
    QTimer m_watchdog;
    QTimer m_restart;
    int m_restartMs;
    int m_beats = 0;
    int m_sinceBeat = 0; ///< messages
    bool m_wanted = false;
    bool m_busy = false;
};

} // namespace yichuang
