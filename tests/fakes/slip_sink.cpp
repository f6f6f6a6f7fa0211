// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/slip_sink.h"

#include <sys/socket.h>

namespace yichuang
{

SlipSink::SlipSink(QObject *parent) : QObject(parent)
{
    connect(&m_server, &QTcpServer::newConnection, this, &SlipSink::serve);
    m_server.listen(QHostAddress::LocalHost);
}

QString SlipSink::address() const
{
    return QStringLiteral("tcp://127.0.0.1:%1").arg(m_server.serverPort());
}

QByteArray SlipSink::slip() const
{
    QByteArray bytes = m_bytes;
    bytes.replace(QByteArray("\x10\x04\x02", 3), QByteArray());
    bytes.replace(QByteArray("\x10\x04\x04", 3), QByteArray());
    return bytes;
}

void SlipSink::setStatus(int offline, int paper)
{
    m_offline = offline;
    m_paper = paper;
}

void SlipSink::switchOff()
{
    m_server.close();
}

void SlipSink::serve()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        ++m_open;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_open;
            socket->deleteLater();
        });
    }
}

void SlipSink::take(QTcpSocket *socket)
{
    const QByteArray bytes = socket->readAll();
    m_bytes.append(bytes);
    if (m_breakAfter > 0 && m_bytes.size() >= m_breakAfter) {
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket->abort();
        Q_EMIT arrived();
        return;
    }
    if (m_offline >= 0 && bytes.contains(QByteArray("\x10\x04\x02", 3)))
        socket->write(QByteArray(1, static_cast<char>(m_offline)));
    if (m_paper >= 0 && bytes.contains(QByteArray("\x10\x04\x04", 3)))
        socket->write(QByteArray(1, static_cast<char>(m_paper)));
    Q_EMIT arrived();
}

} // namespace yichuang
