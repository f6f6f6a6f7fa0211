// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/store_terms.h"

namespace yichuang
{

/// Initials by the table of readings in the folder of resources, every reading of a polyphone. Reads the table when it
/// is first asked; one thread from then on. Knows no character where there is no table.
[[nodiscard]] InitialsOf initialsFrom(const QString &resources);

} // namespace yichuang
