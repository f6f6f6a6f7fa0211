// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_page_source.h"

#include "app/base/when_done.h"
#include "app/devices/wire_values.h"

namespace yichuang
{

HostedPageSource::HostedPageSource(DriverLaunch launch, QObject *parent)
    : PageSource(parent),
      m_process(QStringLiteral("pageSource"), std::move(launch))
{
    m_cancelLimit.setSingleShot(true);
    m_cancelLimit.setInterval(m_process.patience().cancelMs);
    connect(&m_process, &DriverProcess::event, this, &HostedPageSource::take);
    connect(&m_process, &DriverProcess::ready, this, [this] {
        if (!m_scanning)
            setState(DeviceState::Ready);
    });
    connect(&m_process, &DriverProcess::failed, this, [this](const Reason &reason) {
        setState(DeviceState::Trouble);
        endBatch(reason);
    });
    connect(&m_cancelLimit, &QTimer::timeout, this, [this] {
        m_process.restart(Reason{Fault::Cancelled, QStringLiteral("devices.scan"), {}});
        setState(DeviceState::Starting);
        endBatch(Reason{Fault::Cancelled, QStringLiteral("devices.scan"), QStringLiteral("driver killed")});
    });
}

/// A question that may take the driver a while: it looks at the buses.
QFuture<Result<WireMessage>> HostedPageSource::ask(const QString &name, const QJsonObject &args)
{
    warmUp();
    ++m_listings;
    m_process.setBusy(true);
    return answerWhenDone(m_process.call(name, args), this, [this](const Result<WireMessage> &reply) {
        --m_listings;
        m_process.setBusy(m_scanning || m_listings > 0);
        return reply;
    });
}

QFuture<Result<QList<ScannerChoice>>> HostedPageSource::scanners()
{
    return ask(QStringLiteral("scanners"), {}).then([](const Result<WireMessage> &reply) {
        return reply.and_then([](const WireMessage &message) { return choicesFromWire(message.json); });
    });
}

QFuture<Result<ScannerAbilities>> HostedPageSource::abilities(const QString &scanner)
{
    return ask(QStringLiteral("abilities"), {{QStringLiteral("scanner"), scanner}})
        .then([](const Result<WireMessage> &reply) {
            return reply.and_then([](const WireMessage &message) { return abilitiesFromWire(message.json); });
        });
}

void HostedPageSource::scan(const ScanRequest &request)
{
    if (m_scanning) {
        Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("devices.scan"), QStringLiteral("batch runs")});
        return;
    }
    m_scanning = true;
    m_pages = 0;
    m_most = request.feeder ? request.maxPages : 1;
    setState(DeviceState::Busy);
    const int batch = ++m_batch;
    whenDone(m_process.call(QStringLiteral("scan"), requestToWire(request)), this,
             [this, batch](const Result<WireMessage> &reply) {
                 // The driver answers before it begins; one that hangs from before is not given the time of a scan.
                 if (reply && m_scanning && batch == m_batch)
                     m_process.setBusy(true);
                 if (!reply && batch == m_batch)
                     endBatch(reply.error());
             });
}

void HostedPageSource::cancel()
{
    if (!m_scanning || m_cancelLimit.isActive())
        return;
    m_cancelLimit.start();
    (void)m_process.call(QStringLiteral("cancel"));
}

void HostedPageSource::warmUp()
{
    if (m_state == DeviceState::Absent)
        setState(DeviceState::Starting);
    m_process.start();
}

void HostedPageSource::take(const QString &name, const WireMessage &message)
{
    if (name == QLatin1String("page")) {
        takePage(message);
    } else if (name == QLatin1String("progressed") && m_scanning) {
        Q_EMIT progressed(std::clamp(message.json.value(QLatin1String("percent")).toInt(), 0, 100));
    } else if (name == QLatin1String("finished")) {
        const QJsonValue reason = message.json.value(QLatin1String("reason"));
        endBatch(reason.isObject() ? std::optional(reasonFromJson(reason.toObject())) : std::nullopt);
    } else if (name == QLatin1String("state") && !m_scanning) {
        setState(
            deviceStateNamed(message.json.value(QLatin1String("state")).toString()).value_or(DeviceState::Trouble));
    }
}

void HostedPageSource::takePage(const WireMessage &message)
{
    if (!m_scanning)
        return;
    const Result<ScannedPage> page = m_pages < m_most ? pageFromWire(message)
                                                      : failure(Fault::DriverProtocol, QStringLiteral("devices.scan"),
                                                                QStringLiteral("more than %1 pages").arg(m_most));
    if (!page) {
        m_process.restart(page.error());
        endBatch(page.error());
        return;
    }
    ++m_pages;
    Q_EMIT pageScanned(*page);
}

void HostedPageSource::endBatch(const std::optional<Reason> &reason)
{
    if (!m_scanning)
        return;
    m_scanning = false;
    m_cancelLimit.stop();
    m_process.setBusy(m_listings > 0);
    if (m_process.isReady())
        setState(DeviceState::Ready);
    Q_EMIT finished(m_pages, reason);
}

void HostedPageSource::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang
