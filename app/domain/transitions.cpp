// SPDX-License-Identifier: Apache-2.0
#include "app/domain/transitions.h"

#include <array>

namespace yichuang
{
namespace
{

using enum CaseState;
using Op = OperationKind;

/// The changes of state.
constexpr std::array moves = std::to_array<Transition>({
    {None, Op::Opened, Draft, Actor::Clerk, "", ClockEffect::Unchanged},
    {Draft, Op::Received, Received, Actor::Clerk, "materialsReceipt", ClockEffect::StartCorrection},
    {Draft, Op::Voided, Voided, Actor::Clerk, "", ClockEffect::Stop},
    {Received, Op::CorrectionAsked, CorrectionRequested, Actor::Clerk, "correctionNotice", ClockEffect::Stop},
    {Received, Op::Accepted, Accepted, Actor::Clerk, "acceptanceNotice", ClockEffect::StartLimits},
    {Received, Op::ToleranceAccepted, ToleranceAccepted, Actor::Clerk, "toleranceNotice", ClockEffect::StartTolerance},
    {Received, Op::NotAccepted, NotAccepted, Actor::Clerk, "nonAcceptance", ClockEffect::Stop},
    {Received, Op::DeemedAccepted, DeemedAccepted, Actor::Time, "", ClockEffect::StartLimits},
    {Received, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {CorrectionRequested, Op::Accepted, Accepted, Actor::Clerk, "acceptanceNotice", ClockEffect::StartLimits},
    {CorrectionRequested, Op::ToleranceAccepted, ToleranceAccepted, Actor::Clerk, "toleranceNotice",
     ClockEffect::StartTolerance},
    {CorrectionRequested, Op::NotAccepted, NotAccepted, Actor::Clerk, "nonAcceptance", ClockEffect::Stop},
    {CorrectionRequested, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {ToleranceAccepted, Op::Accepted, Accepted, Actor::Clerk, "acceptanceNotice", ClockEffect::Unchanged},
    {Accepted, Op::Routed, Routed, Actor::Centre, "", ClockEffect::Unchanged},
    {ToleranceAccepted, Op::Routed, Routed, Actor::Centre, "", ClockEffect::Unchanged},
    {DeemedAccepted, Op::Routed, Routed, Actor::Centre, "", ClockEffect::Unchanged},
    {Accepted, Op::Decided, Granted, Actor::Clerk, "", ClockEffect::Stop},
    {Accepted, Op::Decided, Denied, Actor::Clerk, "", ClockEffect::Stop},
    {Accepted, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {Accepted, Op::Withdrawn, Withdrawn, Actor::Centre, "", ClockEffect::Stop},
    {ToleranceAccepted, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {ToleranceAccepted, Op::Withdrawn, Withdrawn, Actor::Centre, "", ClockEffect::Stop},
    {Routed, Op::ReviewStarted, UnderReview, Actor::Centre, "", ClockEffect::Unchanged},
    {Routed, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {Routed, Op::Withdrawn, Withdrawn, Actor::Centre, "", ClockEffect::Stop},
    {Routed, Op::Terminated, Terminated, Actor::Centre, "", ClockEffect::Stop},
    {UnderReview, Op::Suspended, Suspended, Actor::Centre, "", ClockEffect::Suspend},
    {Suspended, Op::Resumed, UnderReview, Actor::Centre, "", ClockEffect::Resume},
    {UnderReview, Op::Extended, UnderReview, Actor::Centre, "", ClockEffect::Unchanged},
    {UnderReview, Op::Decided, Granted, Actor::Centre, "", ClockEffect::Stop},
    {UnderReview, Op::Decided, Denied, Actor::Centre, "", ClockEffect::Stop},
    {UnderReview, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {UnderReview, Op::Withdrawn, Withdrawn, Actor::Centre, "", ClockEffect::Stop},
    {UnderReview, Op::Terminated, Terminated, Actor::Centre, "", ClockEffect::Stop},
    {Suspended, Op::Withdrawn, Withdrawn, Actor::Clerk, "", ClockEffect::Stop},
    {Suspended, Op::Terminated, Terminated, Actor::Centre, "", ClockEffect::Stop},
    {Granted, Op::LicenceMade, LicenceMade, Actor::Centre, "", ClockEffect::Unchanged},
    {Granted, Op::Ready, Ready, Actor::Centre, "", ClockEffect::Unchanged},
    {Denied, Op::Ready, Ready, Actor::Centre, "", ClockEffect::Unchanged},
    {LicenceMade, Op::Ready, Ready, Actor::Centre, "", ClockEffect::Unchanged},
    {Ready, Op::Delivered, Delivered, Actor::Clerk, "", ClockEffect::Unchanged},
    {Delivered, Op::Rated, Rated, Actor::Centre, "", ClockEffect::Unchanged},
});

/// The acts that leave the state as it is: where they are allowed.
constexpr std::array preparing{Draft, Received, CorrectionRequested};
constexpr std::array preparingActs{Op::ApplicantSet, Op::SituationSet, Op::FieldsSet, Op::MaterialAdded,
                                   Op::MaterialRemoved};
constexpr std::array afterReceipt{
    Received, CorrectionRequested, Accepted,  ToleranceAccepted, NotAccepted, DeemedAccepted,
    Routed,   UnderReview,         Suspended, Granted,           Denied,      LicenceMade,
    Ready,    Delivered,           Rated,     Withdrawn,         Terminated,  Voided};

QList<Transition> wholeTable()
{
    QList<Transition> table(moves.begin(), moves.end());
    const auto stay = [&table](CaseState state, OperationKind operation, Actor actor) {
        table.append({state, operation, state, actor, "", ClockEffect::Unchanged});
    };
    for (const CaseState state : preparing) {
        for (const OperationKind act : preparingActs)
            stay(state, act, Actor::Clerk);
    }
    // What was missing is brought later, while the departments already work on the case (容缺).
    for (const CaseState state : {ToleranceAccepted, Routed, UnderReview, Suspended})
        stay(state, Op::MaterialAdded, Actor::Clerk);
    for (const CaseState state : afterReceipt) {
        stay(state, Op::Numbered, Actor::Centre);
        for (const OperationKind act : {Op::PaperPrinted, Op::Noted}) {
            stay(state, act, Actor::Clerk);
            stay(state, act, Actor::Centre);
        }
    }
    stay(Draft, Op::Noted, Actor::Clerk);
    return table;
}

} // namespace

const QList<Transition> &transitions()
{
    static const QList<Transition> table = wholeTable();
    return table;
}

Result<Transition> transitionFor(CaseState from, OperationKind operation, Actor actor, bool granted)
{
    bool otherActor = false;
    for (const Transition &row : transitions()) {
        if (row.from != from || row.operation != operation)
            continue;
        if (operation == Op::Decided && (row.to == Granted) != granted)
            continue;
        if (row.actor == actor)
            return row;
        otherActor = true;
    }
    return failure(otherActor ? Fault::ActorRefused : Fault::TransitionRefused, QStringLiteral("case.fold"),
                   stateName(from) + QStringLiteral(" + ") + operationName(operation) + QStringLiteral(" by ")
                       + actorName(actor));
}

bool isEnd(CaseState state)
{
    return state == NotAccepted || state == Rated || state == Withdrawn || state == Terminated || state == Voided;
}

} // namespace yichuang
