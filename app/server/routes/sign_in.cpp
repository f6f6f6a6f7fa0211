// SPDX-License-Identifier: Apache-2.0
#include "app/base/json.h"
#include "app/crypto/kdf.h"
#include "app/crypto/one_time_code.h"
#include "app/server/routes/handlers.h"

namespace yichuang::server
{
namespace
{

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

/// What somebody gave who signs in, and what became of it so far.
struct Attempt {
    QString login;
    QString code;
    bool passwordFits = false;
    bool isNewWeak = false;
    QString newHash{}; ///< of a new password that may be one
};

/// Whether the second factor is in order; the problem to answer with where it is not.
std::optional<Response> secondFactor(ServerState &state, const ClerkRecord &clerk, const Attempt &attempt, Sql &sql)
{
    const bool isAsked = state.configuration.secondFactorRoles.contains(roleName(clerk.role));
    if (clerk.factor.isEmpty())
        return isAsked ? std::optional(problem(403, Fault::SecondFactorNeeded, QStringLiteral("none is set up")))
                       : std::nullopt;
    if (attempt.code.isEmpty())
        return problem(401, Fault::SecondFactorNeeded);
    const auto step = stepOfCode(clerk.factor, attempt.code, state.clock.now());
    if (step && *step > clerk.factorStep)
        return {};
    countFailure(sql, state.configuration.hall, clerk.login, state.clock.now());
    return problem(401, Fault::SecondFactorWrong);
}

/// The end of a sign-in, in the writer's transaction: counts, locks, or opens the session. The code is used up only
/// where the session opens.
Response concludeSignIn(ServerState &state, const Attempt &attempt, const DeviceRecord &device, Sql &sql)
{
    const QString &hall = state.configuration.hall;
    const QDateTime now = state.clock.now();
    const auto clerk = findClerk(sql, hall, attempt.login);
    if (!clerk)
        return problem(401, Fault::WrongPassword);
    if (const int seconds = lockedSeconds(*clerk, now); seconds > 0)
        return waitFor(seconds, Fault::LockedOut);
    if (!attempt.passwordFits) {
        countFailure(sql, hall, clerk->login, now);
        return problem(401, Fault::WrongPassword);
    }
    if (auto refused = secondFactor(state, *clerk, attempt, sql))
        return *std::move(refused);
    if (attempt.isNewWeak)
        return problem(400, Fault::PasswordTooWeak);
    if (clerk->mustChange && attempt.newHash.isEmpty())
        return problem(403, Fault::PasswordMustChange);
    if (!attempt.newHash.isEmpty())
        (void)setPassword(sql, hall, clerk->login, attempt.newHash, false);
    if (const auto step = stepOfCode(clerk->factor, attempt.code, now))
        (void)useFactorStep(sql, hall, clerk->login, *step);
    forgetFailures(sql, hall, clerk->login);
    const Tokens tokens = openSession(sql, hall, clerk->login, device.id, now, state.random);
    return jsonReply(sessionJson(state, {{}, clerk->login, clerk->fullName, clerk->role, device.id}, tokens));
}

/// A hash that no password fits, so that an unknown login costs the same time.
const QString &nobodysHash()
{
    static const QString hash = passwordHash(QStringLiteral("\u4e00")).value_or(QString());
    return hash;
}

struct Given {
    QString password;
    QString newPassword;
    QString code;
};

/// The part of a sign-in that takes its time: Argon2id, twice where a new password comes with a good old one.
Attempt examined(const std::optional<ClerkRecord> &clerk, const QString &login, const Given &given)
{
    Attempt attempt{login, given.code};
    const auto fits = passwordVerify(given.password, clerk ? clerk->passwordHash : nobodysHash());
    attempt.passwordFits = clerk && fits && *fits;
    if (!attempt.passwordFits || given.newPassword.isEmpty())
        return attempt;
    if (given.newPassword == given.password || !keepsPasswordRules(given.newPassword, login))
        attempt.isNewWeak = true;
    else
        attempt.newHash = passwordHash(given.newPassword).value_or(QString());
    return attempt;
}

} // namespace

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
    const Given given{password, body->value(QStringLiteral("newPassword")).toString(),
                      body->value(QStringLiteral("code")).toString().left(16)};
    const bool taken = state.passwords.post([&state, login, given, device = *call.device, answer](Sql &sql) {
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
        const Attempt attempt = examined(clerk, login, given);
        state.write([&state, attempt, device](Sql &writer) { return concludeSignIn(state, attempt, device, writer); },
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
