// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/devices.h"

#include <atomic>

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
    /// Starts the helper where it does not run.
    void expect() override;
    /// The slip goes to the helper at once and waits there; print() is then one short message, written before it
    /// returns. What was laid does not outlive this printer's helper: it then fails as print() does.
    [[nodiscard]] std::unique_ptr<LaidSlip> lay(const Slip &slip) override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// Starts the helper ahead of the first slip.
    void warmUp();
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    void setState(DeviceState state);

    DriverProcess m_process;
    std::atomic<qint64> m_lastLaid = 0;
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang
