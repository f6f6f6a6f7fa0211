// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace yichuang
{

/// A wire between a client and a server that can lose what the server says. It reads no byte of it. The test's thread.
class TcpRelay : public QObject
{
public:
    int lostReplies = 0;

    explicit TcpRelay(quint16 serverPort) : m_serverPort(serverPort)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                join(client);
        });
        m_server.listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// While true, the server hears everything and the first thing it says on a connection ends it.
    void loseReplies(bool lose) { m_loses = lose; }

private:
    void join(QTcpSocket *client)
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

    QTcpServer m_server;
    quint16 m_serverPort;
    bool m_loses = false;
};

} // namespace yichuang
