// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/message.h"
#include "app/server/sql/sql.h"

#include <QDateTime>

namespace yichuang::server
{

/// What was answered to requests that must not take effect twice, so that a repetition gets the same answer. Kept for
/// each asker apart: at most mostAnswered of them and none longer than answeredDays; what is older is forgotten.
inline constexpr int mostAnswered = 512;
inline constexpr int answeredDays = 7;

/// A request by the id that its maker gave it.
struct AskedOnce {
    QString hall;
    QString asker;   ///< device id; "open" for somebody who is not a window yet
    QString request; ///< UUID version 7
    QString digest;  ///< hex SHA-256 over what is asked: an id is never used for something else
};

/// The answer given before. RequestRefused where the id was used for something else. In a transaction.
[[nodiscard]] Result<std::optional<Response>> answeredBefore(Sql &sql, const AskedOnce &asked);
/// Keeps an answer together with its effect: in the same transaction.
void keepAnswer(Sql &sql, const AskedOnce &asked, const Response &response, const QDateTime &now);

} // namespace yichuang::server
