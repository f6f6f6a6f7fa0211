// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"

namespace yichuang
{

/// Where an operation is on its way. The values are written into the store: never renumber.
enum class Place {
    Waiting = 0,      ///< not sent
    Sent = 1,         ///< sent, no verdict
    Acknowledged = 2, ///< the centre has it; its place in the feed is known, the feed has not brought it yet
    Confirmed = 3,    ///< came in the feed
    Refused = 4,      ///< the centre refused it
    SetAside = 5,     ///< the clerk settled for the centre's version; kept, not part of the case any more
    Again = 7, ///< ours; the centre had it and lost it in a restore: it is sent again, whatever its case waits for
    Lost = 6,  ///< of another; the centre lost it in a restore; part of the case again once the feed brings it
};

/// An operation with what is known of its way.
struct HeldOperation {
    Operation operation;
    bool own = false;     ///< made by this device
    bool carried = false; ///< made by another window and brought here in a bundle, to be sent from here
    qint64 row = 0;       ///< in the order in which they came to this store
    Place place = Place::Waiting;
    qint64 sequence = 0;                   ///< in the feed; 0 unknown
    qint64 caseVersion = 0;                ///< of the case after it at the centre; 0 unknown
    Fault fault = Fault::OperationInvalid; ///< where refused
    QString detail;
};

/// True where the centre has not taken it, and it is part of our version of the case.
[[nodiscard]] bool isWaiting(Place place);

/// A case with its way, computed from its operations and nothing else.
struct HeldCase {
    CaseFile file;
    qint64 knownVersion = 0; ///< the centre's versions known here without a gap: the base of the next operation
    QList<HeldOperation> waiting;
    /// The centre takes for unseen what was brought here in a bundle before ours was made; nothing else stands against
    /// ours, and made anew it is taken.
    bool refusedInVain = false;
};

/// Adds one of ours behind the others, in the order in which assemble() folds; `after` is the case with it.
void addWaiting(HeldCase &held, const HeldOperation &added, Case after);

/// The one rule by which our operations and the centre's become a case. Those of the centre come first, by case
/// version; then ours that wait: what was brought here from other windows in the order given, and behind it our own, by
/// device sequence. The case needs attention where the centre refused one of ours, or
/// one of ours touches a part that another changed at a version its maker had not seen (what had been brought here in a
/// bundle before was seen), or one of ours no longer folds; parts touched by one side only merge by themselves. While
/// the feed has a gap, or has not brought yet what a carried operation was made on, what does not fold is left out and
/// nothing is called a conflict for it.
[[nodiscard]] HeldCase assemble(const QString &caseId, QList<HeldOperation> operations);

} // namespace yichuang
