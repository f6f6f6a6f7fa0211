// SPDX-License-Identifier: Apache-2.0
#include "app/sync/tls.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>

namespace yichuang
{

namespace
{

QSslKey privateKey(const QByteArray &pem)
{
    QSslKey key(pem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    if (key.isNull())
        key = QSslKey(pem, QSsl::Rsa, QSsl::Pem, QSsl::PrivateKey);
    return key;
}

/// True where this machine has any network beside its own loopback.
bool machineHasLink()
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    return std::any_of(interfaces.begin(), interfaces.end(), [](const QNetworkInterface &one) {
        const auto flags = one.flags();
        return flags.testFlag(QNetworkInterface::IsRunning) && !flags.testFlag(QNetworkInterface::IsLoopBack)
               && !one.addressEntries().isEmpty();
    });
}

bool isThisMachine(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

QSslConfiguration tlsFor(const CentreAddress &address)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    // Setting the list, even an empty one, also ends the search in the system's certificates.
    tls.setCaCertificates(QSslCertificate::fromData(address.authorityPem, QSsl::Pem));
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setAllowedNextProtocols({QByteArray(QSslConfiguration::NextProtocolHttp1_1)});
    const auto own = QSslCertificate::fromData(address.certificatePem, QSsl::Pem);
    const QSslKey key = privateKey(address.keyPem);
    if (!own.isEmpty() && !key.isNull()) {
        tls.setLocalCertificateChain(own);
        tls.setPrivateKey(key);
    }
    return tls;
}

Fault faultOf(QNetworkReply::NetworkError error, bool untrusted, const QString &host)
{
    if (untrusted)
        return Fault::CertificateUntrusted;
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::TooManyRedirectsError:
        return Fault::NotOurServer;
    case QNetworkReply::TimeoutError:
        return Fault::NetworkTimeout;
    default:
        return machineHasLink() || isThisMachine(host) ? Fault::CentreUnreachable : Fault::NoNetwork;
    }
}

} // namespace yichuang
