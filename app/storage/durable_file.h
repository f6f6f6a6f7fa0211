// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>

namespace yichuang
{

/// Writes a file so that after success it is there whole, also through a power cut: a file beside it, synced, renamed
/// into place, the folder synced. DiskFull, StoreReadOnly, StoreUnavailable; the old file, if any, stays as it was
/// then.
[[nodiscard]] Result<Done> writeDurably(const QString &file, const QByteArray &bytes);
/// Syncs a file and moves it into its place in the same folder, in place of what is there. The same reasons.
[[nodiscard]] Result<Done> moveDurably(const QString &from, const QString &to);
/// Syncs what was moved, made or removed in a folder.
[[nodiscard]] Result<Done> syncFolder(const QString &folder);
/// Reads at most `limit` bytes. NotFound, TooLarge, StoreUnavailable.
[[nodiscard]] Result<QByteArray> readWhole(const QString &file, qint64 limit);
/// Makes a folder, readable for its owner only, with those above it. StoreReadOnly, DiskFull, StoreUnavailable.
[[nodiscard]] Result<Done> makeFolder(const QString &folder);
/// Gives a file that many bytes on the disk. DiskFull and the others; the file is removed then.
[[nodiscard]] Result<Done> allocateFile(const QString &file, qint64 bytes);

} // namespace yichuang
