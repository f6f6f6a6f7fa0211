// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QElapsedTimer>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// What a hostile or broken other side may do to the wire, and what the server lets it cost.
class ServerWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anOversizedBodyIsRefused();
    void anUnannouncedBodyIsRefusedAtItsLimit();
    void oversizedHeadersAreRefused();
    void slowHeadersEndTheConnection();
    void aSlowBodyEndsTheConnection();
    void anIdleConnectionEnds();
    void aHandshakeThatDoesNotComeEnds();
    void halfOpenConnectionsDoNotSlowOthers();
    void oldTlsIsRefused();
    void tooManyFromOneAddressAreTurnedAway();
    void tooManyOfOneWindowAreTurnedAway();

private:
    [[nodiscard]] std::unique_ptr<QSslSocket> connection();
    [[nodiscard]] static QByteArray readToEnd(QSslSocket &socket, int longestMs = 8000);
    ServerRig m_rig;
};

void ServerWire::initTestCase()
{
    QVERIFY(m_rig.start({{QStringLiteral("headerMs"), 700},
                         {QStringLiteral("bodyMs"), 700},
                         {QStringLiteral("idleMs"), 1500},
                         {QStringLiteral("handshakeMs"), 1000}}));
}

std::unique_ptr<QSslSocket> ServerWire::connection()
{
    auto socket = std::make_unique<QSslSocket>();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({QSslCertificate(m_rig.authority())});
    socket->setSslConfiguration(tls);
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_rig.port());
    if (!socket->waitForEncrypted(5000))
        return nullptr;
    return socket;
}

QByteArray ServerWire::readToEnd(QSslSocket &socket, int longestMs)
{
    QElapsedTimer timer;
    timer.start();
    QByteArray heard;
    while (socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < longestMs) {
        socket.waitForReadyRead(100);
        heard += socket.readAll();
    }
    return heard + socket.readAll();
}

void ServerWire::anOversizedBodyIsRefused()
{
    const auto socket = connection();
    QVERIFY(socket);
    socket->write("POST /v1/operations HTTP/1.1\r\nHost: x\r\nContent-Length: 16777217\r\n\r\n");
    socket->write(QByteArray(1024 * 1024, 'x'));
    const QByteArray heard = readToEnd(*socket);
    QVERIFY2(heard.startsWith("HTTP/1.1 413 "), heard.left(80).constData());
    QVERIFY(heard.contains("Yichuang-Protocol: 3"));
    QVERIFY(heard.contains("problems/tooLarge"));
}

void ServerWire::anUnannouncedBodyIsRefusedAtItsLimit()
{
    const auto socket = connection();
    QVERIFY(socket);
    socket->write("POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 3; ++i)
        socket->write("8000\r\n" + QByteArray(0x8000, 'x') + "\r\n");
    QVERIFY(readToEnd(*socket).startsWith("HTTP/1.1 413 "));
}

void ServerWire::oversizedHeadersAreRefused()
{
    const auto socket = connection();
    QVERIFY(socket);
    socket->write("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: " + QByteArray(40 * 1024, 'a') + "\r\n\r\n");
    QVERIFY(readToEnd(*socket).startsWith("HTTP/1.1 431 "));
}

void ServerWire::slowHeadersEndTheConnection()
{
    const auto socket = connection();
    QVERIFY(socket);
    QElapsedTimer timer;
    timer.start();
    socket->write("GET /healthz HTTP/1.1\r\n");
    while (socket->state() == QAbstractSocket::ConnectedState && timer.elapsed() < 8000) {
        socket->write("X"); // a byte now and then does not help
        socket->waitForReadyRead(50);
    }
    QVERIFY(socket->state() != QAbstractSocket::ConnectedState);
    QVERIFY(timer.elapsed() >= 500 && timer.elapsed() < 6000);
}

void ServerWire::aSlowBodyEndsTheConnection()
{
    const auto socket = connection();
    QVERIFY(socket);
    QElapsedTimer timer;
    timer.start();
    socket->write("POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
    while (socket->state() == QAbstractSocket::ConnectedState && timer.elapsed() < 8000) {
        socket->write("x");
        socket->waitForReadyRead(100);
    }
    QVERIFY(timer.elapsed() >= 500 && timer.elapsed() < 6000);
}

void ServerWire::anIdleConnectionEnds()
{
    const auto socket = connection();
    QVERIFY(socket);
    socket->write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    QElapsedTimer timer;
    timer.start();
    const QByteArray heard = readToEnd(*socket);
    QVERIFY(heard.startsWith("HTTP/1.1 200 "));
    QVERIFY(timer.elapsed() >= 1000 && timer.elapsed() < 7000);
}

void ServerWire::aHandshakeThatDoesNotComeEnds()
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_rig.port());
    QVERIFY(socket.waitForConnected(3000));
    QVERIFY(socket.waitForDisconnected(6000));
}

void ServerWire::halfOpenConnectionsDoNotSlowOthers()
{
    std::vector<std::unique_ptr<QTcpSocket>> open;
    for (int i = 0; i < 500; ++i) {
        open.push_back(std::make_unique<QTcpSocket>());
        open.back()->connectToHost(QStringLiteral("127.0.0.1"), m_rig.port());
    }
    for (int i = 0; i < 50; ++i)
        QCOMPARE(m_rig.stranger()->get(QStringLiteral("/healthz")).status, 200);
}

void ServerWire::oldTlsIsRefused()
{
    QSslSocket socket;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({QSslCertificate(m_rig.authority())});
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    tls.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    socket.setSslConfiguration(tls);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_rig.port());
    QVERIFY(!socket.waitForEncrypted(3000));
}

void ServerWire::tooManyFromOneAddressAreTurnedAway()
{
    ServerRig rig;
    QVERIFY(rig.start({{QStringLiteral("connectionsPerAddress"), 3}}));
    std::vector<std::unique_ptr<QSslSocket>> open;
    const auto to = [&rig] {
        auto socket = std::make_unique<QSslSocket>();
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates({QSslCertificate(rig.authority())});
        socket->setSslConfiguration(tls);
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), rig.port());
        return socket->waitForEncrypted(3000) ? std::move(socket) : nullptr;
    };
    for (int i = 0; i < 3; ++i) {
        open.push_back(to());
        QVERIFY(open.back());
    }
    QVERIFY(!to());
    open.clear();
    QTRY_VERIFY_WITH_TIMEOUT(to() != nullptr, 5000);
}

void ServerWire::tooManyOfOneWindowAreTurnedAway()
{
    ServerRig rig;
    QVERIFY(rig.start({{QStringLiteral("connectionsPerDevice"), 3}}));
    const Window window = rig.window(1); // has one connection
    const Window other = rig.window(2);
    std::vector<std::unique_ptr<QSslSocket>> open;
    // Whether a further connection is served; it stays open then.
    const auto isServed = [&](const Window &whose) {
        auto socket = std::make_unique<QSslSocket>();
        socket->setSslConfiguration(whose.caller->tls());
        socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), rig.port());
        if (!socket->waitForEncrypted(30'000))
            return false;
        socket->write("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        const bool served = socket->waitForReadyRead(30'000);
        open.push_back(std::move(socket));
        return served;
    };
    QVERIFY(isServed(window));
    QVERIFY(isServed(window));
    QVERIFY(!isServed(window));
    QVERIFY(isServed(other));
    open.clear();
    bool served = false; // looked at several times, served once
    QTRY_VERIFY_WITH_TIMEOUT(served = served || isServed(window), 30'000);
}

ON_BOTH_STORES(ServerWire)
#include "server_wire.moc"
