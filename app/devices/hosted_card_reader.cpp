// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_card_reader.h"

#include "app/devices/wire_values.h"

namespace yichuang
{
namespace
{

constexpr qsizetype longestAtr = 33; ///< ISO 7816-3
constexpr qsizetype longestName = 256;

} // namespace

HostedCardReader::HostedCardReader(DriverLaunch launch, QObject *parent)
    : CardReader(parent),
      m_process(QStringLiteral("cardReader"), std::move(launch))
{
    connect(&m_process, &DriverProcess::ready, this, [this] { (void)m_process.call(QStringLiteral("start")); });
    connect(&m_process, &DriverProcess::event, this, &HostedCardReader::take);
    connect(&m_process, &DriverProcess::failed, this, [this](const Reason &reason) {
        forgetCards();
        setState(DeviceState::Trouble);
        Q_EMIT faulted(reason);
    });
}

void HostedCardReader::start()
{
    if (m_state != DeviceState::Absent)
        return;
    setState(DeviceState::Starting);
    m_process.start();
}

void HostedCardReader::stop()
{
    m_process.stop();
    forgetCards();
    setState(DeviceState::Absent);
}

QFuture<Result<QByteArray>> HostedCardReader::transmit(const QString &reader, const QByteArray &command)
{
    return m_process.call(QStringLiteral("transmit"), {{QStringLiteral("reader"), reader}}, command)
        .then([](const Result<WireMessage> &reply) {
            return reply.map([](const WireMessage &message) { return message.binary; });
        });
}

void HostedCardReader::release(const QString &reader)
{
    m_process.tell(QStringLiteral("release"), {{QStringLiteral("reader"), reader}});
}

void HostedCardReader::take(const QString &name, const WireMessage &message)
{
    const QString reader = message.json.value(QLatin1String("reader")).toString().left(longestName);
    if (name == QLatin1String("cardInserted")) {
        if (!m_cards.contains(reader))
            m_cards.append(reader);
        Q_EMIT cardInserted(
            ChipCard{reader, message.binary.left(longestAtr), message.json.value(QLatin1String("applet")).toString()});
    } else if (name == QLatin1String("cardRemoved")) {
        if (m_cards.removeAll(reader) > 0)
            Q_EMIT cardRemoved(reader);
    } else if (name == QLatin1String("faulted")) {
        Q_EMIT faulted(reasonFromJson(message.json.value(QLatin1String("reason")).toObject()));
    } else if (name == QLatin1String("state")) {
        setState(
            deviceStateNamed(message.json.value(QLatin1String("state")).toString()).value_or(DeviceState::Trouble));
    }
}

void HostedCardReader::forgetCards()
{
    for (const QString &reader : std::exchange(m_cards, {}))
        Q_EMIT cardRemoved(reader);
}

void HostedCardReader::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang
