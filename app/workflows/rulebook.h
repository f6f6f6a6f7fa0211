// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/domain/calendar/working_days.h"
#include "app/domain/catalogue/versions.h"
#include "app/domain/clocks.h"
#include "app/domain/matter.h"
#include "app/domain/paper.h"

namespace yichuang
{

/// The published facts that a window works by, and who it is. Replaced as a whole when the centre publishes new ones.
struct Rulebook {
    std::shared_ptr<const Catalogue> catalogue;
    QList<std::shared_ptr<const Catalogue>> earlierCatalogues; ///< newest first; running cases stay under theirs
    std::shared_ptr<const WorkingDays> calendar;
    ClockRules clocks;               ///< from the centre's policy
    Issuer issuer;                   ///< clerkName is set at sign-in
    int utcOffsetSeconds = 8 * 3600; ///< the hall's

    /// The hall's calendar day of an instant.
    [[nodiscard]] QDate dayOf(const QDateTime &instant) const;
    /// As it can be applied for today; nullptr where it is not in the catalogue, or no more.
    [[nodiscard]] const Matter *matter(const QString &code) const;
    /// As it was when the case was taken, see matterAsTaken(). A matter that was changed or withdrawn meanwhile keeps
    /// its running cases.
    [[nodiscard]] const Matter *matterOf(const Case &theCase) const;
    /// The same where the hash of the catalogue may be empty: the newest that has the code.
    [[nodiscard]] const Matter *matterOf(const QString &code, const QString &catalogueHash) const;
    [[nodiscard]] const OneThing *oneThing(const QString &code) const;
};

} // namespace yichuang
