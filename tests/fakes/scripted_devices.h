// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

namespace yichuang
{

/// An ID reader that a test lays cards on. Keeps the port's contract.
class ScriptedIdReader final : public IdReader
{
    Q_OBJECT

public:
    using IdReader::IdReader;
    void start() override { setState(DeviceState::Ready); }
    void stop() override
    {
        m_lying.reset();
        setState(DeviceState::Absent);
    }
    [[nodiscard]] DeviceState state() const override { return m_state; }

    void layCard(const IdCard &card)
    {
        if (m_state != DeviceState::Ready || m_lying == card)
            return;
        removeCard();
        m_lying = card;
        Q_EMIT cardRead(card);
    }
    void removeCard()
    {
        if (std::exchange(m_lying, std::nullopt))
            Q_EMIT cardRemoved();
    }
    void fail(const Reason &reason) { Q_EMIT faulted(reason); }

private:
    void setState(DeviceState state)
    {
        if (std::exchange(m_state, state) != state)
            Q_EMIT stateChanged(state);
    }

    DeviceState m_state = DeviceState::Absent;
    std::optional<IdCard> m_lying;
};

/// A scanner whose feeder a test fills. Pages come when the event loop turns.
class ScriptedPageSource final : public PageSource
{
    Q_OBJECT

public:
    using PageSource::PageSource;
    [[nodiscard]] QFuture<Result<QList<ScannerChoice>>> scanners() override
    {
        return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(
            QList<ScannerChoice>{{QStringLiteral("scripted"), QStringLiteral("Test"), QStringLiteral("Feeder")}}));
    }
    void scan(const ScanRequest &request) override
    {
        if (m_state == DeviceState::Busy) {
            Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("scripted.scan"), {}});
            return;
        }
        m_state = DeviceState::Busy;
        m_request = request;
        m_given = 0;
        m_cancelled = false;
        Q_EMIT stateChanged(m_state);
        QMetaObject::invokeMethod(this, &ScriptedPageSource::step, Qt::QueuedConnection);
    }
    void cancel() override { m_cancelled = true; }
    [[nodiscard]] DeviceState state() const override { return m_state; }

    /// Pages for the next batches, and how it ends once they are given.
    void fill(const QList<ScannedPage> &pages, const std::optional<Reason> &end = std::nullopt)
    {
        m_feeder = pages;
        m_end = end;
    }

private:
    void step()
    {
        if (m_cancelled) {
            end(Reason{Fault::Cancelled, QStringLiteral("scripted.scan"), {}});
        } else if (!m_request.scanner.isEmpty() && m_request.scanner != QStringLiteral("scripted")) {
            end(Reason{Fault::ScannerMissing, QStringLiteral("scripted.scan"), {}});
        } else if (m_given == m_request.maxPages || (!m_request.feeder && m_given == 1)) {
            end(std::nullopt);
        } else if (m_feeder.isEmpty()) {
            const Reason empty{Fault::FeederEmpty, QStringLiteral("scripted.scan"), {}};
            end(m_end ? m_end : m_given == 0 ? std::optional(empty) : std::nullopt);
        } else {
            ++m_given;
            const ScannedPage page = m_feeder.takeFirst();
            QMetaObject::invokeMethod(this, &ScriptedPageSource::step, Qt::QueuedConnection);
            Q_EMIT pageScanned(page);
        }
    }
    void end(const std::optional<Reason> &reason)
    {
        m_state = DeviceState::Ready;
        Q_EMIT stateChanged(m_state);
        Q_EMIT finished(m_given, reason);
    }

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
    void start() override { setState(DeviceState::Ready); }
    void stop() override { setState(DeviceState::Absent); }
    [[nodiscard]] DeviceState state() const override { return m_state; }
    void show(const ReadCode &code)
    {
        if (m_state == DeviceState::Ready)
            Q_EMIT codeRead(code);
    }

private:
    void setState(DeviceState state)
    {
        if (std::exchange(m_state, state) != state)
            Q_EMIT stateChanged(state);
    }

    DeviceState m_state = DeviceState::Absent;
};

/// A slip printer that keeps its slips, and fails when told to.
class ScriptedSlipPrinter final : public SlipPrinter
{
    Q_OBJECT

public:
    using SlipPrinter::SlipPrinter;
    [[nodiscard]] QFuture<Result<Done>> print(const Slip &slip) override
    {
        if (m_failure)
            return QtFuture::makeReadyFuture(Result<Done>(failure(*m_failure)));
        m_slips.append(slip);
        return QtFuture::makeReadyFuture(Result<Done>(Done{}));
    }
    [[nodiscard]] DeviceState state() const override { return m_failure ? DeviceState::Trouble : DeviceState::Ready; }
    [[nodiscard]] const QList<Slip> &slips() const { return m_slips; }
    void setFailure(const std::optional<Reason> &reason)
    {
        m_failure = reason;
        Q_EMIT stateChanged(state());
    }

private:
    QList<Slip> m_slips;
    std::optional<Reason> m_failure;
};

} // namespace yichuang
