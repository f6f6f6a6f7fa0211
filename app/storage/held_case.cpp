// SPDX-License-Identifier: Apache-2.0
#include "app/storage/held_case.h"

#include "app/base/log.h"

#include <algorithm>
#include <limits>

namespace yichuang
{

namespace
{

struct Parts {
    QList<HeldOperation> known; ///< the centre's without a gap
    QList<HeldOperation> ahead; ///< the centre's behind a gap
    QList<HeldOperation> ours;  ///< waiting
};

qint64 centreOrder(const HeldOperation &held)
{
    return held.caseVersion > 0 ? held.caseVersion : std::numeric_limits<qint64>::max();
}

Parts split(QList<HeldOperation> operations)
{
    Parts parts;
    QList<HeldOperation> centre;
    for (HeldOperation &held : operations) {
        if (held.place == Place::Acknowledged || held.place == Place::Confirmed)
            centre.append(std::move(held));
        else if (isWaiting(held.place))
            parts.ours.append(std::move(held));
    }
    std::stable_sort(centre.begin(), centre.end(), [](const HeldOperation &one, const HeldOperation &other) {
        return centreOrder(one) < centreOrder(other);
    });
    const auto own = std::stable_partition(parts.ours.begin(), parts.ours.end(),
                                           [](const HeldOperation &held) { return held.carried; });
    std::stable_sort(own, parts.ours.end(), [](const HeldOperation &one, const HeldOperation &other) {
        return one.operation.deviceSequence < other.operation.deviceSequence;
    });
    qint64 next = 1;
    for (HeldOperation &held : centre) {
        if (held.caseVersion == next) {
            parts.known.append(std::move(held));
            ++next;
        } else {
            parts.ahead.append(std::move(held));
        }
    }
    return parts;
}

Reason conflict(const QString &detail)
{
    return {Fault::VersionConflict, QStringLiteral("store.assemble"), detail};
}

/// A maker knows its own.
bool haveOneMaker(const HeldOperation &one, const HeldOperation &other)
{
    return (one.own && other.own) || one.operation.device == other.operation.device;
}

enum class Meeting {
    Unseen,   ///< made without knowing the other
    AfterIt,  ///< made here upon what a bundle had brought, of which the base version tells nothing
    Harmless, ///< of one maker, or seen at the centre
};

Meeting meetingOf(const HeldOperation &mine, const HeldOperation &theirs)
{
    if (haveOneMaker(mine, theirs) || theirs.caseVersion <= mine.operation.baseVersion)
        return Meeting::Harmless;
    return mine.own && theirs.carried && theirs.row < mine.row ? Meeting::AfterIt : Meeting::Unseen;
}

/// The part that one of ours and one of another that meet so both touch, or nothing.
QString meetingPart(const QList<HeldOperation> &ours, const QList<HeldOperation> &centre, Meeting how)
{
    for (const HeldOperation &mine : ours) {
        const QStringList touched = touchedParts(mine.operation);
        for (const HeldOperation &theirs : centre) {
            if (meetingOf(mine, theirs) != how)
                continue;
            for (const QString &part : touchedParts(theirs.operation)) {
                if (touched.contains(part))
                    return part;
            }
        }
    }
    return {};
}

std::optional<Reason> refusal(const QList<HeldOperation> &ours)
{
    for (const HeldOperation &held : ours) {
        if (held.place == Place::Refused)
            return Reason{held.fault, QStringLiteral("centre.verdict"), held.detail};
    }
    return {};
}

SyncWord wordOf(const QList<HeldOperation> &ours, bool attention)
{
    if (attention)
        return SyncWord::NeedsAttention;
    if (ours.isEmpty())
        return SyncWord::Acknowledged;
    // What was made while off line is not "sent" because an attempt was made with the first of it.
    const bool sent =
        std::all_of(ours.begin(), ours.end(), [](const HeldOperation &held) { return held.place == Place::Sent; });
    return sent ? SyncWord::Sent : SyncWord::SavedHere;
}

/// Folds what folds; the first that does not is told.
std::optional<Reason> foldOnto(Case &theCase, const QList<HeldOperation> &operations)
{
    std::optional<Reason> refused;
    for (const HeldOperation &held : operations) {
        if (auto after = fold(theCase, held.operation))
            theCase = std::move(*after);
        else if (!refused)
            refused = after.error();
    }
    return refused;
}

} // namespace

bool isWaiting(Place place)
{
    return place == Place::Waiting || place == Place::Sent || place == Place::Refused || place == Place::Again;
}

void addWaiting(HeldCase &held, const HeldOperation &added, Case after)
{
    held.file.current = std::move(after);
    held.file.history.append(added.operation);
    held.waiting.append(added);
    held.file.waiting = static_cast<int>(held.waiting.size());
    if (held.file.word != SyncWord::NeedsAttention)
        held.file.word = SyncWord::SavedHere;
}

HeldCase assemble(const QString &caseId, QList<HeldOperation> operations)
{
    const Parts parts = split(std::move(operations));
    HeldCase held;
    held.knownVersion = parts.known.size();
    held.waiting = parts.ours;
    for (const auto &list : {parts.known, parts.ahead, parts.ours}) {
        for (const HeldOperation &one : list)
            held.file.history.append(one.operation);
    }
    Case theCase;
    const auto centreRefused = foldOnto(theCase, parts.known);
    const Case atCentre = theCase;
    (void)foldOnto(theCase, parts.ahead);
    const auto oursRefused = foldOnto(theCase, parts.ours);

    std::optional<Reason> attention = refusal(parts.ours);
    const QString unseen = meetingPart(parts.ours, parts.known + parts.ahead, Meeting::Unseen);
    if (!attention && !unseen.isEmpty())
        attention = conflict(unseen);
    const bool behind = std::any_of(parts.ours.begin(), parts.ours.end(), [&](const HeldOperation &mine) {
        return mine.carried && mine.operation.baseVersion > parts.known.size();
    });
    if (!attention && oursRefused && parts.ahead.isEmpty() && !behind)
        attention = conflict(faultName(oursRefused->fault));
    const bool carriedWaits =
        std::any_of(parts.ours.begin(), parts.ours.end(), [](const HeldOperation &mine) { return mine.carried; });
    held.refusedInVain = attention && attention->fault == Fault::VersionConflict && unseen.isEmpty() && !oursRefused
                         && parts.ahead.isEmpty() && !carriedWaits
                         && !meetingPart(parts.ours, parts.known, Meeting::AfterIt).isEmpty();
    if (centreRefused)
        qCWarning(logStore).noquote() << "the centre's operations do not fold:" << describe(*centreRefused);

    held.file.current = std::move(theCase);
    held.file.current.id = caseId;
    held.file.waiting = static_cast<int>(parts.ours.size());
    held.file.word = wordOf(parts.ours, attention.has_value());
    if (attention) {
        held.file.attention = *attention;
        held.file.atCentre = atCentre;
        held.file.atCentre->id = caseId;
    }
    return held;
}

} // namespace yichuang
