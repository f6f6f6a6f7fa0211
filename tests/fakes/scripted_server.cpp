// SPDX-License-Identifier: Apache-2.0
#include "tests/fakes/scripted_server.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace yichuang
{

ScriptedServer::ScriptedServer(const Credential &credential, const QByteArray &clientAuthority)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromData(credential.certificatePem, QSsl::Pem));
    tls.setPrivateKey(QSslKey(credential.keyPem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey));
    tls.setPeerVerifyMode(clientAuthority.isEmpty() ? QSslSocket::VerifyNone : QSslSocket::VerifyPeer);
    if (!clientAuthority.isEmpty())
        tls.setCaCertificates(QSslCertificate::fromData(clientAuthority, QSsl::Pem));
    m_server.setSslConfiguration(tls);
    connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this] { take(); });
    m_server.listen(QHostAddress::LocalHost);
}

qsizetype ScriptedServer::count(const QByteArray &path) const
{
    return std::count_if(requests.begin(), requests.end(), [&](const Request &one) { return one.path == path; });
}

QByteArray ScriptedServer::ours(const QByteArray &body)
{
    return "Yichuang-Protocol: 3\r\nYichuang-Epoch: 1\r\nYichuang-Time: "
           + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + "\r\nYichuang-Digest: sha-256="
           + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toBase64() + "\r\n";
}

QByteArray ScriptedServer::reply(int status, const QByteArray &body, const QByteArray &headers, const QByteArray &type)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type
           + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + ours(body) + headers + "\r\n" + body;
}

QByteArray ScriptedServer::problem(int status, const QByteArray &type, const QByteArray &headers)
{
    return reply(status, "{\"type\":\"https://yichuang.cn/problems/" + type + "\"}", headers,
                 "application/problem+json");
}

void ScriptedServer::take()
{
    while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
        ++connections;
        auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QSslSocket::readyRead, this, [this, socket, buffer] { read(socket, *buffer); });
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        read(socket, *buffer);
    }
}

void ScriptedServer::read(QSslSocket *socket, QByteArray &buffer)
{
    buffer += socket->readAll();
    const QPointer<QSslSocket> alive(socket);
    while (alive) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        const QList<QByteArray> lines = buffer.left(end).split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        request.method = first.value(0);
        request.path = first.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
        }
        const qsizetype size = request.headers.value("content-length").toLongLong();
        if (buffer.size() < end + 4 + size)
            return;
        request.body = buffer.mid(end + 4, size);
        request.peer = socket->peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
        buffer.remove(0, end + 4 + size);
        requests.append(request);
        if (script)
            script(socket, request);
    }
}

} // namespace yichuang
