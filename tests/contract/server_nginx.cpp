// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/server_rig.h"

#include <QProcess>
#include <QTcpServer>
#include <QTest>

using namespace yichuang;
using namespace yichuang::contract;

/// The server behind a real nginx with the shipped example: mutual TLS stays between window and server.
class ServerNginx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void windowsEnrolAndWorkThroughIt();
    void aRevokedWindowIsTurnedAwayThroughIt();
    void theServerSeesWhoIsBehindIt();
    void connectionsAreCountedByTheAddressBehindIt();
    void onlyTheProxyIsBelieved();
    void cleanupTestCase();

private:
    [[nodiscard]] QString base() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] QByteArray configuration() const;
    /// How the answer begins that a caller from that address gets; empty where the connection is not taken.
    [[nodiscard]] QByteArray asked(const QString &from, quint16 port, const QByteArray &path,
                                   std::unique_ptr<QSslSocket> *kept = nullptr) const;
    static constexpr int perAddress = 20;
    ServerRig m_rig;
    QTemporaryDir m_dir;
    QProcess m_nginx;
    quint16 m_port = 0;
};

/// The example as it is, with this run's ports.
QByteArray ServerNginx::configuration() const
{
    QFile example(QStringLiteral(YICHUANG_SOURCE_DIR "/installer/service/nginx-stream.conf"));
    if (!example.open(QIODevice::ReadOnly))
        qFatal("no example");
    QByteArray text = example.readAll();
    if (text.count("127.0.0.1:8443") != 1 || text.count("listen 443;") != 1)
        qFatal("the example has changed");
    text.replace("127.0.0.1:8443", "127.0.0.1:" + QByteArray::number(m_rig.port()));
    text.replace("listen 443;", "listen 127.0.0.1:" + QByteArray::number(m_port) + ';');
    return "load_module /usr/lib/nginx/modules/ngx_stream_module.so;\ndaemon off;\nmaster_process off;\n"
           "pid nginx.pid;\nerror_log stderr info;\nevents {}\n"
           + text;
}

void ServerNginx::initTestCase()
{
    m_rig.configure(QStringLiteral("proxies"), QJsonArray{QStringLiteral("127.0.0.2")});
    QVERIFY(m_rig.start({{QStringLiteral("connectionsPerAddress"), perAddress}}));
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    m_port = free.serverPort();
    free.close();
    QFile file(m_dir.filePath(QStringLiteral("nginx.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(configuration());
    file.close();
    m_nginx.setProcessChannelMode(QProcess::MergedChannels);
    m_nginx.start(QStringLiteral("/usr/sbin/nginx"),
                  {QStringLiteral("-e"), QStringLiteral("stderr"), QStringLiteral("-p"), m_dir.path(),
                   QStringLiteral("-c"), file.fileName()});
    QVERIFY2(m_nginx.waitForStarted(), "are the packages nginx-light and libnginx-mod-stream installed?");
    const auto answers = [this] {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        return socket.waitForConnected(1000) || m_nginx.state() == QProcess::NotRunning;
    };
    QTRY_VERIFY_WITH_TIMEOUT(answers(), 30'000);
    QVERIFY2(m_nginx.state() == QProcess::Running, m_nginx.readAll().constData());
}

void ServerNginx::windowsEnrolAndWorkThroughIt()
{
    const Window window = m_rig.window(3);
    const auto through = window.caller->at(base());
    QCOMPARE(through->get(QStringLiteral("/healthz")).status, 200);
    QCOMPARE(through->get(QStringLiteral("/v1/queue")).status, 200); // by its certificate
    QCOMPARE(through->get(QStringLiteral("/v1/cases")).status, 200); // and the clerk's session on it
    const auto stranger = m_rig.stranger()->at(base());
    QCOMPARE(stranger->get(QStringLiteral("/v1/queue")).fault(), QStringLiteral("notEnrolled"));
}

void ServerNginx::aRevokedWindowIsTurnedAwayThroughIt()
{
    const Window window = m_rig.window(4);
    const auto through = window.caller->at(base());
    QCOMPARE(through->get(QStringLiteral("/v1/queue")).status, 200);
    QVERIFY(m_rig.revoke(window.device));
    QCOMPARE(through->get(QStringLiteral("/v1/queue")).fault(), QStringLiteral("deviceRevoked"));
}

QByteArray ServerNginx::asked(const QString &from, quint16 port, const QByteArray &path,
                              std::unique_ptr<QSslSocket> *kept) const
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(m_rig.stranger()->tls());
    if (!socket->bind(QHostAddress(from)))
        return "not bound";
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    if (!socket->waitForEncrypted(30'000))
        return {};
    socket->write("GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
    QByteArray answer;
    while (!answer.contains("\r\n\r\n") && socket->waitForReadyRead(30'000))
        answer += socket->readAll();
    if (kept != nullptr)
        *kept = std::move(socket);
    return answer.left(12);
}

void ServerNginx::theServerSeesWhoIsBehindIt()
{
    QCOMPARE(m_rig.stranger()->get(QStringLiteral("/metrics")).status, 200);
    QCOMPARE(asked(QStringLiteral("127.0.0.1"), m_port, "/metrics"), QByteArray("HTTP/1.1 200"));
    QCOMPARE(asked(QStringLiteral("127.0.0.3"), m_port, "/metrics"), QByteArray("HTTP/1.1 404"));
    QCOMPARE(asked(QStringLiteral("127.0.0.3"), m_rig.port(), "/metrics"), QByteArray("HTTP/1.1 404"));
}

void ServerNginx::connectionsAreCountedByTheAddressBehindIt()
{
    std::vector<std::unique_ptr<QSslSocket>> open(perAddress);
    for (auto &one : open)
        QCOMPARE(asked(QStringLiteral("127.0.0.5"), m_port, "/healthz", &one), QByteArray("HTTP/1.1 200"));
    QCOMPARE(asked(QStringLiteral("127.0.0.5"), m_port, "/healthz"), QByteArray());
    QCOMPARE(asked(QStringLiteral("127.0.0.6"), m_port, "/healthz"), QByteArray("HTTP/1.1 200"));
    open.clear();
    QTRY_COMPARE_WITH_TIMEOUT(asked(QStringLiteral("127.0.0.5"), m_port, "/healthz"), QByteArray("HTTP/1.1 200"),
                              60'000);
}

/// Who is not listed cannot say that he is another, and who is listed has to say who he is.
void ServerNginx::onlyTheProxyIsBelieved()
{
    const auto talk = [this](const QString &from, const QByteArray &header) {
        QSslSocket socket;
        socket.setSslConfiguration(m_rig.stranger()->tls());
        if (!socket.bind(QHostAddress(from)))
            return QByteArray("not bound");
        socket.setPeerVerifyName(QStringLiteral("127.0.0.1"));
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_rig.port());
        if (!socket.waitForConnected(30'000))
            return QByteArray("not connected");
        socket.write(header);
        socket.flush();
        socket.startClientEncryption();
        if (!socket.waitForEncrypted(30'000))
            return QByteArray("closed");
        socket.write("GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n");
        QByteArray answer;
        while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(30'000))
            answer += socket.readAll();
        return answer.left(12);
    };
    const QByteArray asTheMachine = "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n";
    const QByteArray asAnother = "PROXY TCP4 192.0.2.7 127.0.0.1 1 2\r\n";
    QCOMPARE(talk(QStringLiteral("127.0.0.2"), asTheMachine), QByteArray("HTTP/1.1 200"));
    QCOMPARE(talk(QStringLiteral("127.0.0.2"), asAnother), QByteArray("HTTP/1.1 404"));
    QCOMPARE(talk(QStringLiteral("127.0.0.2"), "PROXY TCP4 nobody 127.0.0.1 1 2\r\n"), QByteArray("closed"));
    QCOMPARE(talk(QStringLiteral("127.0.0.2"), {}), QByteArray("closed"));
    QCOMPARE(talk(QStringLiteral("127.0.0.3"), asTheMachine), QByteArray("closed"));
    QCOMPARE(talk(QStringLiteral("127.0.0.3"), {}), QByteArray("HTTP/1.1 404"));
}

void ServerNginx::cleanupTestCase()
{
    m_nginx.terminate();
    m_nginx.waitForFinished(30'000);
}

QTEST_GUILESS_MAIN(ServerNginx)
#include "server_nginx.moc"
