// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/epochs.h"

#include "app/domain/case.h"

#include <algorithm>

namespace yichuang::server
{
namespace
{

constexpr int serialStep = 1000;

/// Above 0 and below 2^30, so that two restores of one backup do not meet.
qint64 leap(const RandomSource &random)
{
    qint64 value = 0;
    for (const char byte : random(4))
        value = (value << 8) | static_cast<quint8>(byte);
    return 1 + (value & 0x3fffffff);
}

} // namespace

void beginEpoch(Sql &sql, const QString &hall, const QDateTime &now, const RandomSource &random)
{
    const auto row = sql.row("SELECT epoch, sequence FROM hall WHERE hall = ?", {hall});
    if (!row)
        return;
    const qint64 epoch = row->at(0).toLongLong() + leap(random);
    const qint64 sequence = row->at(1).toLongLong();
    sql.run("UPDATE hall SET epoch = ?, backed_up_through = ? WHERE hall = ?", {epoch, sequence, hall});
    sql.run("INSERT INTO hall_epoch (hall, epoch, began_after, began_ms) VALUES (?, ?, ?, ?)",
            {hall, epoch, sequence, now.toMSecsSinceEpoch()});
    // What referred to them may have been lost, and be on its way again.
    sql.run("UPDATE page_file SET asked_ms = ?, removing_ms = 0 WHERE hall = ? AND referenced = 0",
            {now.toMSecsSinceEpoch(), hall});
    sql.run("UPDATE case_serial SET serial = serial + ? WHERE hall = ? AND day = ?",
            {serialStep, hall, hallDay(now).toString(QStringLiteral("yyyyMMdd"))});
}

qint64 commonThrough(Sql &sql, const QString &hall, qint64 given)
{
    if (!sql.row("SELECT 1 FROM hall_epoch WHERE hall = ? AND epoch = ?", {hall, given}))
        return 0;
    const auto row = sql.row("SELECT MIN(began_after) FROM hall_epoch WHERE hall = ? AND epoch > ?", {hall, given});
    return row ? std::max<qint64>(0, row->first().toLongLong()) : 0;
}

int firstSerial(Sql &sql, const QString &hall, const QDateTime &now)
{
    const QDate today = hallDay(now);
    int restores = 0;
    for (const Row &row : sql.rows("SELECT began_ms FROM hall_epoch WHERE hall = ? AND began_ms > 0", {hall}))
        restores += hallDay(QDateTime::fromMSecsSinceEpoch(row.first().toLongLong(), Qt::UTC)) == today ? 1 : 0;
    return 1 + serialStep * restores;
}

bool isRecovering(Sql &sql, const QString &hall, const QDateTime &now, int seconds)
{
    const auto row = sql.row("SELECT MAX(began_ms) FROM hall_epoch WHERE hall = ?", {hall});
    const qint64 began = row ? row->first().toLongLong() : 0;
    return began > 0 && std::abs(now.toMSecsSinceEpoch() - began) < 1000LL * seconds;
}

} // namespace yichuang::server
