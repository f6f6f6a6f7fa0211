// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/devices/driver_shelf.h"
#include "app/ports/device_trials.h"

#include <QElapsedTimer>

namespace yichuang
{

/// Tries devices in helper processes.
class HostedTrials final : public DeviceTrials
{
    Q_OBJECT

public:
    /// `launch`: where helper and drivers are; its driver and settings come with each trial.
    explicit HostedTrials(DriverLaunch launch, QObject *parent = nullptr);
    ~HostedTrials() override;
    /// What is called before a trial of a kind begins and after it ended: the counter's own device lets go of the port.
    void setNeighbours(std::function<void(const QString &kind)> rest, std::function<void(const QString &kind)> wake);
    [[nodiscard]] QFuture<QList<FoundDriver>> drivers() override;
    void begin(const DeviceChoice &choice) override;
    void end() override;

private:
    [[nodiscard]] DriverLaunch launchOf(const DeviceChoice &choice) const;
    void tryReader(const DeviceChoice &choice);
    void tryCodes(const DeviceChoice &choice);
    void tryPages(const DeviceChoice &choice);
    void tryPrinter(const DeviceChoice &choice);
    void listen(DriverProcess &process);
    void askWhatIsKnown(DriverProcess &process);
    void takePiece(const WireMessage &message);
    template <typename Device>
    void follow(Device *device);
    void tell(TrialEntry entry);
    void tellFault(const Reason &reason);

    DriverLaunch m_launch;
    std::function<void(const QString &)> m_rest = [](const QString &) {};
    std::function<void(const QString &)> m_wake = [](const QString &) {};
    QString m_kind; ///< while one runs
    std::unique_ptr<QObject> m_device;
    DriverProcess *m_process = nullptr;
    QElapsedTimer m_since;
    QTimer m_limit;
    int m_told = 0;
};

} // namespace yichuang
