// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/clerks.h"

#include "app/crypto/digest.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace yichuang::server
{
namespace
{

constexpr std::array<const char *, 5> roleNames{"clerk", "supervisor", "administrator", "auditor", "approver"};
constexpr qint64 accessLifeMs = 10LL * 60 * 1000;
constexpr qint64 refreshLifeMs = 12LL * 3600 * 1000;
constexpr qint64 refreshGraceMs = 60LL * 1000;

QString hashed(const QString &token)
{
    return sha256Hex(token.left(128).toUtf8());
}

QString freshToken(const RandomSource &random)
{
    return QString::fromLatin1(random(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// A refresh token names its session, so that one of any age is known as one of it.
Tokens freshTokens(const QString &session, const QDateTime &now, const RandomSource &random)
{
    return {freshToken(random), session + QLatin1Char('.') + freshToken(random), now.addMSecs(accessLifeMs)};
}

SealSpot factorSpot(const QString &hall, const QString &login)
{
    return {"clerk.sealed_factor", hall, login};
}

SealSpot nameSpot(const QString &hall, const QString &login)
{
    return {"clerk.sealed_name", hall, login};
}

QString nameOf(Sql &sql, const QString &hall, const QString &login, const QVariant &sealed)
{
    return QString::fromUtf8(sql.unsealed(nameSpot(hall, login), sealed.toByteArray()));
}

SessionRecord sessionOf(Sql &sql, const QString &hall, const Row &row)
{
    const QString login = row[1].toString();
    return {row[0].toString(), login, nameOf(sql, hall, login, row[2]),
            roleNamed(row[3].toString()).value_or(Role::Clerk), row[4].toString()};
}

} // namespace

QString roleName(Role role)
{
    return QLatin1String(roleNames.at(static_cast<std::size_t>(role)));
}

std::optional<Role> roleNamed(const QString &name)
{
    for (std::size_t i = 0; i < roleNames.size(); ++i) {
        if (QLatin1String(roleNames.at(i)) == name)
            return static_cast<Role>(i);
    }
    return {};
}

int lockOutSeconds(int failures)
{
    if (failures < 5)
        return 0;
    return std::min(900, 30 << std::min(failures - 5, 5));
}

bool keepsPasswordRules(const QString &password, const QString &login)
{
    const QSet<QChar> different(password.begin(), password.end());
    return password.size() >= 10 && different.size() >= 5 && !password.contains(login, Qt::CaseInsensitive);
}

bool addClerk(Sql &sql, const QString &hall, const ClerkRecord &clerk)
{
    if (findClerk(sql, hall, clerk.login))
        return false;
    sql.run("INSERT INTO clerk (hall, login, sealed_name, role, password, failures, locked_until_ms, must_change)"
            " VALUES (?, ?, ?, ?, ?, 0, 0, ?)",
            {hall, clerk.login, sql.sealed(nameSpot(hall, clerk.login), clerk.fullName.toUtf8()), roleName(clerk.role),
             clerk.passwordHash, clerk.mustChange ? 1 : 0});
    return true;
}

namespace
{

ClerkRecord clerkOf(Sql &sql, const QString &hall, const Row &row)
{
    ClerkRecord clerk;
    clerk.login = row[0].toString();
    clerk.fullName = nameOf(sql, hall, clerk.login, row[1]);
    clerk.role = roleNamed(row[2].toString()).value_or(Role::Clerk);
    clerk.passwordHash = row[3].toString();
    clerk.failures = row[4].toInt();
    if (const qint64 until = row[5].toLongLong(); until > 0)
        clerk.lockedUntil = QDateTime::fromMSecsSinceEpoch(until, Qt::UTC);
    clerk.mustChange = row[6].toLongLong() != 0;
    if (const QByteArray sealed = row[7].toByteArray(); !sealed.isEmpty())
        clerk.factor = Secret::taking(sql.unsealed(factorSpot(hall, clerk.login), sealed));
    clerk.factorStep = row[8].toLongLong();
    return clerk;
}

} // namespace

std::optional<ClerkRecord> findClerk(Sql &sql, const QString &hall, const QString &login)
{
    const auto row = sql.row("SELECT login, sealed_name, role, password, failures, locked_until_ms, must_change,"
                             " sealed_factor, factor_step FROM clerk WHERE hall = ? AND login = ?",
                             {hall, login});
    if (!row)
        return {};
    return clerkOf(sql, hall, *row);
}

QList<ClerkRecord> allClerks(Sql &sql, const QString &hall)
{
    QList<ClerkRecord> clerks;
    for (const Row &row : sql.rows("SELECT login, sealed_name, role, password, failures, locked_until_ms, must_change,"
                                   " sealed_factor, factor_step FROM clerk WHERE hall = ? ORDER BY login",
                                   {hall}))
        clerks.append(clerkOf(sql, hall, row));
    return clerks;
}

bool setPassword(Sql &sql, const QString &hall, const QString &login, const QString &hash, bool mustChange)
{
    sql.run("DELETE FROM clerk_session WHERE hall = ? AND login = ?", {hall, login});
    return sql.count("UPDATE clerk SET password = ?, must_change = ?, failures = 0, locked_until_ms = 0"
                     " WHERE hall = ? AND login = ?",
                     {hash, mustChange ? 1 : 0, hall, login})
           > 0;
}

bool setFactor(Sql &sql, const QString &hall, const QString &login, const Secret &factor)
{
    const QByteArray sealed = factor.isEmpty() ? QByteArray("") : sql.sealed(factorSpot(hall, login), factor.reveal());
    return sql.count("UPDATE clerk SET sealed_factor = ?, factor_step = 0 WHERE hall = ? AND login = ?",
                     {sealed, hall, login})
           > 0;
}

bool useFactorStep(Sql &sql, const QString &hall, const QString &login, qint64 step)
{
    return sql.count("UPDATE clerk SET factor_step = ? WHERE hall = ? AND login = ? AND factor_step < ?",
                     {step, hall, login, step})
           > 0;
}

void countFailure(Sql &sql, const QString &hall, const QString &login, const QDateTime &now)
{
    const auto clerk = findClerk(sql, hall, login);
    if (!clerk)
        return;
    const int failures = clerk->failures + 1;
    const int seconds = lockOutSeconds(failures);
    sql.run("UPDATE clerk SET failures = ?, locked_until_ms = ? WHERE hall = ? AND login = ?",
            {failures, seconds > 0 ? now.toMSecsSinceEpoch() + 1000LL * seconds : 0LL, hall, login});
}

void forgetFailures(Sql &sql, const QString &hall, const QString &login)
{
    sql.run("UPDATE clerk SET failures = 0, locked_until_ms = 0 WHERE hall = ? AND login = ? AND failures > 0",
            {hall, login});
}

Tokens openSession(Sql &sql, const QString &hall, const QString &login, const QString &device, const QDateTime &now,
                   const RandomSource &random)
{
    const QString session = freshToken(random);
    const Tokens tokens = freshTokens(session, now, random);
    const qint64 ms = now.toMSecsSinceEpoch();
    sql.run("DELETE FROM clerk_session WHERE hall = ? AND refresh_until_ms < ?", {hall, ms});
    sql.run("INSERT INTO clerk_session (hall, id, login, device, access_hash, access_until_ms, refresh_hash,"
            " refresh_until_ms, before_hash, rotated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
            {hall, session, login, device, hashed(tokens.access), ms + accessLifeMs, hashed(tokens.refresh),
             ms + refreshLifeMs, ms});
    return tokens;
}

std::optional<SessionRecord> findSession(Sql &sql, const QString &hall, const QString &accessToken,
                                         const QString &device, const QDateTime &now)
{
    if (accessToken.isEmpty())
        return {};
    const auto row = sql.row("SELECT s.id, s.login, c.sealed_name, c.role, s.device FROM clerk_session s"
                             " JOIN clerk c ON c.hall = s.hall AND c.login = s.login"
                             " WHERE s.hall = ? AND s.access_hash = ? AND s.device = ? AND s.access_until_ms > ?",
                             {hall, hashed(accessToken), device, now.toMSecsSinceEpoch()});
    if (!row)
        return {};
    return sessionOf(sql, hall, *row);
}

std::optional<std::pair<SessionRecord, Tokens>> refreshSession(Sql &sql, const QString &hall,
                                                               const QString &refreshToken, const QString &device,
                                                               const QDateTime &now, const RandomSource &random)
{
    const qint64 ms = now.toMSecsSinceEpoch();
    const QString hash = hashed(refreshToken);
    const auto row = sql.row("SELECT s.id, s.login, c.sealed_name, c.role, s.device, s.refresh_hash, s.rotated_ms,"
                             " s.before_hash FROM clerk_session s JOIN clerk c ON c.hall = s.hall AND c.login = s.login"
                             " WHERE s.hall = ? AND s.id = ? AND s.refresh_until_ms > ?",
                             {hall, refreshToken.left(128).section(QLatin1Char('.'), 0, 0), ms});
    if (!row || refreshToken.isEmpty())
        return {};
    const SessionRecord session = sessionOf(sql, hall, *row);
    const bool isCurrent = row->at(5).toString() == hash;
    const bool isLast = row->at(7).toString() == hash && ms - row->at(6).toLongLong() <= refreshGraceMs;
    if (session.device != device || (!isCurrent && !isLast)) {
        sql.run("DELETE FROM clerk_session WHERE hall = ? AND id = ?", {hall, session.id});
        return {};
    }
    const Tokens tokens = freshTokens(session.id, now, random);
    sql.run("UPDATE clerk_session SET access_hash = ?, access_until_ms = ?, before_hash = ?, refresh_hash = ?,"
            " refresh_until_ms = ?, rotated_ms = ? WHERE hall = ? AND id = ?",
            {hashed(tokens.access), ms + accessLifeMs, hash, hashed(tokens.refresh), ms + refreshLifeMs,
             isCurrent ? ms : row->at(6).toLongLong(), hall, session.id});
    return std::pair(session, tokens);
}

} // namespace yichuang::server
