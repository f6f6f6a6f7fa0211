// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/suite.h"

namespace yichuang
{

QString suiteName(Suite suite)
{
    return suite == Suite::National ? QStringLiteral("national") : QStringLiteral("international");
}

std::optional<Suite> suiteNamed(const QString &name)
{
    for (const Suite suite : {Suite::International, Suite::National}) {
        if (suiteName(suite) == name)
            return suite;
    }
    return std::nullopt;
}

} // namespace yichuang
