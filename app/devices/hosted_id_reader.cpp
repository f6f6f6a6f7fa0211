// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_id_reader.h"

#include "app/devices/wire_values.h"

namespace yichuang
{

HostedIdReader::HostedIdReader(DriverLaunch launch, QObject *parent)
    : IdReader(parent),
      m_process(QStringLiteral("idReader"), std::move(launch))
{
    connect(&m_process, &DriverProcess::ready, this, [this] { (void)m_process.call(QStringLiteral("start")); });
    connect(&m_process, &DriverProcess::event, this, &HostedIdReader::take);
    connect(&m_process, &DriverProcess::failed, this, [this](const Reason &reason) {
        setState(DeviceState::Trouble);
        Q_EMIT faulted(reason);
    });
}

void HostedIdReader::start()
{
    if (m_state != DeviceState::Absent) {
        if (m_process.isReady())
            (void)m_process.call(QStringLiteral("start"));
        return;
    }
    setState(DeviceState::Starting);
    m_process.start();
}

void HostedIdReader::stop()
{
    m_process.stop();
    setState(DeviceState::Absent);
}

QFuture<Result<WireMessage>> HostedIdReader::simulate(const QJsonObject &event)
{
    return m_process.call(QStringLiteral("simulate"), event);
}

QFuture<Result<QJsonObject>> HostedIdReader::describe()
{
    return m_process.call(QStringLiteral("describe")).then([](const Result<WireMessage> &reply) {
        return reply.map([](const WireMessage &message) { return message.json; });
    });
}

void HostedIdReader::take(const QString &name, const WireMessage &message)
{
    if (name == QLatin1String("cardRead")) {
        const Result<IdCard> card = cardFromWire(message);
        if (card)
            Q_EMIT cardRead(*card);
        else
            Q_EMIT faulted(card.error());
    } else if (name == QLatin1String("cardRemoved")) {
        Q_EMIT cardRemoved();
    } else if (name == QLatin1String("faulted")) {
        Q_EMIT faulted(reasonFromJson(message.json.value(QLatin1String("reason")).toObject()));
    } else if (name == QLatin1String("state")) {
        setState(
            deviceStateNamed(message.json.value(QLatin1String("state")).toString()).value_or(DeviceState::Trouble));
    }
}

void HostedIdReader::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang
