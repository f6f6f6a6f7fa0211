// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_process.h"
#include "app/ports/card_reader.h"

namespace yichuang
{

/// Readers of chip cards whose driver runs in a helper process; faults as HostedIdReader. A card in a reader whose
/// helper went is reported again by the next one.
class HostedCardReader final : public CardReader
{
    Q_OBJECT

public:
    explicit HostedCardReader(DriverLaunch launch, QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// Beside the driver's own reasons HelperCrashed, HelperHung, DriverProtocol.
    [[nodiscard]] QFuture<Result<QByteArray>> transmit(const QString &reader, const QByteArray &command) override;
    void release(const QString &reader) override;
    [[nodiscard]] DriverProcess &process() { return m_process; }

private:
    void take(const QString &name, const WireMessage &message);
    void forgetCards();
    void setState(DeviceState state);

    DriverProcess m_process;
    DeviceState m_state = DeviceState::Absent;
    QStringList m_cards; ///< readers with a card, as the helper told
};

} // namespace yichuang
