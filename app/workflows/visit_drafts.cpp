// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit_drafts.h"

#include "app/domain/transitions.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

constexpr int supplementDays = 5; ///< the hall's order: until when the applicant is asked to complete

/// 代办: someone else stands at the window. A catalogue asks it as the situation "handler".
bool isByAgent(const SituationAnswers &answers)
{
    return answers.value(QStringLiteral("handler")) == QLatin1String("agent");
}

/// A material that an identity card on the reader supplies: the original is looked at and given back.
bool isProofOfIdentity(const MaterialSpec &spec)
{
    return spec.form == MaterialForm::OriginalChecked && spec.sharedLicence == QLatin1String("residentIdCard");
}

bool isCardRead(const Case &theCase, const MaterialSpec &spec)
{
    const CaseMaterial *held = theCase.material(spec.id);
    return held != nullptr && held->source == MaterialSource::CardRead;
}

QJsonArray toArray(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QJsonObject situationJson(const SituationAnswers &answers)
{
    QJsonObject json;
    for (auto it = answers.cbegin(); it != answers.cend(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

Result<const Matter *> matterOf(const VisitContext &context, const Serving &now)
{
    const Matter *matter = context.rules.matterOf(now.file()->current);
    if (matter == nullptr)
        return failure(Fault::MatterUnknown, QStringLiteral("visit.decide"), now.file()->current.matterCode);
    return matter;
}

Result<QDate> dueAfter(const VisitContext &context, int days)
{
    if (!context.rules.calendar)
        return failure(Fault::CalendarUnknown, QStringLiteral("visit.decide"));
    const auto due = context.rules.calendar->addWorkingDays(context.rules.dayOf(context.now), days);
    if (!due)
        return failure(due.error());
    return due->date;
}

/// A draft is received in the same breath as it is decided.
QList<OperationDraft> receiptFirst(const Serving &now)
{
    if (now.file()->current.state == CaseState::Draft)
        return {{OperationKind::Received, {}}};
    return {};
}

/// The field as the form names it.
QString titleOf(const FieldIssue &issue, const Matter &matter)
{
    for (const FormField &field : matter.fields) {
        if (field.key == issue.key)
            return field.title;
    }
    return issue.key;
}

/// What still forbids a decision that allows `tolerated` materials to be missing.
std::optional<Reason> obstacle(const Missing &missing, const Matter &matter, bool materialsToo)
{
    if (missing.applicant)
        return Reason{Fault::FieldMissing, QStringLiteral("visit.decide"), QStringLiteral("applicant")};
    if (!missing.fields.isEmpty())
        return Reason{missing.fields.constFirst().fault, QStringLiteral("visit.decide"),
                      titleOf(missing.fields.constFirst(), matter)};
    if (materialsToo && !missing.materials.isEmpty())
        return Reason{Fault::MaterialMissing, QStringLiteral("visit.decide"), missing.materials.constFirst()};
    return std::nullopt;
}

/// The slip first, for it is quick and the visitor waits; then the notice, then what else the matter prints.
QList<PaperKind> papersOf(const Matter &matter, OperationKind decision)
{
    QList<PaperKind> papers{PaperKind::ReceiptSlip};
    if (const auto notice = paperOf(CaseState::Received, decision))
        papers.append(*notice);
    for (const PaperCopies &copies : matter.papers) {
        const auto kind = paperNamed(copies.paper);
        if (kind && kind == paperOf(CaseState::Draft, OperationKind::Received))
            papers.append(*kind);
    }
    return papers;
}

} // namespace

Ticket walkInTicket(const VisitContext &context)
{
    Ticket ticket;
    ticket.number = QStringLiteral("L%1").arg(context.walkIns + 1, 3, 10, QLatin1Char('0'));
    ticket.id = QStringLiteral("local-%1-%2").arg(context.now.toMSecsSinceEpoch()).arg(ticket.number);
    ticket.state = TicketState::Called;
    ticket.takenAt = context.now;
    ticket.calledAt = context.now;
    ticket.calls = 1;
    return ticket;
}

bool isLocal(const Ticket &ticket)
{
    return ticket.id.startsWith(QStringLiteral("local-"));
}

CommitRequest request(const VisitContext &context, const QString &caseId, const QList<OperationDraft> &drafts)
{
    CommitRequest wanted;
    wanted.caseId = caseId;
    wanted.clerk = context.clerk;
    wanted.catalogueHash = context.rules.catalogue ? QString::fromLatin1(context.rules.catalogue->hash) : QString();
    wanted.drafts = drafts;
    return wanted;
}

QList<OperationDraft> openingDrafts(const Serving &now, const Matter &matter)
{
    QList<OperationDraft> drafts{{OperationKind::Opened,
                                  {{QStringLiteral("matter"), matter.code},
                                   {QStringLiteral("situation"), situationJson(usualAnswers(matter))},
                                   {QStringLiteral("ticket"), now.ticket ? now.ticket->number : QString()},
                                   {QStringLiteral("source"), QStringLiteral("window")}}}};
    if (!now.applicant.name.isEmpty()) {
        drafts.append(applicantDraft(now.applicant));
        const QJsonObject fields = prefilled(matter, now.applicant);
        if (!fields.isEmpty())
            drafts.append(fieldsDraft(fields));
        drafts.append(identityDrafts(matter, usualAnswers(matter), {}, now.applicant));
    }
    return drafts;
}

OperationDraft applicantDraft(const Applicant &applicant)
{
    return {OperationKind::ApplicantSet, {{QStringLiteral("applicant"), toJson(applicant)}}};
}

OperationDraft fieldsDraft(const QJsonObject &fields)
{
    return {OperationKind::FieldsSet, {{QStringLiteral("fields"), fields}}};
}

OperationDraft situationDraft(const SituationAnswers &answers)
{
    return {OperationKind::SituationSet, {{QStringLiteral("situation"), situationJson(answers)}}};
}

OperationDraft materialDraft(const QString &material, MaterialSource source, const QList<PageRef> &pages)
{
    QJsonArray array;
    for (const PageRef &page : pages) {
        array.append(QJsonObject{{QStringLiteral("blob"), page.blob},
                                 {QStringLiteral("mime"), page.mime},
                                 {QStringLiteral("name"), page.name},
                                 {QStringLiteral("size"), page.size}});
    }
    return {OperationKind::MaterialAdded,
            {{QStringLiteral("material"), material},
             {QStringLiteral("source"), sourceName(source)},
             {QStringLiteral("pages"), array}}};
}

OperationDraft removalDraft(const QString &material)
{
    return {OperationKind::MaterialRemoved,
            {{QStringLiteral("material"), material}, {QStringLiteral("blobs"), QJsonArray()}}};
}

QList<OperationDraft> identityDrafts(const Matter &matter, const SituationAnswers &answers, const Case &before,
                                     const Applicant &applicant)
{
    const bool proven = applicant.cardRead && !isByAgent(answers);
    QList<OperationDraft> drafts;
    for (const MaterialSpec &spec : materialsFor(matter, answers)) {
        if (!isProofOfIdentity(spec))
            continue;
        if (proven && before.material(spec.id) == nullptr)
            drafts.append(materialDraft(spec.id, MaterialSource::CardRead, {}));
        else if (!proven && isCardRead(before, spec))
            drafts.append(removalDraft(spec.id));
    }
    return drafts;
}

QList<OperationDraft> identityWithdrawals(const Matter &matter, const Case &theCase)
{
    if (theCase.applicant.cardRead && !isByAgent(theCase.situation))
        return {};
    return identityDrafts(matter, theCase.situation, theCase, theCase.applicant);
}

Result<DecisionDrafts> acceptDrafts(const VisitContext &context, const Serving &now)
{
    const auto matter = matterOf(context, now);
    if (!matter)
        return failure(matter.error());
    if (const auto reason = obstacle(missingOf(now.file()->current, **matter), **matter, true))
        return failure(*reason);
    DecisionDrafts decision{receiptFirst(now), papersOf(**matter, OperationKind::Accepted)};
    decision.drafts.append({OperationKind::Accepted, {}});
    return decision;
}

Result<DecisionDrafts> correctionDrafts(const VisitContext &context, const Serving &now, const QString &reason)
{
    const auto matter = matterOf(context, now);
    if (!matter)
        return failure(matter.error());
    const Missing missing = missingOf(now.file()->current, **matter);
    if (missing.applicant)
        return failure(Fault::FieldMissing, QStringLiteral("visit.decide"), QStringLiteral("applicant"));
    QStringList words;
    for (const FieldIssue &issue : missing.fields)
        words.append(titleOf(issue, **matter));
    QString told = reason.trimmed();
    if (!words.isEmpty())
        told += (told.isEmpty() ? QString() : QStringLiteral("；")) + words.join(QStringLiteral("、"));
    if (missing.materials.isEmpty() && told.isEmpty())
        return failure(Fault::ReasonRequired, QStringLiteral("visit.correct"));
    const auto due = dueAfter(context, supplementDays);
    if (!due)
        return failure(due.error());
    DecisionDrafts decision{receiptFirst(now), papersOf(**matter, OperationKind::CorrectionAsked)};
    decision.drafts.append({OperationKind::CorrectionAsked,
                            {{QStringLiteral("missing"), toArray(missing.materials)},
                             {QStringLiteral("reason"), told},
                             {QStringLiteral("due"), due->toString(Qt::ISODate)}}});
    return decision;
}

Result<DecisionDrafts> toleranceDrafts(const VisitContext &context, const Serving &now)
{
    const auto matter = matterOf(context, now);
    if (!matter)
        return failure(matter.error());
    const Missing missing = missingOf(now.file()->current, **matter);
    if (const auto reason = obstacle(missing, **matter, false))
        return failure(*reason);
    int days = 0;
    for (const MaterialSpec &spec : (*matter)->materials) {
        if (!missing.materials.contains(spec.id))
            continue;
        if (!spec.tolerable)
            return failure(Fault::MaterialMissing, QStringLiteral("visit.tolerate"), spec.id);
        days = std::max(days, spec.toleranceDays);
    }
    if (missing.materials.isEmpty())
        return failure(Fault::TransitionRefused, QStringLiteral("visit.tolerate"),
                       QStringLiteral("nothing is missing"));
    const auto due = dueAfter(context, days);
    if (!due)
        return failure(due.error());
    DecisionDrafts decision{receiptFirst(now), papersOf(**matter, OperationKind::ToleranceAccepted)};
    decision.drafts.append({OperationKind::ToleranceAccepted,
                            {{QStringLiteral("missing"), toArray(missing.materials)},
                             {QStringLiteral("due"), due->toString(Qt::ISODate)}}});
    return decision;
}

Result<DecisionDrafts> refusalDrafts(const Serving &now, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return failure(Fault::ReasonRequired, QStringLiteral("visit.refuse"));
    if (now.file()->current.applicant.name.isEmpty())
        return failure(Fault::FieldMissing, QStringLiteral("visit.decide"), QStringLiteral("applicant"));
    DecisionDrafts decision{receiptFirst(now), papersOf({}, OperationKind::NotAccepted)};
    decision.drafts.append({OperationKind::NotAccepted, {{QStringLiteral("reason"), reason.trimmed()}}});
    return decision;
}

QString firstWantedMaterial(const Serving &now, const VisitContext &context)
{
    const CaseFile *file = now.file();
    const Matter *matter = file != nullptr ? context.rules.matterOf(file->current) : nullptr;
    if (matter == nullptr)
        return {};
    const QList<MaterialSpec> specs = materialsFor(*matter, file->current.situation);
    for (const MaterialSpec &spec : specs) {
        if (spec.required && file->current.material(spec.id) == nullptr)
            return spec.id;
    }
    return specs.isEmpty() ? QString() : specs.constFirst().id;
}

QString nextWantedMaterial(const Serving &now, const VisitContext &context)
{
    const CaseFile *file = now.file();
    const Matter *matter = file != nullptr ? context.rules.matterOf(file->current) : nullptr;
    if (matter == nullptr)
        return {};
    const QList<MaterialSpec> specs = materialsFor(*matter, file->current.situation);
    qsizetype at = 0;
    while (at < specs.size() && specs.at(at).id != now.material)
        ++at;
    for (const bool onlyMissing : {true, false}) {
        for (qsizetype i = 1; i <= specs.size(); ++i) {
            const MaterialSpec &spec = specs.at((at + i) % specs.size());
            if (!onlyMissing || file->current.material(spec.id) == nullptr)
                return spec.id;
        }
    }
    return {};
}

bool isWanted(const Serving &now, const QString &material, const VisitContext &context)
{
    const CaseFile *file = now.file();
    const Matter *matter = file != nullptr ? context.rules.matterOf(file->current) : nullptr;
    if (matter == nullptr)
        return false;
    const QList<MaterialSpec> specs = materialsFor(*matter, file->current.situation);
    return std::any_of(specs.cbegin(), specs.cend(), [&](const MaterialSpec &spec) { return spec.id == material; });
}

QJsonObject refilled(const Matter &matter, const Case &before, const Applicant &applicant)
{
    const QJsonObject given = prefilled(matter, before.applicant);
    const QJsonObject values = prefilled(matter, applicant);
    QJsonObject fields;
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QString held = before.fields.value(it.key()).toString();
        if ((held.isEmpty() || held == given.value(it.key()).toString()) && held != it.value().toString())
            fields.insert(it.key(), it.value());
    }
    return fields;
}

} // namespace yichuang
