// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/server/configuration.h"

namespace yichuang::server
{

/// A copy of a centre's store and pages while it serves: a file of SQLite with the same tables, whichever store it is,
/// as it stood at one moment. `folder` is made and must be empty. Once the copy is on disk, the centre is told up to
/// where it is backed up. BadArgument for a folder with something in it, StoreUnavailable, DiskFull, FileUnreadable.
/// Blocks for as long as copying takes: for millions of operations PostgreSQL's own tools are quicker, see
/// beginEpoch().
[[nodiscard]] Result<Done> backUp(const Configuration &configuration, const QString &folder);

/// Puts a backup in the place of the centre's store and pages; the centre must not be serving. The new epoch tells
/// windows to bring back what they had sent since. Pages that the backup does not have stay. Reasons as of backUp().
[[nodiscard]] Result<Done> restore(const Configuration &configuration, const QString &folder, const Clock &clock,
                                   const RandomSource &random);

/// The last step of a restore, by itself: for a store that was restored with other tools.
[[nodiscard]] Result<Done> beginEpoch(const Configuration &configuration, const Clock &clock,
                                      const RandomSource &random);

} // namespace yichuang::server
