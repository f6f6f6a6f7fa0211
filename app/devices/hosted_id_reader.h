// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// An ID reader whose driver runs in a helper process. Beside the reader's own faults: HelperCrashed, HelperHung,
/// DriverMissing, DriverProtocol; after each the process is started again and polls on.
class HostedIdReader final : public IdReader
{
    Q_OBJECT

public:
    explicit HostedIdReader(DriverLaunch launch, QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// A training event for the simulator: {"event": "card", "index": 0}; others answer Unsupported.
    [[nodiscard]] QFuture<Result<WireMessage>> simulate(const QJsonObject &event);
    /// What the driver knows of the reader, as {"port", "baud", "moduleId"}; Unsupported where it says nothing.
    [[nodiscard]] QFuture<Result<QJsonObject>> describe();
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    void take(const QString &name, const WireMessage &message);
    void setState(DeviceState state);

    DriverProcess m_process;
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang
