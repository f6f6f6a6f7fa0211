// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/sql/sql.h"

namespace yichuang::server
{

/// Whether the key that this connection seals with is the hall's. The first one that is asked about becomes it, so that
/// a folder that lost its key never seals half a store with another. KeyMismatch.
[[nodiscard]] Result<Done> proveSealKey(Sql &sql, const QString &hall);

} // namespace yichuang::server
