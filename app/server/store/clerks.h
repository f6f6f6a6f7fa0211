// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/crypto/secret.h"
#include "app/server/sql/sql.h"

#include <QDateTime>

namespace yichuang::server
{

/// What a person may be: apart from each other, one a person.
enum class Role { Clerk, Supervisor, Administrator, Auditor, Approver };
[[nodiscard]] QString roleName(Role role);
[[nodiscard]] std::optional<Role> roleNamed(const QString &name);

struct ClerkRecord {
    QString login;
    QString fullName;
    Role role = Role::Clerk;
    QString passwordHash; ///< PHC string
    int failures = 0;
    QDateTime lockedUntil{}; ///< invalid when not locked
    bool mustChange = false; ///< the password was given by somebody else
    Secret factor{};         ///< of one-time codes; empty where none was set up
    qint64 factorStep = 0;   ///< of the code that was used last
};

/// Whether a new password may be one: at least 10 characters, five of them different, and the login is not in it.
[[nodiscard]] bool keepsPasswordRules(const QString &password, const QString &login);

/// How long a clerk is locked out after so many failures in a row: nothing before the fifth, then 30 s, doubled
/// with each failure, at most 15 minutes. Seconds.
[[nodiscard]] int lockOutSeconds(int failures);

/// In a transaction; false where the login exists.
[[nodiscard]] bool addClerk(Sql &sql, const QString &hall, const ClerkRecord &clerk);
[[nodiscard]] std::optional<ClerkRecord> findClerk(Sql &sql, const QString &hall, const QString &login);
/// Counts a failed attempt and locks where it is time. In a transaction.
void countFailure(Sql &sql, const QString &hall, const QString &login, const QDateTime &now);
void forgetFailures(Sql &sql, const QString &hall, const QString &login);
/// A new password hash, as the person's own or to be changed at the next sign-in; ends their sessions. In a
/// transaction; false where there is no such login.
[[nodiscard]] bool setPassword(Sql &sql, const QString &hall, const QString &login, const QString &hash,
                               bool mustChange);
/// The secret of somebody's one-time codes, in place of an earlier one; an empty one takes it away. In a transaction;
/// false where there is no such login.
[[nodiscard]] bool setFactor(Sql &sql, const QString &hall, const QString &login, const Secret &factor);
/// Uses up the code of a step; false where it, or a later one, was used before. In a transaction.
[[nodiscard]] bool useFactorStep(Sql &sql, const QString &hall, const QString &login, qint64 step);
/// Everybody, by login.
[[nodiscard]] QList<ClerkRecord> allClerks(Sql &sql, const QString &hall);

/// The tokens of a session, as given to the window; the store keeps their hashes.
struct Tokens {
    QString access;
    QString refresh;
    QDateTime accessUntil;
};

/// Who is signed in where.
struct SessionRecord {
    QString id;
    QString login;
    QString fullName;
    Role role = Role::Clerk;
    QString device;
};

/// In a transaction.
[[nodiscard]] Tokens openSession(Sql &sql, const QString &hall, const QString &login, const QString &device,
                                 const QDateTime &now, const RandomSource &random);
/// By access token, on the device it was given to, before its end.
[[nodiscard]] std::optional<SessionRecord> findSession(Sql &sql, const QString &hall, const QString &accessToken,
                                                       const QString &device, const QDateTime &now);
/// New tokens for a refresh token. One that was used before, however long ago, or that comes from another device, was
/// stolen by somebody: it ends the session with all its tokens, but for a minute of grace in which a window whose reply
/// was lost may ask again with the last one. In a transaction.
[[nodiscard]] std::optional<std::pair<SessionRecord, Tokens>>
refreshSession(Sql &sql, const QString &hall, const QString &refreshToken, const QString &device, const QDateTime &now,
               const RandomSource &random);

} // namespace yichuang::server
