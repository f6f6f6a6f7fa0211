// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

namespace yichuang
{

/// CatalogueInvalid with the place in the catalogue and the rule that is broken there.
[[nodiscard]] inline tl::unexpected<Reason> faulty(const QString &place, const QString &rule)
{
    return failure(Fault::CatalogueInvalid, QStringLiteral("catalogue.read"), place + QStringLiteral(": ") + rule);
}

} // namespace yichuang
