// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

namespace yichuang
{

/// Devices that a window does not have: every call answers DriverMissing, nothing is ever started. So that no caller
/// asks whether there is one.
class AbsentIdReader final : public IdReader
{
    Q_OBJECT

public:
    using IdReader::IdReader;
    void start() override {}
    void stop() override {}
    [[nodiscard]] DeviceState state() const override { return DeviceState::Absent; }
};

class AbsentCodeSource final : public CodeSource
{
    Q_OBJECT

public:
    using CodeSource::CodeSource;
    void start() override {}
    void stop() override {}
    [[nodiscard]] DeviceState state() const override { return DeviceState::Absent; }
};

class AbsentPageSource final : public PageSource
{
    Q_OBJECT

public:
    using PageSource::PageSource;
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    void scan(const ScanRequest &request) override;
    void cancel() override {}
    [[nodiscard]] DeviceState state() const override { return DeviceState::Absent; }
};

class AbsentSlipPrinter final : public SlipPrinter
{
    Q_OBJECT

public:
    using SlipPrinter::SlipPrinter;
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &slip) override;
    [[nodiscard]] DeviceState state() const override { return DeviceState::Absent; }
};

} // namespace yichuang
