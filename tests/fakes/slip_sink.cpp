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

void SlipSink::setStatus(int offline, int paper)
{
    m_ear.offline = offline;
    m_ear.paper = paper;
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
    const QByteArray answer = m_ear.hear(socket->readAll());
    if (m_breakAfter > 0 && m_ear.bytes.size() >= m_breakAfter) {
        const linger hard{1, 0};
        ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        socket->abort();
        Q_EMIT arrived();
        return;
    }
    if (!answer.isEmpty())
        socket->write(answer);
    Q_EMIT arrived();
}

} // namespace yichuang
