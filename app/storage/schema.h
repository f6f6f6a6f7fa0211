// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"

namespace yichuang
{

/// The version of the tables that this program writes.
[[nodiscard]] int schemaVersion();
/// Brings the tables to schemaVersion(), each step in a transaction of its own, safe to be killed at any of them.
/// StoreNewer where a later program wrote them, StoreDamaged where the store contradicts itself on its version.
[[nodiscard]] Result<Done> migrate(Database &database);
/// StoreNewer, StoreDamaged, or Unsupported where the tables are older: for a store that may not be written.
[[nodiscard]] Result<Done> sameSchema(Database &database);

} // namespace yichuang
