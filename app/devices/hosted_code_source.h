// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// A code scanner whose driver runs in a helper process; faults as HostedIdReader.
class HostedCodeSource final : public CodeSource
{
    Q_OBJECT

public:
    explicit HostedCodeSource(DriverLaunch launch, QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// A training event for the simulator: {"event": "code", "format": "QRCode", "text": "…"}.
    [[nodiscard]] QFuture<Result<WireMessage>> simulate(const QJsonObject &event);
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    void take(const QString &name, const WireMessage &message);
    void setState(DeviceState state);

    DriverProcess m_process;
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang
