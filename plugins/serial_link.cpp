// SPDX-License-Identifier: Apache-2.0
#include "plugins/serial_link.h"

#include <QFileInfo>

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
    connect(&m_folder, &QFileSystemWatcher::directoryChanged, this, &SerialLink::folderChanged);
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
    watchFor();
    m_waitMs = std::min(m_waitMs * 2, longestWaitMs);
    Q_EMIT lost(Reason{m_options.missing, QStringLiteral("serial.") + m_options.port, detail});
}

void SerialLink::setBaud(int baud)
{
    m_options.baud = baud;
    if (m_port.isOpen())
        m_port.setBaudRate(baud);
}

QString SerialLink::file() const
{
    return m_options.port.startsWith(u'/') ? m_options.port : QStringLiteral("/dev/") + m_options.port;
}

/// A device that is plugged in appears in its folder; where the file is there already, nothing is to be waited for.
void SerialLink::watchFor()
{
    const QFileInfo device(file());
    if (device.exists())
        watchNothing();
    else if (m_folder.directories().isEmpty())
        m_folder.addPath(device.absolutePath());
}

void SerialLink::watchNothing()
{
    if (const QStringList watched = m_folder.directories(); !watched.isEmpty())
        m_folder.removePaths(watched);
}

void SerialLink::folderChanged()
{
    if (!m_retry.isActive() || !QFileInfo::exists(file()))
        return;
    // Whoever made the file sets its owner after: a first refusal is followed by the back-off from its beginning.
    watchNothing();
    m_waitMs = m_options.retryMs;
    m_retry.start(0);
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
    if (m_port.open(QIODevice::ReadWrite)) {
        watchNothing();
        Q_EMIT opened();
    } else {
        giveUp(QStringLiteral("cannot open, error %1").arg(m_port.error()));
    }
}

} // namespace yichuang
