// SPDX-License-Identifier: Apache-2.0
#include "plugins/printers/escpos/line.h"

#include "plugins/printers/escpos/device_file.h"

#include <QFile>
#include <QSerialPort>
#include <QTcpSocket>
#include <QUrlQuery>

#include <linux/sockios.h>
#include <sys/ioctl.h>

namespace yichuang::escpos
{
namespace
{

constexpr quint16 rawPort = 9100;
constexpr int usualBaud = 9600;

class TcpLine final : public Line
{
public:
    TcpLine(QString host, quint16 port) : m_host(std::move(host)), m_port(port)
    {
        connect(&m_socket, &QTcpSocket::connected, this, [this] {
            m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
            Q_EMIT opened();
        });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { Q_EMIT broken(m_socket.errorString()); });
    }
    void open() override { m_socket.connectToHost(m_host, m_port); }
    QIODevice &device() override { return m_socket; }
    bool isTaken() const override
    {
        // What the kernel holds that the far end has not acknowledged.
        int unacknowledged = 0;
        return m_socket.bytesToWrite() == 0
               && (::ioctl(static_cast<int>(m_socket.socketDescriptor()), SIOCOUTQ, &unacknowledged) != 0
                   || unacknowledged == 0);
    }
    void flush() override { m_socket.flush(); }
    bool isTwoWay() const override { return true; }

private:
    QString m_host;
    quint16 m_port;
    QTcpSocket m_socket;
};

class SerialLine final : public Line
{
public:
    SerialLine(const QString &port, int baud, QSerialPort::FlowControl flow) : m_flow(flow)
    {
        m_port.setPortName(port);
        m_port.setBaudRate(baud);
        connect(&m_port, &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) {
            if (error != QSerialPort::NoError)
                Q_EMIT broken(m_port.errorString());
        });
    }
    void open() override
    {
        m_port.setFlowControl(m_flow);
        if (m_port.open(QIODevice::ReadWrite))
            Q_EMIT opened();
    }
    QIODevice &device() override { return m_port; }
    bool isTaken() const override
    {
        // What the kernel has not sent yet: at 9,600 baud a slip takes seconds.
        int unsent = 0;
        return m_port.bytesToWrite() == 0 && (::ioctl(m_port.handle(), TIOCOUTQ, &unsent) != 0 || unsent == 0);
    }
    void flush() override { m_port.flush(); }
    bool isTwoWay() const override { return true; }

private:
    QSerialPort m_port;
    QSerialPort::FlowControl m_flow;
};

/// A plain file, as a print server's or a test's.
class FileLine final : public Line
{
public:
    explicit FileLine(const QString &path) : m_file(path) {}
    void open() override
    {
        if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            Q_EMIT opened();
        else
            Q_EMIT broken(m_file.errorString());
    }
    QIODevice &device() override { return m_file; }
    bool isTaken() const override { return true; }
    bool isTwoWay() const override { return false; }

private:
    QFile m_file;
};

class DeviceLine final : public Line
{
public:
    explicit DeviceLine(const QString &path) : m_file(path)
    {
        connect(&m_file, &DeviceFile::broken, this, &Line::broken);
    }
    void open() override
    {
        if (m_file.open(QIODevice::ReadWrite))
            Q_EMIT opened();
        else
            Q_EMIT broken(m_file.errorString());
    }
    QIODevice &device() override { return m_file; }
    bool isTaken() const override { return m_file.bytesToWrite() == 0; }
    bool isTwoWay() const override { return m_file.answers(); }

private:
    DeviceFile m_file;
};

std::unique_ptr<Line> fileLine(const QString &path)
{
    if (DeviceFile::isDevice(path))
        return std::make_unique<DeviceLine>(path);
    return std::make_unique<FileLine>(path);
}

std::optional<QSerialPort::FlowControl> flowNamed(const QString &name)
{
    if (name.isEmpty() || name == QLatin1String("none"))
        return QSerialPort::NoFlowControl;
    if (name == QLatin1String("hardware"))
        return QSerialPort::HardwareControl;
    if (name == QLatin1String("software"))
        return QSerialPort::SoftwareControl;
    return std::nullopt;
}

} // namespace

Result<std::unique_ptr<Line>> lineTo(const QString &address)
{
    if (address.startsWith(u'/'))
        return fileLine(address);
    const QUrl url(address, QUrl::StrictMode);
    if (url.scheme() == QLatin1String("tcp") && !url.host().isEmpty())
        return std::make_unique<TcpLine>(url.host(), static_cast<quint16>(url.port(rawPort)));
    if (url.scheme() == QLatin1String("file") && !url.path().isEmpty())
        return fileLine(url.path());
    if (url.scheme() == QLatin1String("serial") && !url.path().isEmpty()) {
        bool isNumber = false;
        const QUrlQuery query(url);
        const int baud = query.queryItemValue(QStringLiteral("baud")).toInt(&isNumber);
        const auto flow = flowNamed(query.queryItemValue(QStringLiteral("flow")));
        if (flow)
            return std::make_unique<SerialLine>(url.path(), isNumber && baud > 0 ? baud : usualBaud, *flow);
    }
    return failure(Fault::BadArgument, QStringLiteral("escpos.address"), address.left(200));
}

} // namespace yichuang::escpos
