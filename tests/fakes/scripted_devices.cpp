// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/scripted_devices.h"

namespace yichuang
{

void ScriptedIdReader::start()
{
    setState(DeviceState::Ready);
}

void ScriptedIdReader::stop()
{
    m_lying.reset();
    setState(DeviceState::Absent);
}

DeviceState ScriptedIdReader::state() const
{
    return m_state;
}

void ScriptedIdReader::layCard(const IdCard &card)
{
    if (m_state != DeviceState::Ready || m_lying == card)
        return;
    removeCard();
    m_lying = card;
    Q_EMIT cardRead(card);
}

void ScriptedIdReader::removeCard()
{
    if (std::exchange(m_lying, std::nullopt))
        Q_EMIT cardRemoved();
}

void ScriptedIdReader::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

QFuture<Result<QList<ScannerChoice>>> ScriptedPageSource::scanners()
{
    return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(
        QList<ScannerChoice>{{QStringLiteral("scripted"), QStringLiteral("Test"), QStringLiteral("Feeder")}}));
}

void ScriptedPageSource::scan(const ScanRequest &request)
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

void ScriptedPageSource::cancel()
{
    m_cancelled = true;
}

DeviceState ScriptedPageSource::state() const
{
    return m_state;
}

void ScriptedPageSource::fill(const QList<ScannedPage> &pages, const std::optional<Reason> &end)
{
    m_feeder = pages;
    m_end = end;
}

void ScriptedPageSource::step()
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

void ScriptedPageSource::end(const std::optional<Reason> &reason)
{
    m_state = DeviceState::Ready;
    Q_EMIT stateChanged(m_state);
    Q_EMIT finished(m_given, reason);
}

void ScriptedCodeSource::start()
{
    setState(DeviceState::Ready);
}

void ScriptedCodeSource::stop()
{
    setState(DeviceState::Absent);
}

DeviceState ScriptedCodeSource::state() const
{
    return m_state;
}

void ScriptedCodeSource::show(const ReadCode &code)
{
    if (m_state == DeviceState::Ready)
        Q_EMIT codeRead(code);
}

void ScriptedCodeSource::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

QFuture<Result<Done>> ScriptedSlipPrinter::print(const Slip &slip)
{
    if (m_failure)
        return QtFuture::makeReadyFuture(Result<Done>(failure(*m_failure)));
    m_slips.append(slip);
    return QtFuture::makeReadyFuture(Result<Done>(Done{}));
}

DeviceState ScriptedSlipPrinter::state() const
{
    return m_failure ? DeviceState::Trouble : DeviceState::Ready;
}

void ScriptedSlipPrinter::setFailure(const std::optional<Reason> &reason)
{
    m_failure = reason;
    Q_EMIT stateChanged(state());
}

QFuture<QList<FoundDriver>> ScriptedTrials::drivers()
{
    return QtFuture::makeReadyFuture(installed);
}

void ScriptedTrials::begin(const DeviceChoice &choice)
{
    end();
    begun.append(choice);
    running = true;
}

void ScriptedTrials::end()
{
    if (std::exchange(running, false))
        Q_EMIT ended();
}

} // namespace yichuang
