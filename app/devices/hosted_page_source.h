// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// A scanner whose driver runs in a helper process. A crash or a hang ends the batch with HelperCrashed or
/// HelperHung, one that gives more pages than were asked for with DriverProtocol; the pages that came stay. A driver
/// that does not heed cancel() within patience().cancelMs is killed.
class HostedPageSource final : public PageSource
{
    Q_OBJECT

public:
    explicit HostedPageSource(DriverLaunch launch, QObject *parent = nullptr);
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    [[nodiscard]] QFuture<Result<ScannerAbilities>> abilities(const QString &scanner) override;
    void scan(const ScanRequest &request) override;
    void cancel() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// Starts the helper ahead of the first use; it may take a second to look at the buses.
    void warmUp();
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    [[nodiscard]] QFuture<Result<WireMessage>> ask(const QString &name, const QJsonObject &args);
    void take(const QString &name, const WireMessage &message);
    void takePage(const WireMessage &message);
    void endBatch(const std::optional<Reason> &reason);
    void setState(DeviceState state);

    DriverProcess m_process;
    QTimer m_cancelLimit;
    DeviceState m_state = DeviceState::Absent;
    int m_batch = 0;
    int m_pages = 0;
    int m_most = 0;     ///< pages that were asked for
    int m_listings = 0; ///< calls of scanners() and abilities() that wait
    bool m_scanning = false;
};

} // namespace yichuang
