// SPDX-License-Identifier: Apache-2.0
// Who the window is: the part of the vault that needs no clerk.
#include "app/secrets/window_vault.h"

#include "app/crypto/certificates.h"
#include "app/crypto/sealing.h"

namespace yichuang
{
namespace
{

constexpr int formatVersion = 1;
const QString identityName = QStringLiteral("identity.json");
const QString pendingName = QStringLiteral("enrolment.json");
const QString renewalName = QStringLiteral("renewal.json");
const QString renewalRequest = QStringLiteral("request");
const QString signingOpen = QStringLiteral("signingOpen");
const QString signingSealed = QStringLiteral("signingSealed");
const QString signingPublic = QStringLiteral("signingPublic");
const QString tlsKey = QStringLiteral("tlsKey");

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytesOf(const QJsonObject &json, const QString &member)
{
    return QByteArray::fromBase64(json.value(member).toString().toLatin1());
}

tl::unexpected<Reason> damaged(const QString &member)
{
    return failure(Fault::StoreDamaged, QStringLiteral("secrets.identity"), member);
}

QJsonObject asJson(const Enrolment &enrolment)
{
    return {{QStringLiteral("version"), formatVersion},
            {QStringLiteral("device"), enrolment.device},
            {QStringLiteral("hall"), enrolment.hall},
            {QStringLiteral("hallName"), enrolment.hallName},
            {QStringLiteral("window"), enrolment.window},
            {QStringLiteral("windowName"), enrolment.windowName},
            {QStringLiteral("generation"), enrolment.generation},
            {QStringLiteral("certificate"), QString::fromLatin1(enrolment.certificate)},
            {QStringLiteral("authority"), QString::fromLatin1(enrolment.authority)},
            {QStringLiteral("centreKey"), base64(enrolment.centreKey)},
            {QStringLiteral("policy"), enrolment.policy}};
}

Result<Enrolment> fromJson(const QJsonObject &json)
{
    Enrolment enrolment;
    enrolment.device = json.value(QStringLiteral("device")).toString();
    enrolment.hall = json.value(QStringLiteral("hall")).toString();
    enrolment.hallName = json.value(QStringLiteral("hallName")).toString();
    enrolment.window = json.value(QStringLiteral("window")).toInt(-1);
    enrolment.windowName = json.value(QStringLiteral("windowName")).toString();
    enrolment.generation = json.value(QStringLiteral("generation")).toInt(-1);
    enrolment.certificate = json.value(QStringLiteral("certificate")).toString().toLatin1();
    enrolment.authority = json.value(QStringLiteral("authority")).toString().toLatin1();
    enrolment.centreKey = bytesOf(json, QStringLiteral("centreKey"));
    enrolment.policy = json.value(QStringLiteral("policy")).toObject();
    if (enrolment.device.isEmpty() || enrolment.hall.isEmpty())
        return damaged(QStringLiteral("device or hall"));
    if (enrolment.window < 0 || enrolment.generation < 0)
        return damaged(QStringLiteral("window or generation"));
    if (!VerifyKey::fromDer(enrolment.centreKey))
        return damaged(QStringLiteral("centreKey"));
    return enrolment;
}

Secret sealingKeyOf(const Secret &master)
{
    return derivePurposeKey(Suite::International, master, "yichuang/signing-key");
}

QByteArray boundTo(const QJsonObject &identity)
{
    return "yichuang/signing-key/" + identity.value(QStringLiteral("device")).toString().toUtf8();
}

} // namespace

Result<EnrolmentRequest> WindowVault::prepareEnrolment(const QString &commonName)
{
    const QMutexLocker locker(&m_mutex);
    const Result<DeviceRequest> request = makeDeviceRequest(commonName);
    if (!request)
        return failure(request.error());
    const Result<SigningKey> signing = SigningKey::generate(m_suite);
    const Result<Secret> der = signing ? signing->toPkcs8Der() : failure(signing.error());
    if (!der)
        return failure(der.error());
    const QJsonObject pending{{QStringLiteral("version"), formatVersion},
                              {tlsKey, QString::fromLatin1(request->keyPem)},
                              {signingOpen, base64(der->reveal())},
                              {signingPublic, base64(signing->publicKey().toDer())}};
    return m_folder.write(pendingName, pending).map([&](Done) {
        return EnrolmentRequest{request->requestPem, signing->publicKey().toDer()};
    });
}

Result<Done> WindowVault::finishEnrolment(const Enrolment &enrolment)
{
    const QMutexLocker locker(&m_mutex);
    const QString where = QStringLiteral("secrets.enrol");
    const Result<QJsonObject> pending = m_folder.read(pendingName, formatVersion);
    if (!pending) {
        return pending.error().fault == Fault::NotFound
                   ? failure(Fault::EnrolmentRefused, where, QStringLiteral("none was prepared"))
                   : failure(pending.error());
    }
    const Result<CertificateFacts> facts = readCertificate(enrolment.certificate);
    if (!facts || facts->commonName != enrolment.device || !isSignedBy(enrolment.certificate, enrolment.authority)
        || !isKeyOf(pending->value(tlsKey).toString().toLatin1(), enrolment.certificate))
        return failure(Fault::EnrolmentRefused, where, QStringLiteral("the certificate is not this device's"));
    QJsonObject identity = asJson(enrolment);
    if (const auto complete = fromJson(identity); !complete)
        return failure(Fault::EnrolmentRefused, where, complete.error().detail);
    for (const QString &member : {tlsKey, signingOpen, signingPublic})
        identity.insert(member, pending->value(member));
    return m_folder.write(identityName, identity).and_then([this](Done) { return m_folder.remove(pendingName); });
}

Result<QByteArray> WindowVault::prepareRenewal()
{
    const QMutexLocker locker(&m_mutex);
    const Result<QJsonObject> identity = identityFile();
    if (!identity)
        return failure(identity.error());
    if (const auto pending = m_folder.read(renewalName, formatVersion); pending)
        return pending->value(renewalRequest).toString().toLatin1();
    const Result<DeviceRequest> request = makeDeviceRequest(identity->value(QStringLiteral("device")).toString());
    if (!request)
        return failure(request.error());
    const QJsonObject pending{{QStringLiteral("version"), formatVersion},
                              {tlsKey, QString::fromLatin1(request->keyPem)},
                              {renewalRequest, QString::fromLatin1(request->requestPem)}};
    return m_folder.write(renewalName, pending).map([&](Done) { return request->requestPem; });
}

Result<Done> WindowVault::finishRenewal(const QByteArray &certificatePem)
{
    const QMutexLocker locker(&m_mutex);
    Result<QJsonObject> identity = identityFile();
    const Result<Enrolment> enrolment = identity.and_then(fromJson);
    if (!enrolment)
        return failure(enrolment.error());
    const Result<QJsonObject> pending = m_folder.read(renewalName, formatVersion);
    const Result<CertificateFacts> facts = readCertificate(certificatePem);
    if (!pending || !facts || facts->commonName != enrolment->device
        || !isSignedBy(certificatePem, enrolment->authority)
        || !isKeyOf(pending->value(tlsKey).toString().toLatin1(), certificatePem))
        return failure(Fault::EnrolmentRefused, QStringLiteral("secrets.renew"),
                       QStringLiteral("the certificate is not this device's"));
    identity->insert(QStringLiteral("certificate"), QString::fromLatin1(certificatePem));
    identity->insert(tlsKey, pending->value(tlsKey));
    return m_folder.write(identityName, *identity).and_then([this](Done) { return m_folder.remove(renewalName); });
}

Result<QJsonObject> WindowVault::identityFile() const
{
    Result<QJsonObject> identity = m_folder.read(identityName, formatVersion);
    if (!identity && identity.error().fault == Fault::NotFound)
        return failure(Fault::NotEnrolled, QStringLiteral("secrets.identity"));
    return identity;
}

Result<Enrolment> WindowVault::identity() const
{
    const QMutexLocker locker(&m_mutex);
    return identityFile().and_then(fromJson);
}

Result<TlsIdentity> WindowVault::tls() const
{
    const QMutexLocker locker(&m_mutex);
    return identityFile().and_then([](const QJsonObject &json) -> Result<TlsIdentity> {
        const Result<Enrolment> enrolment = fromJson(json);
        if (!enrolment)
            return failure(enrolment.error());
        const QByteArray key = json.value(tlsKey).toString().toLatin1();
        if (!isKeyOf(key, enrolment->certificate))
            return damaged(tlsKey);
        return TlsIdentity{enrolment->certificate, key, enrolment->authority};
    });
}

Result<VerifyKey> WindowVault::signingPublicKey() const
{
    const QMutexLocker locker(&m_mutex);
    return identityFile().and_then([](const QJsonObject &json) -> Result<VerifyKey> {
        Result<VerifyKey> key = VerifyKey::fromDer(bytesOf(json, signingPublic));
        return key ? key : damaged(signingPublic);
    });
}

Result<SigningKey> WindowVault::openSigningKey(const Secret &master, const QList<Secret> &older) const
{
    Result<QJsonObject> identity = identityFile();
    if (!identity)
        return failure(identity.error());
    Secret der;
    bool sealedAsItShould = false;
    if (identity->contains(signingOpen)) {
        der = Secret::taking(bytesOf(*identity, signingOpen));
    } else {
        const QByteArray sealed = bytesOf(*identity, signingSealed);
        Result<QByteArray> opened = unseal(sealingKeyOf(master), sealed, boundTo(*identity));
        sealedAsItShould = opened.has_value();
        for (const Secret &former : older) {
            if (!opened)
                opened = unseal(sealingKeyOf(former), sealed, boundTo(*identity));
        }
        if (!opened)
            return damaged(signingSealed);
        der = Secret::taking(std::move(*opened));
    }
    const Result<SigningKey> key = SigningKey::fromPkcs8Der(der);
    if (!key || key->publicKey().toDer() != bytesOf(*identity, signingPublic))
        return damaged(signingSealed);
    if (sealedAsItShould)
        return key;
    const auto sealed = seal(suite(), sealingKeyOf(master), der.reveal(), boundTo(*identity));
    if (!sealed)
        return failure(sealed.error());
    identity->remove(signingOpen);
    identity->insert(signingSealed, base64(*sealed));
    if (const auto written = m_folder.write(identityName, *identity); !written)
        return failure(written.error());
    return key;
}

} // namespace yichuang
