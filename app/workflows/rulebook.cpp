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

const Matter *Rulebook::matterOf(const Case &theCase) const
{
    return matterOf(theCase.matterCode, theCase.catalogueHash);
}

const Matter *Rulebook::matterOf(const QString &code, const QString &catalogueHash) const
{
    QList<const Catalogue *> all{catalogue.get()};
    for (const auto &earlier : earlierCatalogues)
        all.append(earlier.get());
    return matterAsTaken(all, code, catalogueHash);
}

const OneThing *Rulebook::oneThing(const QString &code) const
{
    return catalogue ? catalogue->oneThing(code) : nullptr;
}

} // namespace yichuang
