// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/clerks.h"

#include "app/crypto/digest.h"

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

Tokens freshTokens(const QDateTime &now, const RandomSource &random)
{
    return {freshToken(random), freshToken(random), now.addMSecs(accessLifeMs)};
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

bool addClerk(Sql &sql, const QString &hall, const ClerkRecord &clerk)
{
    if (findClerk(sql, hall, clerk.login))
        return false;
    sql.run("INSERT INTO clerk (hall, login, sealed_name, role, password, failures, locked_until_ms)"
            " VALUES (?, ?, ?, ?, ?, 0, 0)",
            {hall, clerk.login, sql.sealed(nameSpot(hall, clerk.login), clerk.fullName.toUtf8()), roleName(clerk.role),
             clerk.passwordHash});
    return true;
}

std::optional<ClerkRecord> findClerk(Sql &sql, const QString &hall, const QString &login)
{
    const auto row = sql.row("SELECT login, sealed_name, role, password, failures, locked_until_ms FROM clerk"
                             " WHERE hall = ? AND login = ?",
                             {hall, login});
    if (!row)
        return {};
    ClerkRecord clerk;
    clerk.login = row->at(0).toString();
    clerk.fullName = nameOf(sql, hall, clerk.login, row->at(1));
    clerk.role = roleNamed(row->at(2).toString()).value_or(Role::Clerk);
    clerk.passwordHash = row->at(3).toString();
    clerk.failures = row->at(4).toInt();
    if (const qint64 until = row->at(5).toLongLong(); until > 0)
        clerk.lockedUntil = QDateTime::fromMSecsSinceEpoch(until, Qt::UTC);
    return clerk;
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
    const Tokens tokens = freshTokens(now, random);
    const qint64 ms = now.toMSecsSinceEpoch();
    sql.run("DELETE FROM clerk_session WHERE hall = ? AND refresh_until_ms < ?", {hall, ms});
    sql.run("INSERT INTO clerk_session (hall, id, login, device, access_hash, access_until_ms, refresh_hash,"
            " refresh_until_ms, before_hash, rotated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
            {hall, freshToken(random), login, device, hashed(tokens.access), ms + accessLifeMs, hashed(tokens.refresh),
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
    const auto row = sql.row("SELECT s.id, s.login, c.sealed_name, c.role, s.device, s.refresh_hash, s.rotated_ms"
                             " FROM clerk_session s JOIN clerk c ON c.hall = s.hall AND c.login = s.login"
                             " WHERE s.hall = ? AND (s.refresh_hash = ? OR s.before_hash = ?) AND s.device = ?"
                             " AND s.refresh_until_ms > ?",
                             {hall, hash, hash, device, ms});
    if (!row || refreshToken.isEmpty())
        return {};
    const SessionRecord session = sessionOf(sql, hall, *row);
    const bool isCurrent = row->at(5).toString() == hash;
    if (!isCurrent && ms - row->at(6).toLongLong() > refreshGraceMs) {
        sql.run("DELETE FROM clerk_session WHERE hall = ? AND id = ?", {hall, session.id});
        return {};
    }
    const Tokens tokens = freshTokens(now, random);
    sql.run("UPDATE clerk_session SET access_hash = ?, access_until_ms = ?, before_hash = ?, refresh_hash = ?,"
            " refresh_until_ms = ?, rotated_ms = ? WHERE hall = ? AND id = ?",
            {hashed(tokens.access), ms + accessLifeMs, hash, hashed(tokens.refresh), ms + refreshLifeMs,
             isCurrent ? ms : row->at(6).toLongLong(), hall, session.id});
    return std::pair(session, tokens);
}

} // namespace yichuang::server
