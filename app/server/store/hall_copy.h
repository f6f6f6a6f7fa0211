// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/sql/sql.h"

namespace yichuang::server
{

/// Copies every row of a hall from one store to another of the same version, one of them SQLite's and the other
/// PostgreSQL's; what the other had of the hall goes. Both in a transaction of the caller. Reads and writes some
/// hundred rows at a time. The store's own reasons.
[[nodiscard]] Result<Done> copyHall(Sql &from, Sql &to, const QString &hall);

} // namespace yichuang::server
