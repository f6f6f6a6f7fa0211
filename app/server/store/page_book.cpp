// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/page_book.h"

#include "app/crypto/digest.h"

namespace yichuang::server
{

void referToPages(Sql &sql, const QString &hall, const QList<PageRef> &pages)
{
    for (const PageRef &page : pages) {
        sql.run("INSERT INTO page_file (hall, blob, referenced, asked_ms, removing_ms) VALUES (?, ?, 1, 0, 0)"
                " ON CONFLICT (hall, blob) DO UPDATE SET referenced = 1",
                {hall, page.blob});
    }
}

bool isKept(Sql &sql, const QString &hall, const QString &blob, const QDateTime &now, std::chrono::milliseconds grace)
{
    const auto row = sql.row("SELECT referenced, asked_ms FROM page_file WHERE hall = ? AND blob = ?"
                             " AND removing_ms = 0",
                             {hall, blob});
    return row && (row->at(0).toInt() != 0 || row->at(1).toLongLong() > now.toMSecsSinceEpoch() - grace.count() / 2);
}

bool keepPage(Sql &sql, const QString &hall, const QString &blob, const QDateTime &now)
{
    if (!isSha256Hex(blob))
        return true; // the store has no such name, and says so
    return sql.count("INSERT INTO page_file (hall, blob, referenced, asked_ms, removing_ms) VALUES (?, ?, 0, ?, 0)"
                     " ON CONFLICT (hall, blob) DO UPDATE SET asked_ms = excluded.asked_ms"
                     " WHERE page_file.removing_ms = 0",
                     {hall, blob, now.toMSecsSinceEpoch()})
           > 0;
}

int meetPages(Sql &sql, const QString &hall, const QStringList &blobs, const QDateTime &now)
{
    int met = 0;
    for (const QString &blob : blobs) {
        met += sql.count("INSERT INTO page_file (hall, blob, referenced, asked_ms, removing_ms) VALUES (?, ?, 0, ?, 0)"
                         " ON CONFLICT (hall, blob) DO NOTHING",
                         {hall, blob, now.toMSecsSinceEpoch()});
    }
    return met;
}

QStringList markForgotten(Sql &sql, const QString &hall, const QDateTime &before, const QDateTime &stalledBefore,
                          const QDateTime &now, int most)
{
    QStringList blobs;
    const auto take = [&](const QList<Row> &rows) {
        for (const Row &row : rows)
            blobs.append(row.first().toString());
    };
    take(sql.rows("SELECT blob FROM page_file WHERE hall = ? AND removing_ms > 0 AND removing_ms < ? LIMIT ?",
                  {hall, stalledBefore.toMSecsSinceEpoch(), most}));
    take(sql.rows("SELECT blob FROM page_file WHERE hall = ? AND referenced = 0 AND asked_ms < ? AND removing_ms = 0"
                  " LIMIT ?",
                  {hall, before.toMSecsSinceEpoch(), most - blobs.size()}));
    for (const QString &blob : std::as_const(blobs)) {
        sql.run("UPDATE page_file SET removing_ms = ? WHERE hall = ? AND blob = ?",
                {now.toMSecsSinceEpoch(), hall, blob});
    }
    return blobs;
}

int countForgotten(Sql &sql, const QString &hall, const QDateTime &before)
{
    const auto row = sql.row("SELECT COUNT(*) FROM page_file WHERE hall = ? AND referenced = 0 AND asked_ms < ?",
                             {hall, before.toMSecsSinceEpoch()});
    return row ? row->first().toInt() : 0;
}

void forgetPages(Sql &sql, const QString &hall, const QStringList &blobs)
{
    for (const QString &blob : blobs) {
        sql.run("DELETE FROM page_file WHERE hall = ? AND blob = ? AND referenced = 0", {hall, blob});
        // Named meanwhile: its window is told that the page is not here, and sends it anew.
        sql.run("UPDATE page_file SET removing_ms = 0 WHERE hall = ? AND blob = ?", {hall, blob});
    }
}

} // namespace yichuang::server
