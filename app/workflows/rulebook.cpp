// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/rulebook.h"

namespace yichuang
{

QDate Rulebook::dayOf(const QDateTime &instant) const
{
    return instant.toOffsetFromUtc(utcOffsetSeconds).date();
}

const Matter *Rulebook::matter(const QString &code) const
{
    return catalogue ? catalogue->find(code) : nullptr;
}

} // namespace yichuang
