// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/one_thing_visit.h"

#include "app/domain/catalogue/one_thing.h"
#include "app/domain/transitions.h"
#include "app/workflows/visit_drafts.h"

#include <QJsonArray>

namespace yichuang
{
namespace
{

/// Two cases of one visit that belong to one thing.
struct Pair {
    const OneThing *oneThing = nullptr;
    const Matter *from = nullptr;
    const Matter *to = nullptr;
};

std::optional<Pair> pairOf(const Rulebook &rules, const Matter *from, const Matter *to)
{
    if (!rules.catalogue || from == nullptr || to == nullptr)
        return std::nullopt;
    const OneThing *oneThing = commonThing(*rules.catalogue, from->code, to->code);
    return oneThing != nullptr ? std::optional(Pair{oneThing, from, to}) : std::nullopt;
}

bool isEmptyValue(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || value.toString(QStringLiteral("x")).isEmpty();
}

/// The material as the other matter asks for it in this situation; nothing where it does not, or the source will not
/// do.
std::optional<MaterialSpec> wanted(const Pair &pair, const SituationAnswers &situation, const QString &id,
                                   MaterialSource source)
{
    if (!isMaterialInCommon(*pair.oneThing, id, *pair.from, *pair.to))
        return std::nullopt;
    for (const MaterialSpec &spec : materialsFor(*pair.to, situation)) {
        if (spec.id == id && (source != MaterialSource::Shared || !spec.sharedLicence.isEmpty()))
            return spec;
    }
    return std::nullopt;
}

/// One holds nothing that the other does not: then they were the same, and one is a step ahead.
bool agree(const CaseMaterial *one, const CaseMaterial *other)
{
    if (one == nullptr || other == nullptr)
        return true;
    const bool less = one->pages.size() < other->pages.size();
    const QList<PageRef> &few = less ? one->pages : other->pages;
    const QList<PageRef> &many = less ? other->pages : one->pages;
    return one->source == other->source && many.mid(0, few.size()) == few;
}

OperationDraft carriedFields(const Pair &pair, const Case &from, const Case &to, const QJsonObject &typed)
{
    QJsonObject fields;
    for (const QString &key : fieldsInCommon(*pair.oneThing, *pair.from, *pair.to)) {
        const QJsonValue held = to.fields.value(key);
        const bool own = !isEmptyValue(held) && held != from.fields.value(key);
        if (typed.contains(key) && !own && held != typed.value(key))
            fields.insert(key, typed.value(key));
    }
    return fieldsDraft(fields);
}

/// What a draft for one case means for another of the same one thing; nothing where it means nothing.
std::optional<OperationDraft> carried(const Pair &pair, const Case &from, const Case &to, const OperationDraft &draft)
{
    const QString material = draft.payload.value(QStringLiteral("material")).toString();
    switch (draft.kind) {
    case OperationKind::ApplicantSet:
        if (toJson(to.applicant) != toJson(from.applicant))
            return std::nullopt; // somebody else's case, or already the same
        return draft;
    case OperationKind::FieldsSet: {
        OperationDraft made = carriedFields(pair, from, to, draft.payload.value(QStringLiteral("fields")).toObject());
        if (made.payload.value(QStringLiteral("fields")).toObject().isEmpty())
            return std::nullopt;
        return made;
    }
    case OperationKind::MaterialAdded: {
        const auto source = sourceNamed(draft.payload.value(QStringLiteral("source")).toString());
        if (!source || !wanted(pair, to.situation, material, *source)
            || !agree(from.material(material), to.material(material)))
            return std::nullopt;
        return draft;
    }
    case OperationKind::MaterialRemoved:
        if (!isMaterialInCommon(*pair.oneThing, material, *pair.from, *pair.to) || to.material(material) == nullptr
            || from.material(material) == nullptr || *to.material(material) != *from.material(material))
            return std::nullopt;
        return draft;
    default:
        return std::nullopt;
    }
}

const CaseFile *fileOf(const Serving &now, const QString &caseId)
{
    const auto found = std::find_if(now.cases.cbegin(), now.cases.cend(),
                                    [&](const CaseFile &file) { return file.current.id == caseId; });
    return found == now.cases.cend() ? nullptr : &*found;
}

QList<VisitEffect> carriedCommits(const Serving &now, const effect::Commit &commit, const VisitContext &context)
{
    QList<VisitEffect> effects;
    const CaseFile *from = fileOf(now, commit.request.caseId);
    if (from == nullptr || commit.saving != Saving::Change)
        return effects;
    for (const CaseFile &to : now.cases) {
        const auto pair =
            pairOf(context.rules, context.rules.matterOf(from->current), context.rules.matterOf(to.current));
        if (!pair || !isPreparing(to.current.state))
            continue;
        QList<OperationDraft> drafts;
        for (const OperationDraft &draft : commit.request.drafts) {
            if (auto made = carried(*pair, from->current, to.current, draft))
                drafts.append(*std::move(made));
        }
        if (!drafts.isEmpty())
            effects.append(effect::Commit{request(context, to.current.id, drafts)});
    }
    return effects;
}

/// What a case that is being opened takes from the visit's other cases; the latest of them has the word.
QList<OperationDraft> taken(const Serving &now, const Matter &matter, const SituationAnswers &situation,
                            const VisitContext &context)
{
    QJsonObject fields;
    QMap<QString, OperationDraft> materials;
    for (const CaseFile &file : now.cases) {
        const Case &from = file.current;
        const auto pair = pairOf(context.rules, context.rules.matterOf(from), &matter);
        if (!pair || toJson(from.applicant) != toJson(now.applicant))
            continue;
        for (const QString &key : fieldsInCommon(*pair->oneThing, *pair->from, matter)) {
            if (!isEmptyValue(from.fields.value(key)))
                fields.insert(key, from.fields.value(key));
        }
        for (const CaseMaterial &held : from.materials) {
            if (wanted(*pair, situation, held.id, held.source))
                materials.insert(held.id, materialDraft(held.id, held.source, held.pages));
        }
    }
    QList<OperationDraft> drafts = materials.values();
    if (!fields.isEmpty())
        drafts.prepend(fieldsDraft(fields));
    return drafts;
}

/// Adds to the commit that opens a case: the situation that the one thing settles, and what is there already.
void furnish(const Serving &now, effect::Commit &commit, const VisitContext &context)
{
    if (commit.request.drafts.isEmpty())
        return;
    QJsonObject &payload = commit.request.drafts.first().payload;
    const Matter *matter = context.rules.matter(payload.value(QStringLiteral("matter")).toString());
    if (matter == nullptr)
        return;
    SituationAnswers situation = usualAnswers(*matter);
    const OneThing *oneThing = now.oneThing ? context.rules.oneThing(now.oneThing->code) : nullptr;
    for (const OneThingPart &part :
         oneThing != nullptr ? partsFor(*oneThing, now.oneThing->answers) : QList<OneThingPart>()) {
        if (part.matter != matter->code)
            continue;
        situation = situationOf(part, *matter);
        QJsonObject answers;
        for (auto it = situation.cbegin(); it != situation.cend(); ++it)
            answers.insert(it.key(), it.value());
        payload.insert(QStringLiteral("situation"), answers);
        payload.insert(QStringLiteral("oneThing"), oneThing->code);
    }
    for (const OperationDraft &draft : taken(now, *matter, situation, context)) {
        const bool there =
            std::any_of(commit.request.drafts.cbegin(), commit.request.drafts.cend(), [&](const OperationDraft &one) {
                return one.kind == OperationKind::MaterialAdded
                       && one.payload.value(QStringLiteral("material"))
                              == draft.payload.value(QStringLiteral("material"));
            });
        if (draft.kind != OperationKind::MaterialAdded || !there)
            commit.request.drafts.append(draft);
    }
}

void carryOn(VisitStep &step, const VisitContext &context)
{
    const auto *now = std::get_if<Serving>(&step.state);
    if (now == nullptr)
        return;
    QList<VisitEffect> more;
    for (VisitEffect &effect : step.effects) {
        auto *commit = std::get_if<effect::Commit>(&effect);
        if (commit == nullptr)
            continue;
        if (commit->saving == Saving::Opening)
            furnish(*now, *commit, context);
        else
            more.append(carriedCommits(*now, *commit, context));
    }
    step.effects.append(more);
}

/// The matters that the answers call for and the visit is not yet busy with.
QStringList mattersToOpen(const Serving &now, const OneThing &oneThing, const SituationAnswers &answers)
{
    QStringList codes;
    for (const OneThingPart &part : partsFor(oneThing, answers)) {
        const bool there = std::any_of(now.cases.cbegin(), now.cases.cend(), [&](const CaseFile &file) {
            return file.current.matterCode == part.matter && isPreparing(file.current.state);
        });
        if (!there)
            codes.append(part.matter);
    }
    return codes;
}

VisitStep openNext(VisitStep step, const SingleStep &single)
{
    auto *now = std::get_if<Serving>(&step.state);
    if (now == nullptr || !now->oneThing || now->opening)
        return step;
    const int first = now->oneThing->first;
    if (now->oneThing->matters.isEmpty()) {
        now->oneThing.reset();
        if (first < 0 || first >= now->cases.size() - 1)
            return step;
        VisitStep back = single(step.state, visit::CaseChosen{first});
        step.state = std::move(back.state);
        step.effects.append(back.effects);
        return step;
    }
    const QString next = now->oneThing->matters.takeFirst();
    VisitStep opened = single(step.state, visit::MatterChosen{next});
    step.state = std::move(opened.state);
    step.effects.append(opened.effects);
    return step;
}

VisitStep beginOneThing(Serving now, const OneThing &oneThing, const SituationAnswers &answers,
                        const SingleStep &single)
{
    now.asking.reset();
    now.oneThing = Serving::Opening{oneThing.code, answers, mattersToOpen(now, oneThing, answers),
                                    static_cast<int>(now.cases.size())};
    return openNext({now, {}}, single);
}

VisitStep chooseOneThing(Serving now, const OneThing &oneThing, const SingleStep &single)
{
    if (oneThing.situations.isEmpty())
        return beginOneThing(std::move(now), oneThing, {}, single);
    now.current = -1;
    now.asking = Serving::Asking{oneThing.code, usualAnswers(oneThing)};
    return {now, {}};
}

bool hasOption(const OneThing &oneThing, const visit::OneThingAnswered &answer)
{
    return conditionFits({{answer.situation, {answer.option}}}, oneThing.situations);
}

/// What an event means while the questions of a one thing are put; nothing where it is no matter of theirs.
std::optional<VisitStep> stepWhileAsked(Serving now, const VisitEvent &event, const VisitContext &context,
                                        const SingleStep &single)
{
    const OneThing *oneThing = context.rules.oneThing(now.asking->code);
    if (const auto *answer = std::get_if<visit::OneThingAnswered>(&event)) {
        if (oneThing != nullptr && hasOption(*oneThing, *answer))
            now.asking->answers.insert(answer->situation, answer->option);
        return VisitStep{now, {}};
    }
    if (std::holds_alternative<visit::OneThingBegun>(event) && oneThing != nullptr) {
        const SituationAnswers answers = now.asking->answers;
        return beginOneThing(std::move(now), *oneThing, answers, single);
    }
    const bool left = std::holds_alternative<visit::OneThingLeft>(event)
                      || std::holds_alternative<visit::OneThingBegun>(event) // the catalogue no longer has it
                      || std::holds_alternative<visit::CaseChosen>(event)
                      || std::holds_alternative<visit::MatterChosen>(event);
    if (!left)
        return std::nullopt;
    now.asking.reset();
    return single(now, event);
}

} // namespace

VisitStep stepTogether(const VisitState &state, const VisitEvent &event, const VisitContext &context,
                       const SingleStep &single)
{
    VisitStep step;
    const auto *before = std::get_if<Serving>(&state);
    const auto *chosen = std::get_if<visit::MatterChosen>(&event);
    const OneThing *oneThing = chosen != nullptr ? context.rules.oneThing(chosen->code) : nullptr;
    if (oneThing != nullptr && before != nullptr && !before->opening && !before->deciding)
        step = chooseOneThing(*before, *oneThing, single);
    else if (auto asked =
                 before != nullptr && before->asking ? stepWhileAsked(*before, event, context, single) : std::nullopt)
        step = *std::move(asked);
    else
        step = single(state, event);
    if (const auto *saved = std::get_if<visit::CaseSaved>(&event); saved && saved->saving == Saving::Opening)
        step = openNext(std::move(step), single);
    const auto *failed = std::get_if<visit::CaseNotSaved>(&event);
    if (auto *now = std::get_if<Serving>(&step.state); now && failed && failed->saving == Saving::Opening)
        now->oneThing.reset();
    carryOn(step, context);
    return step;
}

} // namespace yichuang
