// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "plugins/simulator/control_file.h"

namespace yichuang::simulator
{

/// A code scanner for training. Event: {"event": "code", "format": "QRCode", "text": "…"}.
class SimulatedCodes final : public CodeSource
{
    Q_OBJECT

public:
    explicit SimulatedCodes(const QString &controlFile, QObject *parent = nullptr);
    void start() override { setState(DeviceState::Ready); }
    void stop() override { setState(DeviceState::Absent); }
    [[nodiscard]] DeviceState state() const override { return m_state; }
    Q_INVOKABLE void simulate(const QJsonObject &event);

private:
    void setState(DeviceState state);

    ControlFile m_control;
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang::simulator
