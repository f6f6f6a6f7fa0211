// SPDX-License-Identifier: Apache-2.0
#include "plugins/serial_link.h"

namespace yichuang
{
namespace
{

constexpr int longestWaitMs = 30'000;

} // namespace

SerialLink::SerialLink(Options options, QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_waitMs(m_options.retryMs)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &SerialLink::tryOpen);
    connect(&m_port, &QSerialPort::readyRead, this, [this] { Q_EMIT arrived(m_port.readAll()); });
    // Queued: the port repeats its error after a hang-up until it is closed, and must not be closed inside its signal.
    connect(
        &m_port, &QSerialPort::errorOccurred, this,
        [this](QSerialPort::SerialPortError error) {
            const bool fatal = error == QSerialPort::ResourceError || error == QSerialPort::ReadError
                               || error == QSerialPort::WriteError || error == QSerialPort::UnknownError;
            if (fatal && m_port.isOpen())
                giveUp(QStringLiteral("link broke, error %1").arg(error));
        },
        Qt::QueuedConnection);
}

void SerialLink::open()
{
    m_waitMs = m_options.retryMs;
    tryOpen();
}

void SerialLink::close()
{
    m_retry.stop();
    if (m_port.isOpen())
        m_port.close();
}

void SerialLink::giveUp(const QString &detail)
{
    close();
    m_retry.start(m_waitMs);
    m_waitMs = std::min(m_waitMs * 2, longestWaitMs);
    Q_EMIT lost(Reason{m_options.missing, QStringLiteral("serial.") + m_options.port, detail});
}

void SerialLink::tryOpen()
{
    if (m_port.isOpen())
        return;
    m_port.setPortName(m_options.port);
    m_port.setBaudRate(m_options.baud);
    m_port.setDataBits(QSerialPort::Data8);
    m_port.setParity(QSerialPort::NoParity);
    m_port.setStopBits(QSerialPort::OneStop);
    m_port.setFlowControl(QSerialPort::NoFlowControl);
    if (m_port.open(QIODevice::ReadWrite))
        Q_EMIT opened();
    else
        giveUp(QStringLiteral("cannot open, error %1").arg(m_port.error()));
}

} // namespace yichuang
