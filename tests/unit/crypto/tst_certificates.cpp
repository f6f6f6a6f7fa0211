// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/certificates.h"

#include "tests/fakes/manual_clock.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace yichuang;

namespace
{

QSslConfiguration tlsWith(const QByteArray &certificatePem, const QByteArray &keyPem, const QByteArray &authorityPem)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(certificatePem));
    tls.setPrivateKey(QSslKey(keyPem, QSsl::Ec));
    tls.setCaCertificates({QSslCertificate(authorityPem)});
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return tls;
}

} // namespace

class TestCertificates : public QObject
{
    Q_OBJECT

    // the handshake is checked by the TLS library against the machine's time, so this clock stands at it
    ManualClock m_clock{QDateTime::currentDateTimeUtc()};
    Credential m_authority = makeAuthority(QStringLiteral("Hall authority"), m_clock).value();

    [[nodiscard]] Credential server(const Credential &authority) const
    {
        const ServerNames names{QStringLiteral("centre"),
                                {QStringLiteral("centre.hall.example")},
                                {QStringLiteral("127.0.0.1"), QStringLiteral("10.8.0.1")}};
        return issueServerCertificate(authority, names, m_clock).value();
    }

private Q_SLOTS:
    void makesAnAuthority()
    {
        const CertificateFacts facts = readCertificate(m_authority.certificatePem).value();
        QCOMPARE(facts.commonName, QStringLiteral("Hall authority"));
        QVERIFY(facts.isAuthority);
        QCOMPARE(facts.notAfter,
                 QDateTime::fromSecsSinceEpoch(m_clock.now().addDays(3650).toSecsSinceEpoch(), Qt::UTC));
        QVERIFY(facts.notBefore < m_clock.now());
        QVERIFY(isSignedBy(m_authority.certificatePem, m_authority.certificatePem));
        QVERIFY(!QSslKey(m_authority.keyPem, QSsl::Ec).isNull());
    }

    void qtReadsTheSame()
    {
        const Credential issued = server(m_authority);
        const QSslCertificate seen(issued.certificatePem);
        const CertificateFacts facts = readCertificate(issued.certificatePem).value();
        QVERIFY(!seen.isNull());
        QCOMPARE(facts.fingerprint, QString::fromLatin1(seen.digest(QCryptographicHash::Sha256).toHex()));
        QCOMPARE(facts.serial, QString::fromLatin1(seen.serialNumber().replace(":", "")));
        QCOMPARE(facts.notAfter, seen.expiryDate());
        QVERIFY(!facts.isAuthority);
        const auto names = seen.subjectAlternativeNames();
        QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("centre.hall.example")));
        QVERIFY(names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
        QVERIFY(names.contains(QSsl::IpAddressEntry, QStringLiteral("10.8.0.1")));
    }

    void issuesADeviceItsCertificate()
    {
        const DeviceRequest request = makeDeviceRequest(QStringLiteral("window-3")).value();
        const QByteArray issued =
            issueDeviceCertificate(m_authority, request.requestPem, QStringLiteral("device-7"), m_clock, 30).value();
        const CertificateFacts facts = readCertificate(issued).value();
        QCOMPARE(facts.commonName, QStringLiteral("device-7"));
        QCOMPARE(facts.notAfter, QDateTime::fromSecsSinceEpoch(m_clock.now().addDays(30).toSecsSinceEpoch(), Qt::UTC));
        QVERIFY(!facts.isAuthority);
        QVERIFY(isKeyOf(request.keyPem, issued));
        QVERIFY(!isKeyOf(m_authority.keyPem, issued));
        QVERIFY(!isKeyOf("not a key", issued));
        QVERIFY(isSignedBy(issued, m_authority.certificatePem));
        QVERIFY(!isSignedBy(issued, makeAuthority(QStringLiteral("Other"), m_clock).value().certificatePem));
        QVERIFY(!isSignedBy("not a certificate", m_authority.certificatePem));
    }

    void shakesHandsBothWays()
    {
        const Credential centre = server(m_authority);
        const DeviceRequest request = makeDeviceRequest(QStringLiteral("window-3")).value();
        const QByteArray device =
            issueDeviceCertificate(m_authority, request.requestPem, QStringLiteral("device-7"), m_clock).value();

        QSslServer listener;
        listener.setSslConfiguration(tlsWith(centre.certificatePem, centre.keyPem, m_authority.certificatePem));
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        QSslSocket client;
        client.setSslConfiguration(tlsWith(device, request.keyPem, m_authority.certificatePem));
        QStringList errors;
        connect(&client, &QSslSocket::sslErrors, this, [&errors](const QList<QSslError> &seen) {
            for (const QSslError &error : seen)
                errors.append(error.errorString());
        });
        client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), listener.serverPort());
        QTRY_VERIFY2(client.isEncrypted(), qPrintable(errors.join(u'\n')));
        QTRY_VERIFY(listener.hasPendingConnections());
        auto *const accepted = qobject_cast<QSslSocket *>(listener.nextPendingConnection());
        QVERIFY(accepted);
        QTRY_VERIFY(accepted->isEncrypted());
        QCOMPARE(accepted->peerCertificate().subjectInfo(QSslCertificate::CommonName),
                 QStringList{QStringLiteral("device-7")});
    }

    void aStrangeAuthorityShakesNoHands()
    {
        const Credential stranger = makeAuthority(QStringLiteral("Hall authority"), m_clock).value();
        const Credential centre = server(stranger);
        QSslServer listener;
        QSslConfiguration tls = tlsWith(centre.certificatePem, centre.keyPem, stranger.certificatePem);
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        listener.setSslConfiguration(tls);
        QVERIFY(listener.listen(QHostAddress::LocalHost));
        QSslSocket client;
        client.setSslConfiguration(tlsWith({}, {}, m_authority.certificatePem));
        client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), listener.serverPort());
        QTRY_COMPARE(client.error(), QAbstractSocket::SslHandshakeFailedError);
        QVERIFY(!client.isEncrypted());
    }

    void refusesStrangeRequests()
    {
        const auto issue = [this](const QByteArray &request) {
            return issueDeviceCertificate(m_authority, request, QStringLiteral("device-7"), m_clock);
        };
        const QByteArray good = makeDeviceRequest(QStringLiteral("window-3")).value().requestPem;
        QCOMPARE(issue({}).error().fault, Fault::BadArgument);
        QCOMPARE(issue("not a request").error().fault, Fault::BadArgument);
        QCOMPARE(issue(good.first(good.size() / 2)).error().fault, Fault::BadArgument);
        QCOMPARE(issue(m_authority.certificatePem).error().fault, Fault::BadArgument);
        QCOMPARE(issue(good + QByteArray(20000, 'x')).error().fault, Fault::TooLarge);
        const auto unnamed = issueDeviceCertificate(m_authority, good, QString(), m_clock);
        QCOMPARE(unnamed.error().fault, Fault::BadArgument);
    }

    void aRequestWithAnotherSignatureIsRefused()
    {
        const QByteArray pem = makeDeviceRequest(QStringLiteral("window-3")).value().requestPem;
        const qsizetype begin = pem.indexOf('\n') + 1;
        QByteArray der = QByteArray::fromBase64(pem.mid(begin, pem.indexOf("-----END") - begin));
        der[der.size() - 1] = static_cast<char>(der[der.size() - 1] ^ 1);
        QCOMPARE(issueDeviceCertificate(m_authority, der, QStringLiteral("device-7"), m_clock).error().fault,
                 Fault::BadArgument);
    }

    void refusesStrangeCertificatesAndNames()
    {
        QCOMPARE(readCertificate({}).error().fault, Fault::BadArgument);
        QCOMPARE(readCertificate("<html>").error().fault, Fault::BadArgument);
        QCOMPARE(readCertificate(QByteArray(20000, 'x')).error().fault, Fault::TooLarge);
        QVERIFY(!makeAuthority(QString(65, u'x'), m_clock));
        QVERIFY(!issueServerCertificate(m_authority, {QStringLiteral("centre"), {}, {}}, m_clock));
        QVERIFY(!issueServerCertificate(m_authority, {QStringLiteral("centre"), {}, {QStringLiteral("::1")}}, m_clock));
        QVERIFY(!issueServerCertificate({"none", "none"}, {QStringLiteral("c"), {QStringLiteral("c")}, {}}, m_clock));
    }
};

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
