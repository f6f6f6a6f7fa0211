// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/audit_heads.h"

namespace yichuang::server
{
namespace
{

CountersignedHead headOf(const QString &device, const Row &row)
{
    return {device, row[0].toLongLong(), row[1].toByteArray(),
            QDateTime::fromMSecsSinceEpoch(row[2].toLongLong(), Qt::UTC), row[3].toByteArray()};
}

std::optional<CountersignedHead> headOf(const QString &device, const std::optional<Row> &row)
{
    return row ? std::optional(headOf(device, *row)) : std::nullopt;
}

} // namespace

std::optional<CountersignedHead> lastAuditHead(Sql &sql, const QString &hall, const QString &device)
{
    return headOf(device, sql.row("SELECT number, hash, at_ms, signature FROM audit_head WHERE hall = ? AND device = ?"
                                  " ORDER BY number DESC LIMIT 1",
                                  {hall, device}));
}

std::optional<CountersignedHead> auditHeadAt(Sql &sql, const QString &hall, const QString &device, qint64 number)
{
    return headOf(device, sql.row("SELECT number, hash, at_ms, signature FROM audit_head WHERE hall = ? AND device = ?"
                                  " AND number = ?",
                                  {hall, device, number}));
}

void keepAuditHead(Sql &sql, const QString &hall, const CountersignedHead &head)
{
    sql.run("INSERT INTO audit_head (hall, device, number, hash, at_ms, signature) VALUES (?, ?, ?, ?, ?, ?)",
            {hall, head.device, head.number, head.hash, head.at.toMSecsSinceEpoch(), head.signature});
}

QList<CountersignedHead> auditHeads(Sql &sql, const QString &hall, const QString &device)
{
    QList<CountersignedHead> heads;
    for (const Row &row : sql.rows("SELECT number, hash, at_ms, signature FROM audit_head WHERE hall = ? AND device = ?"
                                   " ORDER BY number",
                                   {hall, device}))
        heads.append(headOf(device, row));
    return heads;
}

} // namespace yichuang::server
