// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/merge.h"

namespace yichuang
{

/// The name of a material, or its id where the matter does not have it.
[[nodiscard]] QString materialName(const Matter *matter, const QString &id);

/// A part in which both versions differ, in words; numbers and names masked.
struct PartInWords {
    QString part;
    QString centre;
    QString ours;
};
[[nodiscard]] PartInWords inWords(const DisputedPart &part, const Merge &merge, const Matter *matter);

} // namespace yichuang
