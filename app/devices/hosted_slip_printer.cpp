// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_slip_printer.h"

#include "app/devices/wire_values.h"

namespace yichuang
{

HostedSlipPrinter::HostedSlipPrinter(DriverLaunch launch, QObject *parent)
    : SlipPrinter(parent),
      m_process(QStringLiteral("slipPrinter"), std::move(launch))
{
    connect(&m_process, &DriverProcess::ready, this, [this] { setState(DeviceState::Ready); });
    connect(&m_process, &DriverProcess::failed, this, [this] { setState(DeviceState::Trouble); });
    connect(&m_process, &DriverProcess::event, this, [this](const QString &name, const WireMessage &message) {
        if (name == QLatin1String("state")) {
            setState(
                deviceStateNamed(message.json.value(QLatin1String("state")).toString()).value_or(DeviceState::Trouble));
        }
    });
}

QFuture<Result<Done>> HostedSlipPrinter::print(const Slip &slip)
{
    warmUp();
    return m_process.call(QStringLiteral("print"), toJson(slip)).then([](const Result<WireMessage> &reply) {
        return reply.map([](const WireMessage &) { return Done{}; });
    });
}

void HostedSlipPrinter::warmUp()
{
    if (m_state == DeviceState::Absent)
        setState(DeviceState::Starting);
    m_process.start();
}

void HostedSlipPrinter::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang
