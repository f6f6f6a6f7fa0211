// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/certificates.h"

#include "app/crypto/botan_bridge.h"
#include "app/crypto/digest.h"

#include <botan/data_src.h>
#include <botan/ecdsa.h>
#include <botan/pkcs10.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/system_rng.h>
#include <botan/version.h>
#include <botan/x509_ca.h>
#include <botan/x509_ext.h>
#include <botan/x509_key.h>
#include <botan/x509cert.h>

#include <chrono>

namespace yichuang
{
namespace
{

using bridge::raw;
namespace Extension = Botan::Cert_Extension;

// RFC 5280 §4.2.1.3, as the library numbers the bits
constexpr std::uint32_t digitalSignature = 1U << 15;
constexpr std::uint32_t keyCertSign = 1U << 10;
constexpr std::uint32_t crlSign = 1U << 9;
constexpr const char *serverAuth = "1.3.6.1.5.5.7.3.1";
constexpr const char *clientAuth = "1.3.6.1.5.5.7.3.2";
constexpr const char *ecdsaWithSha256 = "1.2.840.10045.4.3.2";
constexpr qsizetype longestName = 64;

struct Validity {
    Botan::X509_Time from;
    Botan::X509_Time to;
};

Botan::X509_Time atTime(const QDateTime &time)
{
    return Botan::X509_Time(std::chrono::system_clock::time_point(std::chrono::seconds(time.toSecsSinceEpoch())));
}

Validity validityFrom(const Clock &clock, int days)
{
    return {atTime(clock.now().addDays(-1)), atTime(clock.now().addDays(days))};
}

Botan::ECDSA_PrivateKey newKey()
{
    return {Botan::system_rng(), Botan::EC_Group("secp256r1")};
}

bool isP256(const Botan::Public_Key &key)
{
    const auto *ecdsa = dynamic_cast<const Botan::ECDSA_PublicKey *>(&key);
    return ecdsa && ecdsa->domain() == Botan::EC_Group("secp256r1");
}

bool isName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName;
}

Botan::X509_DN named(const QString &commonName)
{
    Botan::X509_DN name;
    name.add_attribute("X520.CommonName", commonName.toStdString());
    return name;
}

/// Botan 2 takes the bare pointer into its own, Botan 3 the unique one.
template <typename Kind>
void put(Botan::Extensions &extensions, std::unique_ptr<Kind> extension, bool critical = false)
{
    if constexpr (requires { extensions.add(std::move(extension), critical); })
        extensions.add(std::move(extension), critical);
    else
        extensions.add(extension.release(), critical);
}

void putUse(Botan::Extensions &extensions, std::uint32_t bits, const char *purpose)
{
    put(extensions, std::make_unique<Extension::Key_Usage>(static_cast<Botan::Key_Constraints>(bits)), true);
    if (purpose) {
        put(extensions, std::make_unique<Extension::Extended_Key_Usage>(std::vector<Botan::OID>{Botan::OID(purpose)}));
    }
}

/// Signs what a certificate says. `authorityKeyId` is empty for one that signs itself.
QByteArray certificateFor(const Botan::Private_Key &signingKey, const Botan::X509_DN &issuer,
                          const std::vector<std::uint8_t> &authorityKeyId, const Botan::X509_DN &subject,
                          const Botan::Public_Key &subjectKey, const Validity &validity, Botan::Extensions extensions)
{
    const std::vector<std::uint8_t> keyInfo = Botan::X509::BER_encode(subjectKey);
    put(extensions, std::make_unique<Extension::Subject_Key_ID>(subjectKey.public_key_bits(), "SHA-256"));
    if (!authorityKeyId.empty())
        put(extensions, std::make_unique<Extension::Authority_Key_ID>(authorityKeyId));
    Botan::PK_Signer signer(signingKey, Botan::system_rng(), "EMSA1(SHA-256)", Botan::Signature_Format::DER_SEQUENCE);
#if BOTAN_VERSION_MAJOR < 3
    Botan::PK_Signer *const signs = &signer;
#else
    Botan::PK_Signer &signs = signer;
#endif
    const Botan::AlgorithmIdentifier algorithm(Botan::OID(ecdsaWithSha256),
                                               Botan::AlgorithmIdentifier::USE_EMPTY_PARAM);
    const Botan::X509_Certificate certificate = Botan::X509_CA::make_cert(
        signs, Botan::system_rng(), algorithm, keyInfo, validity.from, validity.to, issuer, subject, extensions);
    return QByteArray::fromStdString(certificate.PEM_encode());
}

Botan::X509_Certificate certificateIn(const QByteArray &bytes)
{
    Botan::DataSource_Memory source(raw(bytes), size_t(bytes.size()));
    return Botan::X509_Certificate(source);
}

QByteArray keyPem(const Botan::Private_Key &key)
{
    return QByteArray::fromStdString(Botan::PKCS8::PEM_encode(key));
}

QByteArray issue(const Credential &authority, const QString &commonName, const Botan::Public_Key &key,
                 const Validity &validity, Botan::Extensions extensions)
{
    const Botan::X509_Certificate issuer = certificateIn(authority.certificatePem);
    Botan::DataSource_Memory source(raw(authority.keyPem), size_t(authority.keyPem.size()));
    const auto issuerKey = Botan::PKCS8::load_key(source);
    put(extensions, std::make_unique<Extension::Basic_Constraints>(false), true);
    return certificateFor(*issuerKey, issuer.subject_dn(), issuer.subject_key_id(), named(commonName), key, validity,
                          std::move(extensions));
}

QDateTime timeOf(const Botan::X509_Time &time)
{
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(time.time_since_epoch()), Qt::UTC);
}

} // namespace

Result<Credential> makeAuthority(const QString &commonName, const Clock &clock, int days)
{
    const QString where = QStringLiteral("crypto.makeAuthority");
    if (!isName(commonName) || days < 1)
        return failure(Fault::BadArgument, where, QStringLiteral("name or days"));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<Credential> {
        const Botan::ECDSA_PrivateKey key = newKey();
        Botan::Extensions extensions;
        put(extensions, std::make_unique<Extension::Basic_Constraints>(true, 0), true);
        putUse(extensions, keyCertSign | crlSign, nullptr);
        const Botan::X509_DN name = named(commonName);
        return Credential{certificateFor(key, name, {}, name, key, validityFrom(clock, days), std::move(extensions)),
                          keyPem(key)};
    });
}

Result<Credential> issueServerCertificate(const Credential &authority, const ServerNames &names, const Clock &clock,
                                          int days)
{
    const QString where = QStringLiteral("crypto.issueServer");
    if (!isName(names.commonName) || days < 1 || (names.dnsNames.isEmpty() && names.addresses.isEmpty()))
        return failure(Fault::BadArgument, where, QStringLiteral("names or days"));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<Credential> {
        const Botan::ECDSA_PrivateKey key = newKey();
        Botan::AlternativeName alternatives;
        for (const QString &name : names.dnsNames)
            alternatives.add_attribute("DNS", name.toStdString());
        for (const QString &address : names.addresses)
            alternatives.add_attribute("IP", address.toStdString());
        Botan::Extensions extensions;
        putUse(extensions, digitalSignature, serverAuth);
        put(extensions, std::make_unique<Extension::Subject_Alternative_Name>(alternatives));
        return Credential{issue(authority, names.commonName, key, validityFrom(clock, days), std::move(extensions)),
                          keyPem(key)};
    });
}

Result<DeviceRequest> makeDeviceRequest(const QString &commonName)
{
    const QString where = QStringLiteral("crypto.deviceRequest");
    if (!isName(commonName))
        return failure(Fault::BadArgument, where, QStringLiteral("name"));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<DeviceRequest> {
        const Botan::ECDSA_PrivateKey key = newKey();
        const Botan::PKCS10_Request request =
            Botan::PKCS10_Request::create(key, named(commonName), Botan::Extensions(), "SHA-256", Botan::system_rng());
        return DeviceRequest{QByteArray::fromStdString(request.PEM_encode()), keyPem(key)};
    });
}

Result<QByteArray> issueDeviceCertificate(const Credential &authority, const QByteArray &requestPem,
                                          const QString &device, const Clock &clock, int days)
{
    const QString where = QStringLiteral("crypto.issueDevice");
    if (requestPem.size() > largestCertificate)
        return failure(Fault::TooLarge, where, QString::number(requestPem.size()));
    if (!isName(device) || days < 1)
        return failure(Fault::BadArgument, where, QStringLiteral("name or days"));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<QByteArray> {
        Botan::DataSource_Memory source(raw(requestPem), size_t(requestPem.size()));
        const Botan::PKCS10_Request request(source);
        const std::unique_ptr<Botan::Public_Key> key(request.subject_public_key());
        if (!key || !isP256(*key))
            return failure(Fault::BadArgument, where, QStringLiteral("not a P-256 key"));
        if (!request.check_signature(*key))
            return failure(Fault::BadArgument, where, QStringLiteral("the request's signature does not fit"));
        Botan::Extensions extensions;
        putUse(extensions, digitalSignature, clientAuth);
        return issue(authority, device, *key, validityFrom(clock, days), std::move(extensions));
    });
}

Result<CertificateFacts> readCertificate(const QByteArray &certificate)
{
    const QString where = QStringLiteral("crypto.readCertificate");
    if (certificate.size() > largestCertificate)
        return failure(Fault::TooLarge, where, QString::number(certificate.size()));
    return bridge::contained(Fault::BadArgument, where, [&]() -> Result<CertificateFacts> {
        const Botan::X509_Certificate parsed = certificateIn(certificate);
        CertificateFacts facts;
        facts.commonName = QString::fromStdString(parsed.subject_dn().get_first_attribute("X520.CommonName"));
        facts.serial = QString::fromLatin1(bridge::toBytes(parsed.serial_number()).toHex());
        facts.fingerprint = sha256Hex(bridge::toBytes(parsed.BER_encode()));
        facts.notBefore = timeOf(parsed.not_before());
        facts.notAfter = timeOf(parsed.not_after());
        facts.isAuthority = parsed.is_CA_cert();
        return facts;
    });
}

bool isKeyOf(const QByteArray &keyPem, const QByteArray &certificate)
{
    if (keyPem.size() > largestCertificate || certificate.size() > largestCertificate)
        return false;
    try {
        Botan::DataSource_Memory source(raw(keyPem), size_t(keyPem.size()));
        const auto key = Botan::PKCS8::load_key(source);
        const std::unique_ptr<Botan::Public_Key> certified(certificateIn(certificate).subject_public_key());
        return key && certified && Botan::X509::BER_encode(*key) == Botan::X509::BER_encode(*certified);
    } catch (const std::exception &) {
        return false;
    }
}

bool isSignedBy(const QByteArray &certificate, const QByteArray &authority)
{
    if (certificate.size() > largestCertificate || authority.size() > largestCertificate)
        return false;
    try {
        const std::unique_ptr<Botan::Public_Key> key(certificateIn(authority).subject_public_key());
        return key && certificateIn(certificate).check_signature(*key);
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace yichuang
