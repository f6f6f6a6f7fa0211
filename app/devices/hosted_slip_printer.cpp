// SPDX-License-Identifier: Apache-2.0
#include "app/devices/hosted_slip_printer.h"

#include "app/devices/wire_values.h"

namespace yichuang
{
namespace
{

QFuture<Result<Done>> doneWhen(QFuture<Result<WireMessage>> reply)
{
    return reply.then(
        [](const Result<WireMessage> &message) { return message.map([](const WireMessage &) { return Done{}; }); });
}

/// A slip in the helper, known there by its key.
class HostedSlip final : public LaidSlip
{
public:
    HostedSlip(DriverProcess &process, qint64 key, const Slip &slip)
        : m_process(process),
          m_key{{QStringLiteral("key"), key}}
    {
        QJsonObject args = toJson(slip);
        args.insert(QStringLiteral("key"), key);
        m_process.tell(QStringLiteral("lay"), args);
    }
    ~HostedSlip() override
    {
        if (!m_gone)
            m_process.tell(QStringLiteral("drop"), m_key);
    }
    QFuture<Result<Done>> print() override
    {
        m_gone = true;
        return doneWhen(m_process.call(QStringLiteral("release"), m_key));
    }

private:
    DriverProcess &m_process;
    QJsonObject m_key;
    bool m_gone = false;
};

} // namespace

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
    return doneWhen(m_process.call(QStringLiteral("print"), toJson(slip)));
}

void HostedSlipPrinter::expect()
{
    warmUp();
    m_process.tell(QStringLiteral("expect"));
}

std::unique_ptr<LaidSlip> HostedSlipPrinter::lay(const Slip &slip)
{
    return std::make_unique<HostedSlip>(m_process, ++m_lastLaid, slip);
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
