// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/simulated_codes.h"

namespace yichuang::simulator
{

SimulatedCodes::SimulatedCodes(const QString &controlFile, QObject *parent) : CodeSource(parent), m_control(controlFile)
{
    connect(&m_control, &ControlFile::event, this, &SimulatedCodes::simulate);
}

void SimulatedCodes::simulate(const QJsonObject &event)
{
    const QString text = event.value(QLatin1String("text")).toString();
    if (m_state != DeviceState::Ready || event.value(QLatin1String("event")).toString() != QLatin1String("code")
        || text.isEmpty())
        return;
    Q_EMIT codeRead(ReadCode{event.value(QLatin1String("format")).toString(QStringLiteral("QRCode")), text});
}

void SimulatedCodes::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::simulator
