// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/answered.h"

namespace yichuang::server
{
namespace
{

SealSpot bodySpot(const AskedOnce &asked)
{
    return {"answered_request.sealed", asked.hall, asked.asker + u'/' + asked.request};
}

} // namespace

Result<std::optional<Response>> answeredBefore(Sql &sql, const AskedOnce &asked)
{
    const auto row = sql.row("SELECT digest, status, type, sealed FROM answered_request"
                             " WHERE hall = ? AND asker = ? AND request = ?",
                             {asked.hall, asked.asker, asked.request});
    if (!row)
        return std::optional<Response>();
    if (row->at(0).toString() != asked.digest)
        return failure(Fault::RequestRefused, QStringLiteral("server.once"), QStringLiteral("id used before"));
    Response response;
    response.status = row->at(1).toInt();
    response.contentType = row->at(2).toString().toLatin1();
    response.body = sql.unsealed(bodySpot(asked), row->at(3).toByteArray());
    return std::optional(std::move(response));
}

void keepAnswer(Sql &sql, const AskedOnce &asked, const Response &response, const QDateTime &now)
{
    sql.run("INSERT INTO answered_request (hall, asker, request, digest, status, type, sealed, answered_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            {asked.hall, asked.asker, asked.request, asked.digest, response.status,
             QString::fromLatin1(response.contentType), sql.sealed(bodySpot(asked), response.body),
             now.toMSecsSinceEpoch()});
    sql.run("DELETE FROM answered_request WHERE hall = ? AND asker = ? AND answered_ms < ?",
            {asked.hall, asked.asker, now.addDays(-answeredDays).toMSecsSinceEpoch()});
    sql.run("DELETE FROM answered_request WHERE hall = ? AND asker = ? AND request IN (SELECT request FROM"
            " answered_request WHERE hall = ? AND asker = ? ORDER BY answered_ms DESC, request DESC"
            " LIMIT 1000 OFFSET ?)",
            {asked.hall, asked.asker, asked.hall, asked.asker, mostAnswered});
}

} // namespace yichuang::server
