// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"
#include "app/domain/paper.h"

#include <QFlags>

namespace yichuang
{

/// What a transition does to one clock.
enum class ClockEffect {
    Unchanged,
    Start,   ///< from the day of receipt where the act is the receipt, else from the day of the act
    Suspend, ///< it keeps its remaining days
    Resume,
    Extend,          ///< by the days of the act
    Stop,            ///< for good
    StopWhenSupplied ///< where the act brings the last thing that was let follow later
};

/// What a transition does to the four clocks of a case.
struct ClockEffects {
    ClockEffect correction = ClockEffect::Unchanged;
    ClockEffect promised = ClockEffect::Unchanged;
    ClockEffect statutory = ClockEffect::Unchanged;
    ClockEffect tolerance = ClockEffect::Unchanged;

    [[nodiscard]] constexpr ClockEffect of(ClockKind kind) const
    {
        switch (kind) {
        case ClockKind::Correction:
            return correction;
        case ClockKind::Promised:
            return promised;
        case ClockKind::Statutory:
            return statutory;
        case ClockKind::Tolerance:
            return tolerance;
        }
        return ClockEffect::Unchanged;
    }
    bool operator==(const ClockEffects &) const = default;
};

/// What an act must bring, and what must be so for it.
enum class Need : quint32 {
    Matter = 1U << 0,         ///< payload: matter
    Receipt = 1U << 1,        ///< payload: receipt, receivedAt; and no receipt yet
    Reason = 1U << 2,         ///< payload: reason, in writing
    AllMissing = 1U << 3,     ///< payload: everything that is missing, or the reason (art. 32: told once, in full)
    Missing = 1U << 4,        ///< payload: the materials that may follow, one at least not there
    DueDay = 1U << 5,         ///< payload: due
    NotAskedBefore = 1U << 6, ///< art. 32: asked once only
    WithinFiveDays = 1U << 7, ///< art. 32: by the calendar, not after the 5th working day
    FiveDaysOver = 1U << 8,   ///< art. 32: by the calendar, the 5th working day has passed and nobody asked
    Procedure = 1U << 9,      ///< payload: a special procedure of specialProcedures() (art. 45)
    ToldDays = 1U << 10,      ///< payload: days, told to the applicant in writing (art. 45)
    Approval = 1U << 11,      ///< payload: approvedBy, the head of the body (art. 42)
    ExtensionDays = 1U << 12, ///< payload: days, at most 10, joint handling 15 (art. 42)
    NotExtendedBefore = 1U << 13,
    WithinStatutory = 1U << 14, ///< by the calendar, not after the law's limit
    Supplied = 1U << 15,        ///< everything that was let follow later is there
    Department = 1U << 16,      ///< payload: department
    CaseNumber = 1U << 17,      ///< payload: caseNumber; and none yet
    Licence = 1U << 18,         ///< payload: licence
    Place = 1U << 19,           ///< payload: place
    Recipient = 1U << 20,       ///< payload: to
    Paper = 1U << 21,           ///< payload: paper, the name of a PaperKind
};
Q_DECLARE_FLAGS(Needs, Need)
Q_DECLARE_OPERATORS_FOR_FLAGS(Needs)

/// One row of the table of transitions: read by window, centre, tests and the help.
struct Transition {
    CaseState from;
    OperationKind operation;
    CaseState to;
    Actor actor;                    ///< who may
    Needs needs;                    ///< what it needs
    std::optional<PaperKind> paper; ///< which paper it prints
    ClockEffects clocks;            ///< what each clock does
    int article = 0;                ///< of the 行政许可法 where the rule stands; 0: the hall's own order
};

/// The whole table, changes of state first. Acts that leave the state as it is (form, materials, notes…) have rows too.
[[nodiscard]] const QList<Transition> &transitions();
/// The row that fits, or the reason: TransitionRefused where the state does not allow it, ActorRefused where another
/// actor may.
[[nodiscard]] Result<Transition> transitionFor(CaseState from, OperationKind operation, Actor actor, bool granted);
/// Whether the case and the act have what the row needs, as far as no calendar is needed: ReasonRequired,
/// MaterialMissing, ReceiptAlreadyGiven, TransitionRefused for what may be done once only, OperationInvalid.
[[nodiscard]] Result<Done> meetsNeeds(const Case &before, const Operation &operation, const Transition &row);

/// True where the table has a row for it.
[[nodiscard]] bool allows(CaseState state, OperationKind operation, Actor actor);
/// True while a window may still change the form and the materials, and decide on receipt.
[[nodiscard]] bool isPreparing(CaseState state);
/// True while the visitor at the window waits for an answer: it is to be received, or looked through.
[[nodiscard]] bool awaitsAnswer(CaseState state);
/// The paper that the act prints from a state; nothing where it prints none.
[[nodiscard]] std::optional<PaperKind> paperOf(CaseState from, OperationKind operation);
/// True for acts that nobody does but time.
[[nodiscard]] bool isOfTime(OperationKind operation);
/// True for states after which nothing changes but papers and notes.
[[nodiscard]] bool isEnd(CaseState state);

/// 特别程序: what may suspend the limits. Hearing to expert review are those of 行政许可法 art. 45; others rest on
/// other laws and need a reason that names them.
struct SpecialProcedure {
    const char *name;      ///< on the wire, lower camel
    const char16_t *title; ///< the legal word, Chinese
    int article;           ///< of the 行政许可法; 0: another law
};
[[nodiscard]] const QList<SpecialProcedure> &specialProcedures();
/// By name or by legal word; nothing where it is neither.
[[nodiscard]] const SpecialProcedure *specialProcedure(const QString &nameOrTitle);

} // namespace yichuang
