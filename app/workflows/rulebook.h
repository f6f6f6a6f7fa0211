// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/domain/calendar/working_days.h"
#include "app/domain/clocks.h"
#include "app/domain/matter.h"
#include "app/domain/paper.h"

namespace yichuang
{

/// The published facts that a window works by, and who it is. Replaced as a whole when the centre publishes new ones.
struct Rulebook {
    std::shared_ptr<const Catalogue> catalogue;
    std::shared_ptr<const WorkingDays> calendar;
    Issuer issuer;                   ///< clerkName is set at sign-in
    int utcOffsetSeconds = 8 * 3600; ///< the hall's
    ClockRules clocks;               ///< from the centre's policy

    /// The hall's calendar day of an instant.
    [[nodiscard]] QDate dayOf(const QDateTime &instant) const;
    [[nodiscard]] const Matter *matter(const QString &code) const;
};

} // namespace yichuang
