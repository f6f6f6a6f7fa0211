// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit.h"
#include "tests/fakes/case_samples.h"

#include <QTest>

namespace yichuang::samples
{

inline const QString elderPass = QStringLiteral("11130100MB1A0238143002011105002");
inline const QString foodPermit = QStringLiteral("11130100MB1A0238143000131002000");
inline const QString clerk = QStringLiteral("lixiaowen");

inline Rulebook rulebook()
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

inline IdCard wangsCard()
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

/// Another invented person; the check digit is right.
inline Applicant zhao()
{
    Applicant person;
    person.name = QStringLiteral("赵小样");
    person.idNumber = QStringLiteral("440524188001010014");
    person.phone = QStringLiteral("13900000000");
    return person;
}

inline Ticket ticket(const QString &number = QStringLiteral("A023"))
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

inline PageRef page(char fill, const QString &name = {})
{
    return {QString(64, QLatin1Char(fill)), QStringLiteral("image/jpeg"), name, 1000};
}

/// A visit that is stepped by hand: no store, no loop. save() plays the store with the domain's own fold.
class VisitDesk
{
public:
    Rulebook rules = rulebook();
    VisitState state = WindowFree{};
    QList<VisitEffect> effects; ///< of the last event
    bool offline = false;
    int walkIns = 0;

    VisitDesk &on(const VisitEvent &event)
    {
        const VisitContext context{rules, clerk, morning(), offline, walkIns};
        VisitStep next = step(state, event, context);
        state = std::move(next.state);
        effects = std::move(next.effects);
        return *this;
    }
    /// Folds the commits of the last event and reports them saved.
    VisitDesk &save()
    {
        for (const effect::Commit &commit : all<effect::Commit>())
            on(visit::CaseSaved{folded(commit.request), commit.saving});
        return *this;
    }
    [[nodiscard]] CaseFile folded(const CommitRequest &request)
    {
        const QString id = request.caseId.isEmpty() ? idOf(0xc000 + ++m_cases) : request.caseId;
        CaseFile file = m_files.value(id);
        for (const OperationDraft &draft : request.drafts) {
            Operation made = draft.kind == OperationKind::Received
                                 ? received(++m_operations)
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
    [[nodiscard]] const Serving &serving() const { return std::get<Serving>(state); }
    [[nodiscard]] bool isServing() const { return std::holds_alternative<Serving>(state); }
    [[nodiscard]] bool isFree() const { return std::holds_alternative<WindowFree>(state); }
    [[nodiscard]] const Case &current() const { return serving().file()->current; }
    template <typename Effect>
    [[nodiscard]] QList<Effect> all() const
    {
        QList<Effect> found;
        for (const VisitEffect &one : effects) {
            if (const auto *fits = std::get_if<Effect>(&one))
                found.append(*fits);
        }
        return found;
    }
    /// The fault told by the last event, where one was.
    [[nodiscard]] std::optional<Fault> told() const
    {
        const auto tells = all<effect::Tell>();
        return tells.isEmpty() ? std::nullopt : std::optional(tells.constFirst().reason.fault);
    }
    /// A visitor with a ticket, a card and an open matter.
    VisitDesk &open(const QString &matter, const Applicant &applicant = wang())
    {
        if (!isServing())
            on(visit::TicketCame{ticket()});
        on(visit::ApplicantTyped{applicant});
        return on(visit::MatterChosen{matter}).save();
    }
    VisitDesk &supply(const QString &material, char fill = 'a')
    {
        return on(visit::PageCame{page(fill), MaterialSource::Scanned, current().id, material}).save();
    }
    /// The elder's pass with everything that it needs.
    VisitDesk &openComplete()
    {
        return open(elderPass).supply(QStringLiteral("identity")).supply(QStringLiteral("photo"));
    }

private:
    QMap<QString, CaseFile> m_files;
    int m_cases = 0;
    int m_operations = 0;
};

/// What can be seen of a state, so that a test can say "unchanged".
inline QString look(const VisitState &state)
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
