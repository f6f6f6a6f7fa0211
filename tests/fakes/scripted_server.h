// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/certificates.h"

#include <QHash>
#include <QSslServer>
#include <QSslSocket>
#include <QUrl>

namespace yichuang
{

/// A TLS server on this machine that answers with whatever bytes a test writes. The test's thread, with its event
/// loop.
class ScriptedServer : public QObject
{
public:
    struct Request {
        QByteArray method;
        QByteArray path;
        QHash<QByteArray, QByteArray> headers; ///< lower case
        QByteArray body;
        QString peer; ///< common name of the client's certificate
    };
    using Script = std::function<void(QSslSocket *, const Request &)>;

    Script script;
    QList<Request> requests;
    int connections = 0;

    /// `clientAuthority`: PEM of the authority whose clients are let in; empty: everybody.
    explicit ScriptedServer(const Credential &credential, const QByteArray &clientAuthority = {});

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port())); }
    [[nodiscard]] qsizetype count(const QByteArray &path) const;

    /// The headers that the centre puts on every reply.
    static QByteArray ours(const QByteArray &body);
    /// A whole reply of the centre. `headers`: further lines, each with its end.
    static QByteArray reply(int status, const QByteArray &body, const QByteArray &headers = {},
                            const QByteArray &type = "application/json");
    static QByteArray problem(int status, const QByteArray &type, const QByteArray &headers = {});

private:
    void take();
    void read(QSslSocket *socket, QByteArray &buffer);

    QSslServer m_server;
};

} // namespace yichuang
