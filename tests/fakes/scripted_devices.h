// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/device_trials.h"

namespace yichuang
{

/// An ID reader that a test lays cards on. Keeps the port's contract.
class ScriptedIdReader final : public IdReader
{
    Q_OBJECT

public:
    using IdReader::IdReader;
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override;

    void layCard(const IdCard &card);
    void removeCard();
    void fail(const Reason &reason) { Q_EMIT faulted(reason); }

private:
    void setState(DeviceState state);

    DeviceState m_state = DeviceState::Absent;
    std::optional<IdCard> m_lying;
};

/// A scanner whose feeder a test fills. Pages come when the event loop turns.
class ScriptedPageSource final : public PageSource
{
    Q_OBJECT

public:
    using PageSource::PageSource;
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override;
    void scan(const ScanRequest &request) override;
    void cancel() override;
    [[nodiscard]] DeviceState state() const override;

    /// Pages for the next batches, and how it ends once they are given.
    void fill(const QList<ScannedPage> &pages, const std::optional<Reason> &end = std::nullopt);

private:
    void step();
    void end(const std::optional<Reason> &reason);

    QList<ScannedPage> m_feeder;
    std::optional<Reason> m_end;
    ScanRequest m_request;
    DeviceState m_state = DeviceState::Ready;
    int m_given = 0;
    bool m_cancelled = false;
};

/// A code scanner that a test holds codes before.
class ScriptedCodeSource final : public CodeSource
{
    Q_OBJECT

public:
    using CodeSource::CodeSource;
    void start() override;
    void stop() override;
    [[nodiscard]] DeviceState state() const override;
    void show(const ReadCode &code);

private:
    void setState(DeviceState state);

    DeviceState m_state = DeviceState::Absent;
};

/// A slip printer that keeps its slips, and fails when told to.
class ScriptedSlipPrinter final : public SlipPrinter
{
    Q_OBJECT

public:
    using SlipPrinter::SlipPrinter;
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &slip) override;
    [[nodiscard]] DeviceState state() const override;
    [[nodiscard]] const QList<Slip> &slips() const { return m_slips; }
    void setFailure(const std::optional<Reason> &reason);

private:
    QList<Slip> m_slips;
    std::optional<Reason> m_failure;
};

/// Tries whatever a test says happens.
class ScriptedTrials final : public DeviceTrials
{
    Q_OBJECT

public:
    using DeviceTrials::DeviceTrials;
    [[nodiscard]] QFuture<QList<FoundDriver>> drivers() override;
    void begin(const DeviceChoice &choice) override;
    void end() override;
    void happen(const TrialEntry &entry) { Q_EMIT happened(entry); }

    QList<FoundDriver> installed;
    QList<DeviceChoice> begun;
    bool running = false;
};

} // namespace yichuang
