// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/workflows/visit_desk.h"

namespace yichuang::samples
{

Rulebook rulebook()
{
    Rulebook rules;
    rules.catalogue = std::make_shared<const Catalogue>(catalogue());
    rules.calendar = std::make_shared<const WorkingDays>(
        WorkingDays::fromJson(resource(QStringLiteral("calendar/china-working-days.json"))).value());
    rules.issuer = {QStringLiteral("石家庄市政务服务大厅"),
                    QStringLiteral("130102"),
                    QStringLiteral("3号窗口"),
                    {},
                    QStringLiteral("https://centre.example:8443")};
    return rules;
}

IdCard wangsCard()
{
    const Applicant person = wang();
    IdCard card;
    card.name = person.name;
    card.number = person.idNumber;
    card.sex = person.sex;
    card.birth = person.birth;
    card.address = person.address;
    return card;
}

Applicant zhao()
{
    Applicant person;
    person.name = QStringLiteral("赵小样");
    person.idNumber = QStringLiteral("440524188001010014");
    person.phone = QStringLiteral("13900000000");
    return person;
}

Ticket ticket(const QString &number)
{
    Ticket one;
    one.id = QStringLiteral("ticket-") + number;
    one.number = number;
    one.state = TicketState::Called;
    one.takenAt = morning();
    one.window = QStringLiteral("3");
    one.calls = 1;
    return one;
}

PageRef page(char fill, const QString &name)
{
    return {QString(64, QLatin1Char(fill)), QStringLiteral("image/jpeg"), name, 1000};
}

VisitDesk::VisitDesk() = default;
VisitDesk::~VisitDesk() = default;

VisitDesk &VisitDesk::on(const VisitEvent &event)
{
    const VisitContext context{rules, clerk, morning(), offline, walkIns};
    VisitStep next = step(state, event, context);
    state = std::move(next.state);
    effects = std::move(next.effects);
    return *this;
}

VisitDesk &VisitDesk::save()
{
    for (const effect::Commit &commit : all<effect::Commit>())
        on(visit::CaseSaved{folded(commit.request), commit.saving});
    return *this;
}

CaseFile VisitDesk::folded(const CommitRequest &request)
{
    const QString id = request.caseId.isEmpty() ? idOf(0xc000 + ++m_cases) : request.caseId;
    CaseFile file = m_files.value(id);
    for (const OperationDraft &draft : request.drafts) {
        Operation made = draft.kind == OperationKind::Received ? received(++m_operations)
                                                               : operation(++m_operations, draft.kind, draft.payload);
        made.caseId = id;
        const auto after = fold(file.current, made);
        if (!after)
            qFatal("fold: %s", qPrintable(describe(after.error())));
        file.current = *after;
    }
    m_files.insert(id, file);
    return file;
}

std::optional<Fault> VisitDesk::told() const
{
    const auto tells = all<effect::Tell>();
    return tells.isEmpty() ? std::nullopt : std::optional(tells.constFirst().reason.fault);
}

VisitDesk &VisitDesk::open(const QString &matter, const Applicant &applicant)
{
    if (!isServing())
        on(visit::TicketCame{ticket()});
    on(visit::ApplicantTyped{applicant});
    return on(visit::MatterChosen{matter}).save();
}

VisitDesk &VisitDesk::supply(const QString &material, char fill)
{
    return on(visit::PageCame{page(fill), MaterialSource::Scanned, current().id, material}).save();
}

VisitDesk &VisitDesk::openComplete()
{
    return open(elderPass).supply(QStringLiteral("identity")).supply(QStringLiteral("photo"));
}

QString look(const VisitState &state)
{
    const auto *now = std::get_if<Serving>(&state);
    if (now == nullptr)
        return QString::number(state.index());
    QString text = QStringLiteral("%1 %2 %3 %4%5%6 %7")
                       .arg(now->applicant.name)
                       .arg(now->current)
                       .arg(now->material)
                       .arg(now->scanning)
                       .arg(now->deciding)
                       .arg(now->opening)
                       .arg(now->importing);
    text += now->ticket ? now->ticket->number + QString::number(now->ticket->calls) : QString();
    for (const CaseFile &file : now->cases)
        text += file.current.id + QString::number(file.current.version);
    return text;
}

} // namespace yichuang::samples
