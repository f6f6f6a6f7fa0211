// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/server/sql/sql.h"

#include <QDateTime>

namespace yichuang::server
{

// An epoch is the life of a centre's store between two restores from a backup. What a window knows from one epoch
// holds in the next only up to the sequence that the backup had.

/// After a restore: begins an epoch that no window has met, from the sequence that is here. Case numbers of the day go
/// on a thousand higher, because those given after the backup are on papers. In a transaction.
void beginEpoch(Sql &sql, const QString &hall, const QDateTime &now, const RandomSource &random);

/// The last sequence that the epoch `given` and this one have in common; 0 where `given` is not in this one's descent.
[[nodiscard]] qint64 commonThrough(Sql &sql, const QString &hall, qint64 given);

/// The first serial of case numbers of a matter on this day.
[[nodiscard]] int firstSerial(Sql &sql, const QString &hall, const QDateTime &now);

/// True for so many seconds after a restore, in which windows bring back what was lost: what an operation builds on may
/// still be on its way.
[[nodiscard]] bool isRecovering(Sql &sql, const QString &hall, const QDateTime &now, int seconds);

} // namespace yichuang::server
