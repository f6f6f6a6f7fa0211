// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/server/routes/handlers.h"

namespace yichuang::server
{

Response enrol(ServerState &state, const Call &call, Sql &sql)
{
    if (const int seconds = state.enrolments.take(call.request.peer.address); seconds > 0)
        return waitFor(seconds, Fault::CentreBusy);
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const Configuration &configuration = state.configuration;
    const QByteArray csr = body->value(QStringLiteral("csr")).toString().toLatin1();
    const auto der = QByteArray::fromBase64Encoding(body->value(QStringLiteral("signingKey")).toString().toLatin1());
    const auto key = der ? VerifyKey::fromDer(der.decoded) : Result<VerifyKey>(failure(Fault::BadArgument, {}));
    // The request is tried out first, so that a bad one does not use the code up.
    const auto trial = issueDeviceCertificate(configuration.authority, csr, QStringLiteral("trial"), state.clock);
    if (!key || !trial)
        return problem(400, Fault::RequestRefused, key ? QStringLiteral("csr") : QStringLiteral("signingKey"));
    const auto grant =
        useEnrolmentCode(sql, configuration.hall, body->value(QStringLiteral("code")).toString(), state.clock.now());
    if (!grant)
        return problem(403, Fault::EnrolmentRefused);
    const auto certificate =
        issueDeviceCertificate(configuration.authority, csr, grant->device, state.clock, configuration.certificateDays);
    const auto facts =
        certificate ? readCertificate(*certificate) : Result<CertificateFacts>(failure(certificate.error()));
    if (!facts)
        return problem(500, Fault::CentreFault, QStringLiteral("certificate"));
    addDevice(sql,
              {grant->device, configuration.hall, grant->window, grant->windowName, grant->generation, *key, false},
              facts->fingerprint, state.clock.now());
    qCInfo(logServer) << "enrolled" << grant->device;
    const auto base64 = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); };
    return jsonReply({{QStringLiteral("device"), grant->device},
                      {QStringLiteral("hall"), configuration.hall},
                      {QStringLiteral("hallName"), configuration.hallName},
                      {QStringLiteral("window"), grant->window},
                      {QStringLiteral("windowName"), grant->windowName},
                      {QStringLiteral("generation"), grant->generation},
                      {QStringLiteral("certificate"), QString::fromLatin1(*certificate)},
                      {QStringLiteral("authority"), QString::fromLatin1(configuration.authority.certificatePem)},
                      {QStringLiteral("centreKey"), base64(configuration.centreKey.publicKey().toDer())},
                      {QStringLiteral("policy"), configuration.policy}});
}

Response renewCertificate(ServerState &state, const Call &call, Sql &sql)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const Configuration &configuration = state.configuration;
    const QByteArray csr = body->value(QStringLiteral("csr")).toString().toLatin1();
    const auto certificate = issueDeviceCertificate(configuration.authority, csr, call.device->id, state.clock,
                                                    configuration.certificateDays);
    const auto facts =
        certificate ? readCertificate(*certificate) : Result<CertificateFacts>(failure(certificate.error()));
    if (!facts)
        return problem(400, Fault::RequestRefused, QStringLiteral("csr"));
    addCertificate(sql, configuration.hall, call.device->id, call.request.peer.fingerprint, facts->fingerprint);
    qCInfo(logServer) << "certificate renewed" << call.device->id;
    return jsonReply({{QStringLiteral("certificate"), QString::fromLatin1(*certificate)},
                      {QStringLiteral("until"), wireTime(facts->notAfter)}});
}

} // namespace yichuang::server
