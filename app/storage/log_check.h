// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace yichuang
{

/// SQLite reads its write-ahead log (sqlite.org/fileformat2.html#walformat) up to the first byte that is wrong and
/// forgets the rest without a word. After a power cut that is right: at most the commit under way lies there. A damaged
/// byte in the middle would silently undo commits that were synced. StoreDamaged where whole commits lie behind a
/// break; a break within the last commit cannot be told from a cut.
[[nodiscard]] Result<Done> soundLog(const QByteArray &log);

/// The same log with all its checksums made right again, so that whatever stands in its frames can be read. Where a
/// first page of a sound copy is given, the list of tables is as it stands there.
[[nodiscard]] QByteArray readableLog(QByteArray log, const QByteArray &firstPage = {});
/// How much of a first page is the database's header; behind it stands the list of tables.
inline constexpr qsizetype databaseHeaderSize = 100;

} // namespace yichuang
