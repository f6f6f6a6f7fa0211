// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "app/base/log.h"
#include "app/crypto/kdf.h"
#include "app/server/routes/handlers.h"

namespace yichuang::server
{
namespace
{

Response waitFor(int seconds, Fault fault)
{
    Response response = problem(429, fault);
    response.add("Retry-After", QByteArray::number(seconds));
    return response;
}

/// What a window keeps to let the clerk sign in while off line: signed by the centre, for this device, until a day.
QByteArray offlineGrant(const ServerState &state, const SessionRecord &session)
{
    const int days = state.configuration.policy.value(QStringLiteral("offlineGraceDays")).toInt(7);
    const QByteArray text =
        canonicalJson(QJsonObject{{QStringLiteral("clerk"), session.login},
                                  {QStringLiteral("clerkName"), session.fullName},
                                  {QStringLiteral("role"), roleName(session.role)},
                                  {QStringLiteral("device"), session.device},
                                  {QStringLiteral("until"), wireTime(state.clock.now().addDays(days))}});
    const auto signature = state.configuration.centreKey.sign(text);
    return signature ? text.toBase64() + '.' + signature->toBase64() : QByteArray();
}

QJsonObject sessionJson(const ServerState &state, const SessionRecord &session, const Tokens &tokens)
{
    return {{QStringLiteral("clerk"), session.login},
            {QStringLiteral("clerkName"), session.fullName},
            {QStringLiteral("role"), roleName(session.role)},
            {QStringLiteral("accessToken"), tokens.access},
            {QStringLiteral("refreshToken"), tokens.refresh},
            {QStringLiteral("accessUntil"), wireTime(tokens.accessUntil)},
            {QStringLiteral("offlineGrant"), QString::fromLatin1(offlineGrant(state, session))},
            {QStringLiteral("hallKey"), QString::fromLatin1(state.configuration.hallKey.reveal().toBase64())}};
}

int lockedSeconds(const ClerkRecord &clerk, const QDateTime &now)
{
    if (!clerk.lockedUntil.isValid() || clerk.lockedUntil <= now)
        return 0;
    return static_cast<int>(now.secsTo(clerk.lockedUntil)) + 1;
}

/// The end of a sign-in, in the writer's transaction: counts, locks, or opens the session.
Response concludeSignIn(ServerState &state, const QString &login, const DeviceRecord &device, bool passwordFits,
                        Sql &sql)
{
    const QString &hall = state.configuration.hall;
    const QDateTime now = state.clock.now();
    const auto clerk = findClerk(sql, hall, login);
    if (!clerk)
        return problem(401, Fault::WrongPassword);
    if (const int seconds = lockedSeconds(*clerk, now); seconds > 0)
        return waitFor(seconds, Fault::LockedOut);
    if (!passwordFits) {
        countFailure(sql, hall, login, now);
        return problem(401, Fault::WrongPassword);
    }
    forgetFailures(sql, hall, login);
    const Tokens tokens = openSession(sql, hall, clerk->login, device.id, now, state.random);
    return jsonReply(sessionJson(state, {{}, clerk->login, clerk->fullName, clerk->role, device.id}, tokens));
}

/// A hash that no password fits, so that an unknown login costs the same time.
const QString &nobodysHash()
{
    static const QString hash = passwordHash(QStringLiteral("\u4e00")).value_or(QString());
    return hash;
}

} // namespace

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
    const auto certificate = issueDeviceCertificate(configuration.authority, csr, grant->device, state.clock);
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

void signIn(ServerState &state, const Call &call, Sql &, const Answer &answer)
{
    if (const int seconds = state.signIns.take(call.request.peer.address); seconds > 0) {
        answer(waitFor(seconds, Fault::CentreBusy));
        return;
    }
    const auto body = bodyObject(call);
    const QString login = body ? body->value(QStringLiteral("clerk")).toString().left(64) : QString();
    const QString password = body ? body->value(QStringLiteral("password")).toString() : QString();
    if (login.isEmpty() || password.isEmpty() || password.size() > 1024) {
        answer(problem(400, Fault::RequestRefused, QStringLiteral("clerk or password")));
        return;
    }
    const bool taken = state.passwords.post([&state, login, password, device = *call.device, answer](Sql &sql) {
        sql.clear();
        const auto clerk = findClerk(sql, state.configuration.hall, login);
        if (sql.trouble()) {
            answer(problem(503, Fault::CentreBusy)); // nobody's password was wrong
            return;
        }
        if (clerk) {
            if (const int seconds = lockedSeconds(*clerk, state.clock.now()); seconds > 0) {
                answer(waitFor(seconds, Fault::LockedOut));
                return;
            }
        }
        const auto fits = passwordVerify(password, clerk ? clerk->passwordHash : nobodysHash());
        const bool good = clerk && fits && *fits;
        state.write(
            [&state, login, device, good](Sql &writer) { return concludeSignIn(state, login, device, good, writer); },
            answer);
    });
    if (!taken)
        answer(waitFor(5, Fault::CentreBusy));
}

Response refreshSignIn(ServerState &state, const Call &call, Sql &sql)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const auto renewed =
        refreshSession(sql, state.configuration.hall, body->value(QStringLiteral("refreshToken")).toString(),
                       call.device->id, state.clock.now(), state.random);
    if (!renewed)
        return problem(401, Fault::SessionExpired);
    return jsonReply(sessionJson(state, renewed->first, renewed->second));
}

} // namespace yichuang::server
