// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/citizen.h"

#include "app/domain/identifiers/masking.h"
#include "app/domain/transitions.h"

namespace yichuang
{
namespace
{

/// A form's value as text; what the applicant's own values give is masked as those are.
QString shown(const QJsonValue &value, const Applicant &applicant)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("✓") : QString();
    const QString text = value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toString();
    if (text.isEmpty())
        return {};
    if (text == applicant.idNumber)
        return maskIdNumber(text);
    if (text == applicant.phone)
        return maskPhone(text);
    return text == applicant.creditCode ? maskCreditCode(text) : text;
}

QList<CitizenLine> linesOf(const Case &theCase, const Matter &matter)
{
    using Kind = CitizenLine::Kind;
    const Applicant &applicant = theCase.applicant;
    QList<CitizenLine> lines{{Kind::Name, {}, applicant.name},
                             {Kind::Number, {}, maskIdNumber(applicant.idNumber)},
                             {Kind::Phone, {}, maskPhone(applicant.phone)},
                             {Kind::Organisation, {}, applicant.organisationName},
                             {Kind::CreditCode, {}, maskCreditCode(applicant.creditCode)}};
    const QStringList own{applicant.name, applicant.idNumber, applicant.phone, applicant.organisationName,
                          applicant.creditCode};
    for (const FormField &field : matter.fields) {
        const QJsonValue value = theCase.fields.value(field.key);
        // What stands above already is not asked for twice.
        if (!value.isString() || !own.contains(value.toString()))
            lines.append({Kind::Field, field.title, shown(value, applicant)});
    }
    lines.removeIf([](const CitizenLine &line) { return line.value.isEmpty(); });
    return lines;
}

QStringList namesOf(const Missing &missing, const Matter &matter)
{
    QStringList names;
    for (const MaterialSpec &spec : matter.materials) {
        if (missing.materials.contains(spec.id))
            names.append(spec.name);
    }
    for (const FormField &field : matter.fields) {
        const bool wanted = std::any_of(missing.fields.cbegin(), missing.fields.cend(),
                                        [&](const FieldIssue &issue) { return issue.key == field.key; });
        if (wanted)
            names.append(field.title);
    }
    return names;
}

class Turn
{
public:
    Turn(CitizenState state, const QDateTime &now) : m_state(std::move(state)), m_now(now) {}

    void operator()(const citizen::Served &event)
    {
        if (!event.sheet) {
            m_state = CitizenGreeted{};
            return;
        }
        const CitizenSheet *before = sheetIn(m_state);
        const bool same = before != nullptr && before->caseId == event.sheet->caseId;
        const bool changed = same && before->statement != event.sheet->statement;
        const bool open = isPreparing(event.sheet->state);
        if (changed && open && event.sheet->hasSignature)
            m_effects.append(citizen_effect::Drop{event.sheet->caseId});
        if (!same || changed)
            m_state = CitizenReading{*event.sheet};
        else if (!open && !std::holds_alternative<CitizenReading>(m_state))
            m_state = CitizenReading{*event.sheet, CitizenAnswer::Right};
        else
            put(*event.sheet);
    }
    void operator()(const citizen::Left &)
    {
        if (std::holds_alternative<CitizenIdle>(m_state) || std::holds_alternative<CitizenThanked>(m_state))
            return;
        m_state = CitizenThanked{m_now.addSecs(thanksSeconds)};
    }
    void operator()(const citizen::Covered &) { m_state = CitizenIdle{}; }
    void operator()(const citizen::Asked &)
    {
        const auto *reading = std::get_if<CitizenReading>(&m_state);
        if (reading == nullptr || !isPreparing(reading->sheet.state))
            return;
        const CitizenSheet sheet = reading->sheet;
        if (reading->answer == CitizenAnswer::Right)
            m_state = CitizenSigning{sheet};
        else
            m_state = CitizenConfirming{sheet};
    }
    void operator()(const citizen::TakenBack &)
    {
        const auto *signing = std::get_if<CitizenSigning>(&m_state);
        if (signing != nullptr && signing->saving)
            return;
        backToReading(signing != nullptr ? CitizenAnswer::Right : CitizenAnswer::None);
    }
    void operator()(const citizen::Answered &event)
    {
        if (std::holds_alternative<CitizenConfirming>(m_state))
            backToReading(event.right ? CitizenAnswer::Right : CitizenAnswer::Wrong);
    }
    void operator()(const citizen::Drawn &event)
    {
        auto *signing = std::get_if<CitizenSigning>(&m_state);
        if (signing == nullptr || signing->saving || !isDrawn(event.strokes))
            return;
        signing->saving = true;
        Signature signature;
        signature.height = event.height;
        signature.strokes = event.strokes;
        signature.statement = signing->sheet.statement;
        signature.signedAt = m_now;
        m_effects.append(citizen_effect::Keep{signing->sheet.caseId, signature, event.picture});
    }
    void operator()(const citizen::Declined &)
    {
        const auto *signing = std::get_if<CitizenSigning>(&m_state);
        if (signing != nullptr && !signing->saving)
            backToReading(CitizenAnswer::Right);
    }
    void operator()(const citizen::Kept &event)
    {
        if (isSaving(event.caseId))
            backToReading(CitizenAnswer::Right);
    }
    void operator()(const citizen::NotKept &event)
    {
        if (isSaving(event.caseId))
            std::get<CitizenSigning>(m_state).saving = false;
        m_effects.append(citizen_effect::Tell{event.reason});
    }
    void operator()(const citizen::Looked &)
    {
        const auto *thanked = std::get_if<CitizenThanked>(&m_state);
        if (thanked != nullptr && m_now >= thanked->until)
            m_state = CitizenIdle{};
    }

    [[nodiscard]] CitizenStep result() { return {std::move(m_state), std::move(m_effects)}; }

private:
    [[nodiscard]] bool isSaving(const QString &caseId) const
    {
        const auto *signing = std::get_if<CitizenSigning>(&m_state);
        return signing != nullptr && signing->saving && signing->sheet.caseId == caseId;
    }
    void backToReading(CitizenAnswer answer)
    {
        if (const CitizenSheet *sheet = sheetIn(m_state);
            sheet != nullptr && !std::holds_alternative<CitizenReading>(m_state))
            m_state = CitizenReading{CitizenSheet(*sheet), answer};
    }
    void put(const CitizenSheet &sheet)
    {
        if (auto *reading = std::get_if<CitizenReading>(&m_state))
            reading->sheet = sheet;
        else if (auto *confirming = std::get_if<CitizenConfirming>(&m_state))
            confirming->sheet = sheet;
        else if (auto *signing = std::get_if<CitizenSigning>(&m_state))
            signing->sheet = sheet;
    }

    CitizenState m_state;
    QDateTime m_now;
    QList<CitizenEffect> m_effects;
};

} // namespace

std::optional<CitizenSheet> citizenSheet(const Serving &now, const Rulebook &rules, const Missing &missing,
                                         const Deadlines &deadlines)
{
    const CaseFile *file = now.file();
    const Matter *matter = file != nullptr ? rules.matterOf(file->current) : nullptr;
    if (matter == nullptr)
        return std::nullopt;
    const Case &theCase = file->current;
    CitizenSheet sheet;
    sheet.caseId = theCase.id;
    sheet.matter = matter->name;
    sheet.state = theCase.state;
    sheet.lines = linesOf(theCase, *matter);
    sheet.missing = namesOf(missing, *matter);
    sheet.promised = deadlines.promised.due;
    sheet.provisional = deadlines.promised.provisional;
    sheet.receiptNumber = theCase.receiptNumber;
    sheet.statement = statementHash(theCase, matter->name);
    sheet.hasSignature = signaturePage(theCase) != nullptr;
    return sheet;
}

const CitizenSheet *sheetIn(const CitizenState &state)
{
    if (const auto *reading = std::get_if<CitizenReading>(&state))
        return &reading->sheet;
    if (const auto *confirming = std::get_if<CitizenConfirming>(&state))
        return &confirming->sheet;
    if (const auto *signing = std::get_if<CitizenSigning>(&state))
        return &signing->sheet;
    return nullptr;
}

CitizenStep step(const CitizenState &state, const CitizenEvent &event, const QDateTime &now)
{
    Turn turn(state, now);
    std::visit(turn, event);
    return turn.result();
}

} // namespace yichuang
