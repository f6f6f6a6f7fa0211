// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"
#include "plugins/escpos_profile.h"

namespace yichuang::simulator
{

/// A slip printer for training: each slip becomes slip-0001.txt, as a person would read it, and slip-0001.bin, the
/// ESC/POS bytes of it. Event: {"event": "paperOut"} and {"event": "paperIn"}. PrinterUnreachable where the folder
/// cannot be written.
class SimulatedPrinter final : public SlipPrinter
{
    Q_OBJECT

public:
    SimulatedPrinter(QString folder, escpos::Profile profile, QObject *parent = nullptr);
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &slip) override;
    [[nodiscard]] DeviceState state() const override { return m_paperOut ? DeviceState::Trouble : DeviceState::Ready; }
    Q_INVOKABLE void simulate(const QJsonObject &event);

private:
    [[nodiscard]] Result<Done> write(const Slip &slip);

    QString m_folder;
    escpos::Profile m_profile;
    int m_slips = 0;
    bool m_paperOut = false;
};

} // namespace yichuang::simulator
