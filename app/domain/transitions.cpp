// SPDX-License-Identifier: Apache-2.0
#include "app/domain/transitions.h"

#include <QJsonArray>

#include <array>

namespace yichuang
{
namespace
{

using enum CaseState;
using Op = OperationKind;
using Effect = ClockEffect;
using enum Need;

constexpr auto clerk = Actor::Clerk;
constexpr auto centre = Actor::Centre;
constexpr auto noPaper = std::nullopt;

/// In the order correction, promised, statutory, tolerance.
constexpr ClockEffects untouched{};
constexpr ClockEffects receipt{Effect::Start, Effect::Start, Effect::Start, Effect::Unchanged};
constexpr ClockEffects asked{Effect::Stop, Effect::Stop, Effect::Stop, Effect::Unchanged};
constexpr ClockEffects accepted{Effect::Stop, Effect::Unchanged, Effect::Unchanged, Effect::Unchanged};
constexpr ClockEffects completed{Effect::Unchanged, Effect::Start, Effect::Start, Effect::Unchanged};
constexpr ClockEffects tolerated{Effect::Stop, Effect::Unchanged, Effect::Unchanged, Effect::Start};
constexpr ClockEffects completedTolerated{Effect::Unchanged, Effect::Start, Effect::Start, Effect::Start};
constexpr ClockEffects supplied{Effect::Unchanged, Effect::Unchanged, Effect::Unchanged, Effect::StopWhenSupplied};
constexpr ClockEffects suspended{Effect::Unchanged, Effect::Suspend, Effect::Suspend, Effect::Unchanged};
constexpr ClockEffects resumed{Effect::Unchanged, Effect::Resume, Effect::Resume, Effect::Unchanged};
constexpr ClockEffects extended{Effect::Unchanged, Effect::Unchanged, Effect::Extend, Effect::Unchanged};
constexpr ClockEffects ended{Effect::Stop, Effect::Stop, Effect::Stop, Effect::Stop};

constexpr Needs asking = AllMissing | DueDay | NotAskedBefore | WithinFiveDays;
constexpr Needs tolerating = Missing | DueDay;
constexpr Needs extending = ExtensionDays | Reason | Approval | NotExtendedBefore | WithinStatutory;

/// The changes of state. Withdrawal and termination, which are alike in many states, are added below.
constexpr std::array moves = std::to_array<Transition>({
    {None, Op::Opened, Draft, clerk, Matter, noPaper, untouched, 29},
    {Draft, Op::Received, Received, clerk, Receipt, PaperKind::MaterialsReceipt, receipt, 32},
    {Draft, Op::Voided, Voided, clerk, Reason, noPaper, untouched, 0},
    {Received, Op::CheckStarted, Checking, clerk, {}, noPaper, untouched, 32},
    {Received, Op::CorrectionAsked, CorrectionRequested, clerk, asking, PaperKind::CorrectionNotice, asked, 32},
    {Received, Op::Accepted, Accepted, clerk, {}, PaperKind::AcceptanceNotice, accepted, 32},
    {Received, Op::ToleranceAccepted, ToleranceAccepted, clerk, tolerating, PaperKind::ToleranceNotice, tolerated, 0},
    {Received, Op::NotAccepted, NotAccepted, clerk, Reason | WithinFiveDays, PaperKind::NonAcceptance, ended, 32},
    {Received, Op::DeemedAccepted, DeemedAccepted, Actor::Time, FiveDaysOver, PaperKind::AcceptanceNotice, accepted,
     32},
    {Checking, Op::CorrectionAsked, CorrectionRequested, clerk, asking, PaperKind::CorrectionNotice, asked, 32},
    {Checking, Op::Accepted, Accepted, clerk, {}, PaperKind::AcceptanceNotice, accepted, 32},
    {Checking, Op::ToleranceAccepted, ToleranceAccepted, clerk, tolerating, PaperKind::ToleranceNotice, tolerated, 0},
    {Checking, Op::NotAccepted, NotAccepted, clerk, Reason | WithinFiveDays, PaperKind::NonAcceptance, ended, 32},
    {Checking, Op::DeemedAccepted, DeemedAccepted, Actor::Time, FiveDaysOver, PaperKind::AcceptanceNotice, accepted,
     32},
    {CorrectionRequested, Op::Accepted, Accepted, clerk, {}, PaperKind::AcceptanceNotice, completed, 32},
    {CorrectionRequested, Op::ToleranceAccepted, ToleranceAccepted, clerk, tolerating, PaperKind::ToleranceNotice,
     completedTolerated, 0},
    {CorrectionRequested, Op::NotAccepted, NotAccepted, clerk, Reason, PaperKind::NonAcceptance, ended, 32},
    {Accepted, Op::Decided, Granted, clerk, Supplied, noPaper, ended, 34},
    {Accepted, Op::Decided, Denied, clerk, Reason, noPaper, ended, 38},
    {Accepted, Op::Routed, Routed, centre, Department, noPaper, untouched, 34},
    {ToleranceAccepted, Op::Routed, Routed, centre, Department, noPaper, untouched, 34},
    {DeemedAccepted, Op::Routed, Routed, centre, Department, noPaper, untouched, 34},
    {Routed, Op::ReviewStarted, UnderReview, centre, {}, noPaper, untouched, 34},
    {UnderReview, Op::Suspended, Suspended, centre, Procedure | ToldDays, PaperKind::SpecialNotice, suspended, 45},
    {Suspended, Op::Resumed, UnderReview, centre, {}, noPaper, resumed, 45},
    {UnderReview, Op::Extended, UnderReview, centre, extending, PaperKind::ExtensionNotice, extended, 42},
    {UnderReview, Op::Decided, Granted, centre, Supplied, noPaper, ended, 38},
    {UnderReview, Op::Decided, Denied, centre, Reason, noPaper, ended, 38},
    {Granted, Op::LicenceMade, LicenceMade, centre, Licence, noPaper, untouched, 39},
    {Granted, Op::Ready, Ready, centre, Place, noPaper, untouched, 44},
    {Granted, Op::Ready, Ready, clerk, Place, noPaper, untouched, 44},
    {Denied, Op::Ready, Ready, centre, Place, noPaper, untouched, 44},
    {Denied, Op::Ready, Ready, clerk, Place, noPaper, untouched, 44},
    {LicenceMade, Op::Ready, Ready, centre, Place, noPaper, untouched, 44},
    {LicenceMade, Op::Ready, Ready, clerk, Place, noPaper, untouched, 44},
    {Ready, Op::Delivered, Delivered, clerk, Recipient, PaperKind::CollectionNote, untouched, 44},
    {Delivered, Op::Rated, Rated, centre, {}, noPaper, untouched, 0},
});

/// Where the applicant may take the application back, and where the body may end it.
constexpr std::array withdrawable{Received,       Checking, CorrectionRequested, Accepted, ToleranceAccepted,
                                  DeemedAccepted, Routed,   UnderReview,         Suspended};
constexpr std::array terminable{Accepted, ToleranceAccepted, DeemedAccepted, Routed, UnderReview, Suspended};

/// The acts that leave the state as it is: where they are allowed.
constexpr std::array preparing{Draft, Received, Checking, CorrectionRequested};
constexpr std::array preparingActs{Op::ApplicantSet, Op::SituationSet, Op::FieldsSet, Op::MaterialAdded,
                                   Op::MaterialRemoved};

QList<Transition> wholeTable()
{
    QList<Transition> table(moves.begin(), moves.end());
    for (const CaseState state : withdrawable) {
        for (const Actor actor : {clerk, centre})
            table.append({state, Op::Withdrawn, Withdrawn, actor, Reason, PaperKind::ReturnNotice, ended, 0});
    }
    for (const CaseState state : terminable)
        table.append({state, Op::Terminated, Terminated, centre, Reason, PaperKind::ReturnNotice, ended, 0});
    const auto stay = [&table](CaseState state, Op operation, Actor actor, Needs needs = {},
                               const ClockEffects &clocks = untouched) {
        table.append({state, operation, state, actor, needs, noPaper, clocks, 0});
    };
    for (const CaseState state : preparing) {
        for (const Op act : preparingActs)
            stay(state, act, clerk);
    }
    // What was let follow later is brought while the departments already work on the case (容缺).
    for (const CaseState state : {ToleranceAccepted, Routed, UnderReview, Suspended})
        stay(state, Op::MaterialAdded, clerk, {}, supplied);
    for (int i = static_cast<int>(Received); i < caseStates; ++i) {
        const auto state = static_cast<CaseState>(i);
        stay(state, Op::Numbered, centre, CaseNumber);
        for (const Actor actor : {clerk, centre}) {
            stay(state, Op::PaperPrinted, actor, Paper);
            stay(state, Op::Noted, actor);
        }
    }
    stay(Draft, Op::Noted, clerk);
    return table;
}

/// The rows of each state and act, so that a fold does not look through the whole table.
using Index = std::array<QList<Transition>, static_cast<std::size_t>(caseStates *operationKinds)>;

std::size_t placeOf(CaseState from, Op operation)
{
    return static_cast<std::size_t>(from) * static_cast<std::size_t>(operationKinds)
           + static_cast<std::size_t>(operation);
}

const QList<Transition> &rowsOf(CaseState from, Op operation)
{
    static const Index index = [] {
        Index made;
        for (const Transition &row : transitions())
            made.at(placeOf(row.from, row.operation)).append(row);
        return made;
    }();
    return index.at(placeOf(from, operation));
}

constexpr int mostExtension = 10;      ///< 行政许可法 art. 42
constexpr int mostJointExtension = 15; ///< art. 42: joint or centralised handling
constexpr int mostToldDays = 1000;

tl::unexpected<yichuang::Reason> refuse(Fault fault, const Operation &operation, const char *what)
{
    return failure(fault, QStringLiteral("case.fold"),
                   operationName(operation.kind) + QStringLiteral(": ") + QLatin1String(what));
}

bool hasDay(const QJsonObject &payload, const char *key)
{
    return QDate::fromString(payload.value(QLatin1String(key)).toString(), Qt::ISODate).isValid();
}

bool hasText(const QJsonObject &payload, const char *key)
{
    return !payload.value(QLatin1String(key)).toString().trimmed().isEmpty();
}

bool hasDays(const QJsonObject &payload, int most)
{
    const int days = payload.value(QLatin1String("days")).toInt();
    return days >= 1 && days <= most;
}

bool namesProcedure(const QJsonObject &payload)
{
    const SpecialProcedure *procedure = specialProcedure(payload.value(QLatin1String("procedure")).toString());
    return procedure != nullptr && (procedure->article != 0 || hasText(payload, "reason"));
}

bool lacksListed(const Case &before, const QJsonObject &payload)
{
    const QJsonArray listed = payload.value(QLatin1String("missing")).toArray();
    return std::any_of(listed.begin(), listed.end(),
                       [&before](const QJsonValue &id) { return before.material(id.toString()) == nullptr; });
}

bool holds(Need need, const Case &before, const QJsonObject &payload)
{
    const bool listed = !payload.value(QLatin1String("missing")).toArray().isEmpty();
    switch (need) {
    case Matter:
        return hasText(payload, "matter");
    case Receipt:
        return hasText(payload, "receipt");
    case Reason:
        return hasText(payload, "reason");
    case AllMissing:
        return listed || hasText(payload, "reason");
    case Missing:
        return lacksListed(before, payload);
    case DueDay:
        return hasDay(payload, "due");
    case NotAskedBefore:
        return !before.correctionDue.isValid();
    case Procedure:
        return namesProcedure(payload);
    case ToldDays:
        return hasDays(payload, mostToldDays);
    case Approval:
        return hasText(payload, "approvedBy");
    case ExtensionDays:
        return hasDays(payload, payload.value(QLatin1String("joint")).toBool() ? mostJointExtension : mostExtension);
    case NotExtendedBefore:
        return before.extendedDays == 0;
    case Supplied:
        return before.isSupplied();
    case Department:
        return hasText(payload, "department");
    case CaseNumber:
        return hasText(payload, "caseNumber") && before.caseNumber.isEmpty();
    case Licence:
        return hasText(payload, "licence");
    case Place:
        return hasText(payload, "place");
    case Recipient:
        return hasText(payload, "to");
    case Paper:
        return paperNamed(payload.value(QLatin1String("paper")).toString()).has_value();
    case WithinFiveDays:
    case FiveDaysOver:
    case WithinStatutory:
        return true; // by the calendar: admit()
    }
    return false;
}

struct NeedRow {
    Need need;
    Fault fault;
    const char *detail;
};
constexpr std::array needRows = std::to_array<NeedRow>({
    {Matter, Fault::OperationInvalid, "needs a matter"},
    {Receipt, Fault::OperationInvalid, "needs receipt and receivedAt"},
    {Reason, Fault::ReasonRequired, "reason"},
    {AllMissing, Fault::ReasonRequired, "needs what is missing"},
    {Missing, Fault::OperationInvalid, "needs what is missing"},
    {DueDay, Fault::OperationInvalid, "needs due"},
    {NotAskedBefore, Fault::TransitionRefused, "was asked before"},
    {Procedure, Fault::OperationInvalid, "needs a special procedure"},
    {ToldDays, Fault::OperationInvalid, "needs the days that were told"},
    {Approval, Fault::OperationInvalid, "needs approvedBy"},
    {ExtensionDays, Fault::OperationInvalid, "needs days within the law's"},
    {NotExtendedBefore, Fault::TransitionRefused, "was extended before"},
    {Supplied, Fault::MaterialMissing, "materials that were to follow"},
    {Department, Fault::OperationInvalid, "needs department"},
    {CaseNumber, Fault::OperationInvalid, "needs the one caseNumber"},
    {Licence, Fault::OperationInvalid, "needs licence"},
    {Place, Fault::OperationInvalid, "needs place"},
    {Recipient, Fault::OperationInvalid, "needs to"},
    {Paper, Fault::OperationInvalid, "needs paper"},
});

} // namespace

const QList<Transition> &transitions()
{
    static const QList<Transition> table = wholeTable();
    return table;
}

Result<Transition> transitionFor(CaseState from, OperationKind operation, Actor actor, bool granted)
{
    bool otherActor = false;
    for (const Transition &row : rowsOf(from, operation)) {
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

Result<Done> meetsNeeds(const Case &before, const Operation &operation, const Transition &row)
{
    if (row.needs.testFlag(Receipt) && !before.receiptNumber.isEmpty())
        return failure(Fault::ReceiptAlreadyGiven, QStringLiteral("case.fold"), before.receiptNumber);
    for (const NeedRow &need : needRows) {
        if (row.needs.testFlag(need.need) && !holds(need.need, before, operation.payload))
            return refuse(need.fault, operation, need.detail);
    }
    return Done{};
}

bool allows(CaseState state, OperationKind operation, Actor actor)
{
    const QList<Transition> &rows = rowsOf(state, operation);
    return std::any_of(rows.begin(), rows.end(), [actor](const Transition &row) { return row.actor == actor; });
}

bool isPreparing(CaseState state)
{
    return allows(state, Op::FieldsSet, Actor::Clerk);
}

bool awaitsAnswer(CaseState state)
{
    // Whoever was asked for corrections has the answer, and comes again.
    return allows(state, Op::Received, Actor::Clerk) || allows(state, Op::CorrectionAsked, Actor::Clerk);
}

std::optional<PaperKind> paperOf(CaseState from, OperationKind operation)
{
    const QList<Transition> &rows = rowsOf(from, operation);
    return rows.isEmpty() ? std::nullopt : rows.constFirst().paper;
}

bool isOfTime(OperationKind operation)
{
    const QList<Transition> &rows = transitions();
    return std::none_of(rows.begin(), rows.end(), [operation](const Transition &row) {
        return row.operation == operation && row.actor != Actor::Time;
    });
}

bool isEnd(CaseState state)
{
    const QList<Transition> &rows = transitions();
    return state != None && std::none_of(rows.begin(), rows.end(), [state](const Transition &row) {
               return row.from == state && row.to != state;
           });
}

const QList<SpecialProcedure> &specialProcedures()
{
    static const QList<SpecialProcedure> list{
        {"hearing", u"听证", 45},           {"bidding", u"招标", 45},          {"auction", u"拍卖", 45},
        {"inspection", u"检验", 45},        {"testing", u"检测", 45},          {"quarantine", u"检疫", 45},
        {"appraisal", u"鉴定", 45},         {"expertReview", u"专家评审", 45}, {"publicNotice", u"公示", 0},
        {"siteInspection", u"现场勘验", 0}, {"other", u"其他特别程序", 0}};
    return list;
}

const SpecialProcedure *specialProcedure(const QString &nameOrTitle)
{
    for (const SpecialProcedure &procedure : specialProcedures()) {
        if (nameOrTitle == QLatin1String(procedure.name) || nameOrTitle == QString::fromUtf16(procedure.title))
            return &procedure;
    }
    return nullptr;
}

} // namespace yichuang
