// SPDX-License-Identifier: Apache-2.0
#include "plugins/codes/serialcode/serial_code_source.h"

namespace yichuang::serialcode
{
namespace
{

constexpr int silenceMs = 150;

} // namespace

SerialCodeSource::SerialCodeSource(SerialLink::Options options, QObject *parent)
    : CodeSource(parent),
      m_link(std::move(options))
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(silenceMs);
    connect(&m_silence, &QTimer::timeout, this, [this] { report(m_lines.takeRest()); });
    connect(&m_link, &SerialLink::opened, this, [this] {
        m_saidMissing = false;
        m_link.trust();
        setState(DeviceState::Ready);
    });
    connect(&m_link, &SerialLink::lost, this, [this](const Reason &reason) {
        m_silence.stop();
        (void)m_lines.takeRest();
        setState(DeviceState::Trouble);
        if (!std::exchange(m_saidMissing, true))
            Q_EMIT faulted(reason);
    });
    connect(&m_link, &SerialLink::arrived, this, [this](const QByteArray &bytes) {
        Q_EMIT traced(true, bytes, true);
        const QList<QByteArray> codes = m_lines.feed(bytes);
        for (const QByteArray &code : codes)
            report(code);
        if (m_lines.hasRest())
            m_silence.start();
        else
            m_silence.stop();
    });
}

void SerialCodeSource::start()
{
    if (m_state != DeviceState::Absent)
        return;
    setState(DeviceState::Starting);
    m_link.open();
}

void SerialCodeSource::stop()
{
    m_silence.stop();
    m_link.close();
    (void)m_lines.takeRest();
    setState(DeviceState::Absent);
}

void SerialCodeSource::report(const QByteArray &bytes)
{
    const std::optional<ReadCode> code = codeOf(bytes);
    if (code)
        Q_EMIT codeRead(*code);
    else
        Q_EMIT faulted(Reason{Fault::CodeNotFound, QStringLiteral("serialcode.read"),
                              QStringLiteral("%1 bytes").arg(bytes.size())});
}

void SerialCodeSource::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::serialcode
