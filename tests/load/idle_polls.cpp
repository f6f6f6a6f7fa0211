// SPDX-License-Identifier: Apache-2.0
#include "tests/load/idle_polls.h"

#include "app/sync/tls.h"

namespace yichuang::load
{
namespace
{
constexpr int atATime = 32; ///< handshakes
}

IdlePolls::IdlePolls(CentreAddress address, QString accessToken, QString cursor, int wanted)
    : m_address(std::move(address)),
      m_request(QStringLiteral("GET /v1/changes?after=%1&wait=25 HTTP/1.1\r\nHost: %2\r\nYichuang-Protocol: 1\r\n"
                               "Authorization: Bearer %3\r\n\r\n")
                    .arg(cursor, m_address.url.authority(), accessToken)
                    .toLatin1()),
      m_wanted(wanted)
{
}

IdlePolls::~IdlePolls()
{
    for (const auto &socket : m_sockets)
        socket->disconnect(this);
}

void IdlePolls::start()
{
    connectMore();
}

void IdlePolls::connectMore()
{
    while (m_connecting < atATime && static_cast<int>(m_sockets.size()) < m_wanted) {
        ++m_connecting;
        QSslSocket *socket = m_sockets.emplace_back(std::make_unique<QSslSocket>()).get();
        socket->setSslConfiguration(tlsFor(m_address));
        connect(socket, &QSslSocket::encrypted, this, [this, socket] {
            ask(*socket);
            asked();
        });
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            // The answer's JSON alone ends so; another poll is asked for once it is whole.
            if (!socket->readAll().endsWith('}'))
                return;
            ++m_answers;
            ask(*socket);
        });
        connect(socket, &QSslSocket::disconnected, this, [this] { ++m_lost; });
        socket->connectToHostEncrypted(m_address.url.host(), static_cast<quint16>(m_address.url.port()));
    }
}

void IdlePolls::asked()
{
    --m_connecting;
    if (++m_waiting == m_wanted)
        Q_EMIT open();
    connectMore();
}

void IdlePolls::ask(QSslSocket &socket)
{
    socket.write(m_request);
}

} // namespace yichuang::load
