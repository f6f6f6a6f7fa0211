// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/merge.h"

#include "app/domain/transitions.h"
#include "app/workflows/visit_drafts.h"

#include <QSet>

#include <algorithm>

namespace yichuang
{
namespace
{

using Kind = DisputedPart::Kind;

const QString statePart = QStringLiteral("state");

/// The part as touchedParts() calls it.
QString touchedName(const DisputedPart &part)
{
    switch (part.kind) {
    case Kind::State:
        return statePart;
    case Kind::Situation:
        return QStringLiteral("situation");
    case Kind::Field:
        return QStringLiteral("field:") + part.key;
    case Kind::Material:
        return QStringLiteral("material:") + part.key;
    case Kind::Identity:
    case Kind::Phone:
    case Kind::Address:
    case Kind::Organisation:
        break;
    }
    return QStringLiteral("applicant");
}

QSet<QString> touchedBy(const QList<Operation> &operations)
{
    QSet<QString> parts;
    for (const Operation &operation : operations) {
        for (const QString &part : touchedParts(operation))
            parts.insert(part);
    }
    return parts;
}

/// What others did at the centre that the maker of ours had not seen.
QList<Operation> unseen(const CaseFile &file, const QList<Operation> &ours)
{
    qint64 seen = ours.constFirst().baseVersion;
    for (const Operation &operation : ours)
        seen = std::min(seen, operation.baseVersion);
    QList<Operation> others;
    for (qsizetype i = seen; i < file.history.size() - file.waiting; ++i) {
        if (file.history.at(i).device != ours.constFirst().device)
            others.append(file.history.at(i));
    }
    return others;
}

/// Takes over the parts of an applicant that belong to a kind.
void takeOver(Applicant &into, const Applicant &from, Kind kind)
{
    switch (kind) {
    case Kind::Identity:
        into.name = from.name;
        into.idKind = from.idKind;
        into.idNumber = from.idNumber;
        into.sex = from.sex;
        into.ethnicity = from.ethnicity;
        into.birth = from.birth;
        into.cardRead = from.cardRead;
        into.overrideReason = from.overrideReason;
        break;
    case Kind::Phone:
        into.phone = from.phone;
        break;
    case Kind::Address:
        into.address = from.address;
        break;
    case Kind::Organisation:
        into.organisationName = from.organisationName;
        into.creditCode = from.creditCode;
        break;
    default:
        break;
    }
}

QList<DisputedPart> applicantParts(const Applicant &centre, const Applicant &ours)
{
    QList<DisputedPart> parts;
    for (const Kind kind : {Kind::Identity, Kind::Phone, Kind::Address, Kind::Organisation}) {
        Applicant mixed = centre;
        takeOver(mixed, ours, kind);
        if (mixed != centre)
            parts.append({kind, {}, false, Side::Ours});
    }
    return parts;
}

QList<DisputedPart> differences(const Case &centre, const Case &ours, bool stateActs)
{
    QList<DisputedPart> parts;
    if (stateActs)
        parts.append({Kind::State, {}, false, Side::Ours});
    parts.append(applicantParts(centre.applicant, ours.applicant));
    if (centre.situation != ours.situation)
        parts.append({Kind::Situation, {}, false, Side::Ours});
    QStringList keys = centre.fields.keys() + ours.fields.keys();
    keys.removeDuplicates();
    keys.sort();
    for (const QString &key : std::as_const(keys)) {
        if (centre.fields.value(key) != ours.fields.value(key))
            parts.append({Kind::Field, key, false, Side::Ours});
    }
    QStringList materials;
    for (const QList<CaseMaterial> &list : {centre.materials, ours.materials}) {
        for (const CaseMaterial &material : list) {
            if (!materials.contains(material.id))
                materials.append(material.id);
        }
    }
    for (const QString &id : std::as_const(materials)) {
        const CaseMaterial *there = centre.material(id);
        const CaseMaterial *here = ours.material(id);
        if (there == nullptr || here == nullptr || *there != *here)
            parts.append({Kind::Material, id, false, Side::Ours});
    }
    return parts;
}

QList<OperationDraft> materialDrafts(const Merge &merge, const QString &id)
{
    QList<OperationDraft> drafts;
    if (merge.centre.material(id) != nullptr)
        drafts.append(removalDraft(id));
    if (const CaseMaterial *ours = merge.ours.material(id))
        drafts.append(materialDraft(id, ours->source, ours->pages));
    return drafts;
}

/// Form and materials as they are chosen.
QList<OperationDraft> contentDrafts(const Merge &merge)
{
    Applicant applicant = merge.centre.applicant;
    QJsonObject fields;
    QList<OperationDraft> before;
    QList<OperationDraft> materials;
    for (const DisputedPart &part : merge.parts) {
        if (part.side != Side::Ours)
            continue;
        if (part.kind == Kind::Situation) {
            before.append(situationDraft(merge.ours.situation));
        } else if (part.kind == Kind::Field) {
            const QJsonValue value = merge.ours.fields.value(part.key);
            fields.insert(part.key, value.isUndefined() ? QJsonValue() : value);
        } else if (part.kind == Kind::Material) {
            materials.append(materialDrafts(merge, part.key));
        } else {
            takeOver(applicant, merge.ours.applicant, part.kind);
        }
    }
    if (applicant != merge.centre.applicant)
        before.prepend(applicantDraft(applicant));
    if (!fields.isEmpty())
        before.append(fieldsDraft(fields));
    return before + materials;
}

/// The acts of ours that are made again after the content: decisions where they were chosen, facts always.
QList<OperationDraft> actDrafts(const Merge &merge)
{
    const bool takesState = std::any_of(merge.parts.begin(), merge.parts.end(), [](const DisputedPart &part) {
        return part.kind == Kind::State && part.side == Side::Ours;
    });
    QList<OperationDraft> drafts;
    for (const Operation &operation : merge.waiting) {
        const QStringList touched = touchedParts(operation);
        const bool givesReceipt = operation.kind == OperationKind::Received && merge.centre.receiptNumber.isEmpty()
                                  && allows(merge.centre.state, OperationKind::Received, operation.actor);
        if (touched.isEmpty() || givesReceipt || (takesState && touched.contains(statePart)))
            drafts.append({operation.kind, operation.payload});
    }
    return drafts;
}

} // namespace

bool Merge::isDecided() const
{
    return std::none_of(parts.begin(), parts.end(),
                        [](const DisputedPart &part) { return part.side == Side::Undecided; });
}

std::optional<Merge> mergeOf(const CaseFile &file)
{
    if (file.word != SyncWord::NeedsAttention || !file.atCentre || file.atCentre->state == CaseState::None
        || file.waiting == 0 || file.waiting > file.history.size())
        return std::nullopt;
    Merge merge{*file.atCentre, file.current, file.history.last(file.waiting), {}};
    const QSet<QString> mine = touchedBy(merge.waiting);
    const QSet<QString> theirs = touchedBy(unseen(file, merge.waiting));
    merge.parts = differences(merge.centre, merge.ours, mine.contains(statePart));
    for (DisputedPart &part : merge.parts) {
        const QString name = touchedName(part);
        part.bothChanged = mine.contains(name) && theirs.contains(name);
        if (part.bothChanged)
            part.side = Side::Undecided;
    }
    std::stable_partition(merge.parts.begin(), merge.parts.end(),
                          [](const DisputedPart &part) { return part.bothChanged; });
    return merge;
}

QList<OperationDraft> draftsOf(const Merge &merge)
{
    return contentDrafts(merge) + actDrafts(merge);
}

Result<Case> outcomeOf(const Merge &merge)
{
    QList<Operation> operations;
    for (const OperationDraft &draft : draftsOf(merge)) {
        Operation operation = merge.waiting.constLast();
        operation.actor = isOfTime(draft.kind) ? Actor::Time : Actor::Clerk;
        operation.kind = draft.kind;
        operation.payload = draft.payload;
        operations.append(operation);
    }
    return foldAll(operations, merge.centre);
}

} // namespace yichuang
