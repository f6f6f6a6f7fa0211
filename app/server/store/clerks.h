// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
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
    QDateTime lockedUntil; ///< invalid when not locked
};

/// How long a clerk is locked out after so many failures in a row: nothing before the fifth, then 30 s, doubled
/// with each failure, at most 15 minutes. Seconds.
[[nodiscard]] int lockOutSeconds(int failures);

/// In a transaction; false where the login exists.
[[nodiscard]] bool addClerk(Sql &sql, const QString &hall, const ClerkRecord &clerk);
[[nodiscard]] std::optional<ClerkRecord> findClerk(Sql &sql, const QString &hall, const QString &login);
/// Counts a failed attempt and locks where it is time. In a transaction.
void countFailure(Sql &sql, const QString &hall, const QString &login, const QDateTime &now);
void forgetFailures(Sql &sql, const QString &hall, const QString &login);

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
/// New tokens for a refresh token. A token used before ends the session, but for a minute of grace in which a window
/// whose reply was lost may ask again. In a transaction.
[[nodiscard]] std::optional<std::pair<SessionRecord, Tokens>>
refreshSession(Sql &sql, const QString &hall, const QString &refreshToken, const QString &device, const QDateTime &now,
               const RandomSource &random);

} // namespace yichuang::server
