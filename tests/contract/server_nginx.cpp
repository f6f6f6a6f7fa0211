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
    void metricsAreNotToldThroughIt();
    void cleanupTestCase();

private:
    [[nodiscard]] QString base() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    [[nodiscard]] QByteArray configuration() const;
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
    QVERIFY(m_rig.start());
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

void ServerNginx::metricsAreNotToldThroughIt()
{
    QCOMPARE(m_rig.stranger()->get(QStringLiteral("/metrics")).status, 200);
    QCOMPARE(m_rig.stranger()->at(base())->get(QStringLiteral("/metrics")).status, 404);
}

void ServerNginx::cleanupTestCase()
{
    m_nginx.terminate();
    m_nginx.waitForFinished(30'000);
}

QTEST_GUILESS_MAIN(ServerNginx)
#include "server_nginx.moc"
