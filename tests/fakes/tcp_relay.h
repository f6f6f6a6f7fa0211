// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTcpServer>

namespace yichuang
{

/// A wire between a client and a server that can lose what the server says. It reads no byte of it. The test's thread.
class TcpRelay : public QObject
{
public:
    int lostReplies = 0;

    explicit TcpRelay(quint16 serverPort);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// While true, the server hears everything and the first thing it says on a connection ends it.
    void loseReplies(bool lose) { m_loses = lose; }

private:
    void join(QTcpSocket *client);

    QTcpServer m_server;
    quint16 m_serverPort;
    bool m_loses = false;
};

} // namespace yichuang
