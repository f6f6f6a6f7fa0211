// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_code_source.h"

#include "app/devices/wire_values.h"

namespace yichuang
{

HostedCodeSource::HostedCodeSource(DriverLaunch launch, QObject *parent)
    : CodeSource(parent),
      m_process(QStringLiteral("codeSource"), std::move(launch))
{
    connect(&m_process, &DriverProcess::ready, this, [this] { (void)m_process.call(QStringLiteral("start")); });
    connect(&m_process, &DriverProcess::event, this, &HostedCodeSource::take);
    connect(&m_process, &DriverProcess::failed, this, [this](const Reason &reason) {
        setState(DeviceState::Trouble);
        Q_EMIT faulted(reason);
    });
}

void HostedCodeSource::start()
{
    if (m_state != DeviceState::Absent)
        return;
    setState(DeviceState::Starting);
    m_process.start();
}

void HostedCodeSource::stop()
{
    m_process.stop();
    setState(DeviceState::Absent);
}

QFuture<Result<WireMessage>> HostedCodeSource::simulate(const QJsonObject &event)
{
    return m_process.call(QStringLiteral("simulate"), event);
}

void HostedCodeSource::take(const QString &name, const WireMessage &message)
{
    if (name == QLatin1String("codeRead")) {
        const QString text = message.json.value(QLatin1String("text")).toString();
        Q_EMIT codeRead(ReadCode{message.json.value(QLatin1String("format")).toString(), text});
    } else if (name == QLatin1String("faulted")) {
        Q_EMIT faulted(reasonFromJson(message.json.value(QLatin1String("reason")).toObject()));
    } else if (name == QLatin1String("state")) {
        setState(
            deviceStateNamed(message.json.value(QLatin1String("state")).toString()).value_or(DeviceState::Trouble));
    }
}

void HostedCodeSource::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang
