// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <vector>

namespace yichuang::samv
{

/// Several readers at one window, as one: a card on any of them is reported; it is ready while one of them is.
class SeveralReaders final : public IdReader
{
    Q_OBJECT

public:
    explicit SeveralReaders(std::vector<std::unique_ptr<IdReader>> readers, QObject *parent = nullptr);
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override { return m_state; }
    /// {readers: what each knows of itself}.
    [[nodiscard]] Q_INVOKABLE QJsonObject describe() const;

Q_SIGNALS:
    void traced(bool fromDevice, const QByteArray &bytes, bool content);

private:
    void sum();

    std::vector<std::unique_ptr<IdReader>> m_readers;
    DeviceState m_state = DeviceState::Absent;
};

} // namespace yichuang::samv
