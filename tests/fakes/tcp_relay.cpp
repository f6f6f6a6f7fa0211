// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/tcp_relay.h"

#include <QPointer>
#include <QTcpSocket>

namespace yichuang
{

TcpRelay::TcpRelay(quint16 serverPort) : m_serverPort(serverPort)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = m_server.nextPendingConnection())
            join(client);
    });
    m_server.listen(QHostAddress::LocalHost);
}

void TcpRelay::join(QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    // A new connection may shake hands; only what was joined before the loss began is cut.
    const bool joinedInLoss = m_loses;
    connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [this, client, server, joinedInLoss, said = 0]() mutable {
        const QByteArray bytes = server->readAll();
        if (m_loses && (!joinedInLoss || ++said > 2)) {
            ++lostReplies;
            client->abort();
            return;
        }
        client->write(bytes);
    });
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    server->write(client->readAll());
}

} // namespace yichuang
