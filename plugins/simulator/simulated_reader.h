// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "plugins/simulator/control_file.h"

namespace yichuang::simulator
{

/// An ID reader for training. Events: {"event": "card", "index": 0} lays a card, {"event": "remove"} takes it away,
/// {"event": "fault", "fault": "readerTornFrame"} is a bad read.
class SimulatedReader final : public IdReader
{
    Q_OBJECT

public:
    explicit SimulatedReader(const QString &controlFile, QObject *parent = nullptr);
    /// Called again, the next person lays a card.
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    Q_INVOKABLE void simulate(const QJsonObject &event);

private:
    void lay(int index);
    void setState(DeviceState state);

    ControlFile m_control;
    QList<IdCard> m_people;
    DeviceState m_state = DeviceState::Absent;
    int m_lying = -1;
};

} // namespace yichuang::simulator
