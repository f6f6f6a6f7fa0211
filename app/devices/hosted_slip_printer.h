// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// A slip printer whose driver runs in a helper process.
class HostedSlipPrinter final : public SlipPrinter
{
    Q_OBJECT

public:
    explicit HostedSlipPrinter(DriverLaunch launch, QObject *parent = nullptr);
    /// HelperCrashed and HelperHung leave open whether paper came out; the job stays in the store until a print
    /// succeeds.
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &slip) override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// Starts the helper ahead of the first slip.
    void warmUp();
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    void setState(DeviceState state);

    DriverProcess m_process;
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang
