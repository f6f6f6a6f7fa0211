// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"
#include "app/server/sql/sql.h"

#include <chrono>

namespace yichuang::server
{

/// What the database knows of page files: which ones operations refer to, and when somebody last asked for one that
/// none refers to. A page that an accepted operation has named stays for ever; another one may be taken away once
/// nobody has asked for it for a time. Who is about to take some away marks them first, as the hall's writer: whoever
/// asks afterwards is told that they are not here, whoever asked before keeps them.

/// An accepted operation names these pages; in the caller's transaction.
void referToPages(Sql &sql, const QString &hall, const QList<PageRef> &pages);

/// True where the page stays for at least half of `grace` from now on, whoever else is at work; for reading.
[[nodiscard]] bool isKept(Sql &sql, const QString &hall, const QString &blob, const QDateTime &now,
                          std::chrono::milliseconds grace);
/// Keeps a page for `grace` from now on; false where it is being taken away. In a transaction as the hall's writer.
[[nodiscard]] bool keepPage(Sql &sql, const QString &hall, const QString &blob, const QDateTime &now);

/// Begins to count the time of those of `blobs` that are not known yet; how many they were. In a transaction as the
/// hall's writer.
int meetPages(Sql &sql, const QString &hall, const QStringList &blobs, const QDateTime &now);
/// Marks up to `most` pages that nobody has asked for since `before`, and those that were marked before
/// `stalledBefore` by somebody who did not end it. In a transaction as the hall's writer.
[[nodiscard]] QStringList markForgotten(Sql &sql, const QString &hall, const QDateTime &before,
                                        const QDateTime &stalledBefore, const QDateTime &now, int most);
/// The pages that nobody has asked for since `before`, for reading.
[[nodiscard]] int countForgotten(Sql &sql, const QString &hall, const QDateTime &before);
/// Their files have gone. In a transaction as the hall's writer.
void forgetPages(Sql &sql, const QString &hall, const QStringList &blobs);

} // namespace yichuang::server
