// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QTimer>

namespace yichuang::simulator
{

/// A scanner for training: its feeder holds a few A4 pages that say 培训样张, and holds as many again for the next
/// batch. A feeder of 0 pages is an empty one.
class SimulatedPages final : public PageSource
{
    Q_OBJECT

public:
    explicit SimulatedPages(int pagesInFeeder, QObject *parent = nullptr);
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    [[nodiscard]] QFuture<Result<ScannerAbilities>> abilities(const QString &scanner) override;
    void scan(const ScanRequest &request) override;
    void cancel() override { m_cancelled = true; }
    [[nodiscard]] DeviceState state() const override { return m_state; }

private:
    void step();
    void end(const std::optional<Reason> &reason);
    void setState(DeviceState state);

    int m_pagesInFeeder;
    ScanRequest m_request;
    QTimer m_step;
    DeviceState m_state = DeviceState::Ready;
    int m_pages = 0;
    bool m_cancelled = false;
};

} // namespace yichuang::simulator
