// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit.h"

namespace yichuang
{

/// The operations of a decision and the papers that go with it.
struct DecisionDrafts {
    QList<OperationDraft> drafts;
    QList<PaperKind> papers;
};

/// A local ticket for a visitor served while the queue cannot be asked: "L001".
[[nodiscard]] Ticket walkInTicket(const VisitContext &context);
/// True for a ticket that walkInTicket() made: the queue does not know it.
[[nodiscard]] bool isLocal(const Ticket &ticket);

[[nodiscard]] CommitRequest request(const VisitContext &context, const QString &caseId,
                                    const QList<OperationDraft> &drafts);
[[nodiscard]] QList<OperationDraft> openingDrafts(const Serving &now, const Matter &matter);
[[nodiscard]] OperationDraft applicantDraft(const Applicant &applicant);
[[nodiscard]] OperationDraft fieldsDraft(const QJsonObject &fields);
[[nodiscard]] OperationDraft situationDraft(const SituationAnswers &answers);
[[nodiscard]] OperationDraft materialDraft(const QString &material, MaterialSource source, const QList<PageRef> &pages);
[[nodiscard]] OperationDraft removalDraft(const QString &material);
/// 身份核验: what makes the proof of identity right for an applicant and a situation: supplied by the card where the
/// reader read it, taken back where it had been and no longer is. What was supplied otherwise stays. An agent's card
/// proves the agent only, never whom the agent stands for.
[[nodiscard]] QList<OperationDraft> identityDrafts(const Matter &matter, const SituationAnswers &answers,
                                                   const Case &before, const Applicant &applicant);
/// Of those the takings back alone.
[[nodiscard]] QList<OperationDraft> identityWithdrawals(const Matter &matter, const Case &theCase);

/// 受理: nothing may be missing (FieldMissing and FieldInvalid name the field as the form does, or
/// "applicant"; MaterialMissing).
[[nodiscard]] Result<DecisionDrafts> acceptDrafts(const VisitContext &context, const Serving &now);
/// 一次性告知: everything that is missing, at once (行政许可法 art. 32). ReasonRequired where nothing is missing and
/// no reason is given.
[[nodiscard]] Result<DecisionDrafts> correctionDrafts(const VisitContext &context, const Serving &now,
                                                      const QString &reason);
/// 容缺受理: only materials that the matter tolerates may be missing.
[[nodiscard]] Result<DecisionDrafts> toleranceDrafts(const VisitContext &context, const Serving &now);
/// 不予受理: with a reason.
[[nodiscard]] Result<DecisionDrafts> refusalDrafts(const Serving &now, const QString &reason);

/// The first required material that is not there, or the first of all.
[[nodiscard]] QString firstWantedMaterial(const Serving &now, const VisitContext &context);
/// The next after the chosen one, those that are missing first.
[[nodiscard]] QString nextWantedMaterial(const Serving &now, const VisitContext &context);
/// True where the current case's matter and situation ask for the material.
[[nodiscard]] bool isWanted(const Serving &now, const QString &material, const VisitContext &context);
/// The form's values that a new applicant brings: fields that are empty, or still say what the applicant before gave.
[[nodiscard]] QJsonObject refilled(const Matter &matter, const Case &before, const Applicant &applicant);

} // namespace yichuang
