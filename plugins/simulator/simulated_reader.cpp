// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/simulated_reader.h"

#include "plugins/simulator/people.h"

namespace yichuang::simulator
{

SimulatedReader::SimulatedReader(const QString &controlFile, QObject *parent)
    : IdReader(parent),
      m_control(controlFile),
      m_people(people())
{
    connect(&m_control, &ControlFile::event, this, &SimulatedReader::simulate);
}

void SimulatedReader::start()
{
    if (m_state == DeviceState::Ready)
        lay((m_lying + 1) % static_cast<int>(m_people.size()));
    setState(DeviceState::Ready);
}

void SimulatedReader::stop()
{
    m_lying = -1;
    setState(DeviceState::Absent);
}

void SimulatedReader::simulate(const QJsonObject &event)
{
    if (m_state != DeviceState::Ready)
        return;
    const QString name = event.value(QLatin1String("event")).toString();
    if (name == QLatin1String("card")) {
        lay(event.value(QLatin1String("index")).toInt());
    } else if (name == QLatin1String("remove")) {
        if (std::exchange(m_lying, -1) >= 0)
            Q_EMIT cardRemoved();
    } else if (name == QLatin1String("fault")) {
        const Fault fault = faultNamed(event.value(QLatin1String("fault")).toString()).value_or(Fault::ReaderTornFrame);
        Q_EMIT faulted(Reason{fault, QStringLiteral("simulator.reader"), {}});
    }
}

void SimulatedReader::lay(int index)
{
    if (index < 0 || index >= m_people.size() || m_lying == index)
        return;
    if (std::exchange(m_lying, index) >= 0)
        Q_EMIT cardRemoved();
    Q_EMIT cardRead(m_people.at(index));
}

void SimulatedReader::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::simulator
