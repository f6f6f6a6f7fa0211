// SPDX-License-Identifier: Apache-2.0
#include "app/domain/case.h"

#include "app/base/json.h"
#include "app/domain/transitions.h"

#include <QJsonArray>

#include <array>

namespace yichuang
{
namespace
{

constexpr std::array<const char *, static_cast<std::size_t>(caseStates)> stateNames{"none",
                                                                                    "draft",
                                                                                    "received",
                                                                                    "checking",
                                                                                    "correctionRequested",
                                                                                    "accepted",
                                                                                    "toleranceAccepted",
                                                                                    "notAccepted",
                                                                                    "deemedAccepted",
                                                                                    "routed",
                                                                                    "underReview",
                                                                                    "suspended",
                                                                                    "granted",
                                                                                    "denied",
                                                                                    "licenceMade",
                                                                                    "ready",
                                                                                    "delivered",
                                                                                    "rated",
                                                                                    "withdrawn",
                                                                                    "terminated",
                                                                                    "voided"};

constexpr std::array<const char *, 6> sourceNames{"none", "scanned", "imported", "shared", "cardRead", "paperKept"};
constexpr qsizetype mostPages = 2000;

tl::unexpected<Reason> invalid(const Operation &operation, const QString &detail)
{
    return failure(Fault::OperationInvalid, QStringLiteral("case.fold"),
                   operationName(operation.kind) + QStringLiteral(": ") + detail);
}

SituationAnswers answersFrom(const QJsonValue &value)
{
    SituationAnswers answers;
    const QJsonObject json = value.toObject();
    for (auto it = json.begin(); it != json.end(); ++it)
        answers.insert(it.key(), it.value().toString());
    return answers;
}

QDate dateFrom(const QJsonValue &value)
{
    return QDate::fromString(value.toString(), Qt::ISODate);
}

Result<Done> addMaterial(Case &theCase, const Operation &operation)
{
    const QString id = operation.payload.value(QStringLiteral("material")).toString();
    const auto source = sourceNamed(operation.payload.value(QStringLiteral("source")).toString());
    if (id.trimmed().isEmpty() || !source || *source == MaterialSource::None)
        return invalid(operation, QStringLiteral("needs material and source"));
    auto found = std::find_if(theCase.materials.begin(), theCase.materials.end(),
                              [&](const CaseMaterial &one) { return one.id == id; });
    if (found == theCase.materials.end()) {
        theCase.materials.append(CaseMaterial{id, *source, {}});
        found = theCase.materials.end() - 1;
    }
    found->source = *source;
    const QList<PageRef> pages = pagesOf(operation);
    if (found->pages.size() + pages.size() > mostPages)
        return failure(Fault::TooManyPages, QStringLiteral("case.fold"), id);
    if (std::any_of(pages.begin(), pages.end(), [](const PageRef &page) { return page.blob.size() != 64; }))
        return invalid(operation, QStringLiteral("a page needs its hash"));
    found->pages.append(pages);
    return Done{};
}

void removeMaterial(Case &theCase, const QJsonObject &payload)
{
    const QString id = payload.value(QStringLiteral("material")).toString();
    const QStringList blobs = textsFrom(payload.value(QStringLiteral("blobs")));
    for (CaseMaterial &material : theCase.materials) {
        if (material.id == id) {
            material.pages.removeIf([&](const PageRef &page) { return blobs.isEmpty() || blobs.contains(page.blob); });
        }
    }
    theCase.materials.removeIf(
        [&](const CaseMaterial &material) { return material.id == id && material.pages.isEmpty(); });
}

void setFields(Case &theCase, const QJsonObject &fields)
{
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it.value().isNull())
            theCase.fields.remove(it.key());
        else
            theCase.fields.insert(it.key(), it.value());
    }
}

Result<Done> receive(Case &theCase, const Operation &operation)
{
    theCase.receiptNumber = operation.payload.value(QStringLiteral("receipt")).toString();
    theCase.receivedAt =
        QDateTime::fromString(operation.payload.value(QStringLiteral("receivedAt")).toString(), Qt::ISODateWithMs)
            .toUTC();
    if (!theCase.receivedAt.isValid())
        return invalid(operation, QStringLiteral("needs receipt and receivedAt"));
    return Done{};
}

Result<Done> open(Case &theCase, const Operation &operation)
{
    theCase.id = operation.caseId;
    theCase.matterCode = operation.payload.value(QStringLiteral("matter")).toString();
    theCase.catalogueHash = operation.catalogueHash;
    theCase.situation = answersFrom(operation.payload.value(QStringLiteral("situation")));
    theCase.ticket = operation.payload.value(QStringLiteral("ticket")).toString();
    theCase.source = operation.payload.value(QStringLiteral("source")).toString();
    theCase.device = operation.device;
    theCase.clerk = operation.clerk;
    theCase.openedAt = operation.wallTime;
    return Done{};
}

void setSuspension(Case &theCase, const Operation &operation)
{
    if (operation.kind == OperationKind::Suspended) {
        const SpecialProcedure *procedure =
            specialProcedure(operation.payload.value(QStringLiteral("procedure")).toString());
        theCase.suspensions.append({QString::fromLatin1(procedure != nullptr ? procedure->name : ""),
                                    dayOf(operation),
                                    {},
                                    operation.payload.value(QStringLiteral("days")).toInt()});
    } else if (!theCase.suspensions.isEmpty()) {
        theCase.suspensions.last().to = std::max(dayOf(operation), theCase.suspensions.constLast().from);
    }
}

void turn(CaseClock &clock, ClockEffect effect, const QDate &day, bool supplied)
{
    switch (effect) {
    case ClockEffect::Unchanged:
    case ClockEffect::Extend: // the days are in the case
        break;
    case ClockEffect::Start:
        clock = {ClockPhase::Running, day, {}};
        break;
    case ClockEffect::Suspend:
        if (clock.phase == ClockPhase::Running)
            clock.phase = ClockPhase::Suspended;
        break;
    case ClockEffect::Resume:
        if (clock.phase == ClockPhase::Suspended)
            clock.phase = ClockPhase::Running;
        break;
    case ClockEffect::StopWhenSupplied:
        if (!supplied)
            break;
        [[fallthrough]];
    case ClockEffect::Stop:
        if (clock.phase == ClockPhase::Running || clock.phase == ClockPhase::Suspended)
            clock = {ClockPhase::Stopped, clock.from, day};
        break;
    }
}

/// What the row says of the clocks.
void turnClocks(Case &theCase, const Operation &operation, const Transition &row)
{
    if (row.clocks == ClockEffects{})
        return;
    const QDate day = operation.kind == OperationKind::Received ? hallDay(theCase.receivedAt) : dayOf(operation);
    for (std::size_t i = 0; i < clockKinds; ++i)
        turn(theCase.clocks.at(i), row.clocks.of(static_cast<ClockKind>(i)), day, theCase.isSupplied());
}

/// What the decisions and the centre's acts leave in the case besides the state.
void applyAct(Case &theCase, const Operation &operation)
{
    const QJsonObject &payload = operation.payload;
    if (payload.contains(QStringLiteral("reason")))
        theCase.lastReason = payload.value(QStringLiteral("reason")).toString();
    switch (operation.kind) {
    case OperationKind::CorrectionAsked:
        theCase.missing = textsFrom(payload.value(QStringLiteral("missing")));
        theCase.correctionDue = dateFrom(payload.value(QStringLiteral("due")));
        break;
    case OperationKind::ToleranceAccepted:
        theCase.missing = textsFrom(payload.value(QStringLiteral("missing")));
        theCase.toleranceDue = dateFrom(payload.value(QStringLiteral("due")));
        theCase.acceptedAt = operation.wallTime;
        break;
    case OperationKind::Accepted:
        theCase.acceptedAt = operation.wallTime;
        theCase.missing.clear();
        break;
    case OperationKind::DeemedAccepted:
        theCase.acceptedAt = theCase.receivedAt; // art. 32: from the day the materials were received
        break;
    case OperationKind::Numbered:
        theCase.caseNumber = payload.value(QStringLiteral("caseNumber")).toString();
        break;
    case OperationKind::Routed:
        theCase.department = payload.value(QStringLiteral("department")).toString();
        break;
    case OperationKind::Suspended:
    case OperationKind::Resumed:
        setSuspension(theCase, operation);
        break;
    case OperationKind::Extended:
        theCase.extendedDays += payload.value(QStringLiteral("days")).toInt();
        break;
    case OperationKind::LicenceMade:
        theCase.licence = payload.value(QStringLiteral("licence")).toString();
        break;
    case OperationKind::Ready:
        theCase.place = payload.value(QStringLiteral("place")).toString();
        break;
    case OperationKind::PaperPrinted:
        theCase.papers[payload.value(QStringLiteral("paper")).toString()] += 1;
        break;
    default:
        break;
    }
}

Result<Done> apply(Case &theCase, const Operation &operation)
{
    switch (operation.kind) {
    case OperationKind::Opened:
        return open(theCase, operation);
    case OperationKind::ApplicantSet:
        theCase.applicant = applicantFromJson(operation.payload.value(QStringLiteral("applicant")).toObject());
        return Done{};
    case OperationKind::SituationSet:
        theCase.situation = answersFrom(operation.payload.value(QStringLiteral("situation")));
        return Done{};
    case OperationKind::FieldsSet:
        setFields(theCase, operation.payload.value(QStringLiteral("fields")).toObject());
        return Done{};
    case OperationKind::MaterialAdded:
        return addMaterial(theCase, operation);
    case OperationKind::MaterialRemoved:
        removeMaterial(theCase, operation.payload);
        return Done{};
    case OperationKind::Received:
        return receive(theCase, operation);
    default:
        applyAct(theCase, operation);
        return Done{};
    }
}

} // namespace

QString stateName(CaseState state)
{
    return QLatin1String(stateNames.at(static_cast<std::size_t>(state)));
}

std::optional<CaseState> stateNamed(const QString &name)
{
    for (std::size_t i = 0; i < stateNames.size(); ++i) {
        if (QLatin1String(stateNames.at(i)) == name)
            return static_cast<CaseState>(i);
    }
    return std::nullopt;
}

QString sourceName(MaterialSource source)
{
    return QLatin1String(sourceNames.at(static_cast<std::size_t>(source)));
}

std::optional<MaterialSource> sourceNamed(const QString &name)
{
    for (std::size_t i = 0; i < sourceNames.size(); ++i) {
        if (QLatin1String(sourceNames.at(i)) == name)
            return static_cast<MaterialSource>(i);
    }
    return std::nullopt;
}

QDate hallDay(const QDateTime &instant)
{
    constexpr int hallOffset = 8 * 3600;
    return instant.toOffsetFromUtc(hallOffset).date();
}

QDate dayOf(const Operation &operation)
{
    return hallDay(operation.wallTime.addMSecs(operation.serverOffsetMs));
}

bool Case::isSupplied() const
{
    return !toleranceDue.isValid() || std::all_of(missing.begin(), missing.end(), [this](const QString &one) {
        return material(one) != nullptr;
    });
}

QList<PageRef> pagesOf(const Operation &operation)
{
    QList<PageRef> pages;
    if (operation.kind != OperationKind::MaterialAdded)
        return pages;
    for (const QJsonValue &value : operation.payload.value(QStringLiteral("pages")).toArray()) {
        const QJsonObject page = value.toObject();
        pages.append({page.value(QStringLiteral("blob")).toString(), page.value(QStringLiteral("mime")).toString(),
                      page.value(QStringLiteral("name")).toString(), page.value(QStringLiteral("size")).toInteger()});
    }
    return pages;
}

const CaseMaterial *Case::material(const QString &materialId) const
{
    for (const CaseMaterial &one : materials) {
        if (one.id == materialId)
            return &one;
    }
    return nullptr;
}

Result<Case> fold(const Case &before, const Operation &operation)
{
    if (before.state != CaseState::None && before.id != operation.caseId)
        return invalid(operation, QStringLiteral("belongs to another case"));
    const bool granted = operation.payload.value(QStringLiteral("granted")).toBool();
    const auto transition = transitionFor(before.state, operation.kind, operation.actor, granted);
    if (!transition)
        return failure(transition.error());
    if (auto met = meetsNeeds(before, operation, *transition); !met)
        return failure(met.error());
    Case after = before;
    if (auto applied = apply(after, operation); !applied)
        return failure(applied.error());
    turnClocks(after, operation, *transition);
    after.state = transition->to;
    after.version = before.version + 1;
    after.changedAt = operation.wallTime;
    return after;
}

Result<Case> foldAll(const QList<Operation> &operations, const Case &before)
{
    Case theCase = before;
    for (const Operation &operation : operations) {
        auto next = fold(theCase, operation);
        if (!next)
            return next;
        theCase = *std::move(next);
    }
    return theCase;
}

Missing missingOf(const Case &theCase, const Matter &matter)
{
    Missing missing;
    missing.applicant = theCase.applicant.name.isEmpty() || theCase.applicant.idNumber.isEmpty();
    missing.fields = checkFields(matter, theCase.fields);
    for (const MaterialSpec &spec : materialsFor(matter, theCase.situation)) {
        if (spec.required && theCase.material(spec.id) == nullptr)
            missing.materials.append(spec.id);
    }
    return missing;
}

QJsonObject prefilled(const Matter &matter, const Applicant &applicant)
{
    const QMap<QString, QString> sources = {{QStringLiteral("applicant.name"), applicant.name},
                                            {QStringLiteral("applicant.number"), applicant.idNumber},
                                            {QStringLiteral("applicant.sex"), applicant.sex},
                                            {QStringLiteral("applicant.address"), applicant.address},
                                            {QStringLiteral("applicant.phone"), applicant.phone},
                                            {QStringLiteral("organisation.name"), applicant.organisationName},
                                            {QStringLiteral("organisation.creditCode"), applicant.creditCode}};
    QJsonObject values;
    for (const FormField &field : matter.fields) {
        const QString value = sources.value(field.prefill);
        if (!value.isEmpty())
            values.insert(field.key, value);
    }
    return values;
}

} // namespace yichuang
