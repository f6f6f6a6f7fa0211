// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace yichuang
{

/// The certificates of TLS between windows and centre: X.509 v3 (RFC 5280), always ECDSA P-256 with SHA-256, whatever
/// the suite, because that is what TLS libraries accept. Everything here: any thread, some milliseconds.

/// A certificate with its private key (PKCS #8). The key's PEM is a secret: keep it in a file of mode 0600.
struct Credential {
    QByteArray certificatePem;
    QByteArray keyPem;
};

/// A certificate signing request (PKCS #10, RFC 2986) with the key it was made for.
struct DeviceRequest {
    QByteArray requestPem;
    QByteArray keyPem;
};

/// What a certificate says.
struct CertificateFacts {
    QString commonName;
    QString serial;      ///< hex, lower case
    QString fingerprint; ///< SHA-256 of the DER, hex, lower case
    QDateTime notBefore; ///< UTC
    QDateTime notAfter;  ///< UTC
    bool isAuthority = false;
};

/// The names by which clients reach a server. IPv4 addresses only; an IPv6 host needs a DNS name.
struct ServerNames {
    QString commonName;
    QStringList dnsNames;
    QStringList addresses;
};

/// The largest certificate or request that is read.
inline constexpr qsizetype largestCertificate = 16 * 1024;

/// A new authority, signed by itself. Names have at most 64 characters, as everywhere here (RFC 5280 ub-common-name).
/// Validity starts a day before now, for windows whose clocks are behind, and ends `days` after now.
[[nodiscard]] Result<Credential> makeAuthority(const QString &commonName, const Clock &clock, int days = 3650);
/// A server's certificate with a new key: serverAuth, the names as subject alternative names.
[[nodiscard]] Result<Credential> issueServerCertificate(const Credential &authority, const ServerNames &names,
                                                        const Clock &clock, int days = 825);
/// A new device key and the request for its certificate.
[[nodiscard]] Result<DeviceRequest> makeDeviceRequest(const QString &commonName);
/// The authority signs a device's request: clientAuth, common name `device`. Of the foreign request only the public
/// key is taken, after its own signature was checked. BadArgument for anything that is not such a request of a P-256
/// key, TooLarge over largestCertificate.
[[nodiscard]] Result<QByteArray> issueDeviceCertificate(const Credential &authority, const QByteArray &requestPem,
                                                        const QString &device, const Clock &clock, int days = 825);
/// Reads one certificate, PEM or DER. BadArgument, or TooLarge over largestCertificate.
[[nodiscard]] Result<CertificateFacts> readCertificate(const QByteArray &certificate);
/// Whether `certificate` bears the signature of `authority` (the signature alone, not validity or use).
[[nodiscard]] bool isSignedBy(const QByteArray &certificate, const QByteArray &authority);
/// Whether `keyPem` is the private key of `certificate`.
[[nodiscard]] bool isKeyOf(const QByteArray &keyPem, const QByteArray &certificate);

} // namespace yichuang
