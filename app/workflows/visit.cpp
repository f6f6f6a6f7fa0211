// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit.h"

#include "app/domain/transitions.h"
#include "app/workflows/one_thing_visit.h"
#include "app/workflows/sign_in.h"
#include "app/workflows/visit_drafts.h"

namespace yichuang
{
namespace
{

/// One visit being changed by one event: the state as it becomes, and what has to be done outside.
class Turn
{
public:
    Turn(VisitState state, const VisitContext &context) : m_state(std::move(state)), m_context(context) {}

    void operator()(const visit::CallAsked &)
    {
        if (!std::holds_alternative<WindowFree>(m_state))
            return;
        if (m_context.offline) {
            serve(walkInTicket(m_context));
            return;
        }
        m_state = CallingNext{};
        m_effects.append(effect::AskNextTicket{});
    }
    void operator()(const visit::TicketCame &event)
    {
        Serving *now = serving();
        if (now == nullptr) {
            serve(event.ticket);
        } else if (!now->ticket) {
            // The visitor's card was quicker than the queue: the ticket is theirs.
            now->ticket = event.ticket;
            keep();
        }
    }
    void operator()(const visit::TicketFailed &event)
    {
        if (!std::holds_alternative<CallingNext>(m_state))
            return;
        m_state = WindowFree{};
        if (meansOffline(event.reason.fault))
            serve(walkInTicket(m_context));
        else
            tell(event.reason);
    }
    void operator()(const visit::TicketActAsked &event) { ticketAct(event.event); }
    void operator()(const visit::WalkInAsked &)
    {
        if (std::holds_alternative<WindowFree>(m_state))
            serve(std::nullopt);
    }
    void operator()(const visit::CardCame &event)
    {
        if (!serving())
            serve(std::nullopt);
        if (!setApplicant(applicantFromCard(event.card, serving()->applicant)))
            proveIdentity();
    }
    void operator()(const visit::ApplicantTyped &event)
    {
        if (serving())
            setApplicant(event.applicant);
    }
    void operator()(const visit::MatterChosen &event) { openCase(event.code); }
    void operator()(const visit::OneThingAnswered &) {} // this and the next two: one_thing_visit.cpp
    void operator()(const visit::OneThingBegun &) {}
    void operator()(const visit::OneThingLeft &) {}
    void operator()(const visit::CaseChosen &event)
    {
        Serving *now = serving();
        if (now == nullptr || event.index < -1 || event.index >= now->cases.size() || now->deciding)
            return;
        now->current = event.index;
        now->material = firstWantedMaterial(*now, m_context);
        bringApplicant();
    }
    void operator()(const visit::SituationChosen &event)
    {
        if (const Case *theCase = editable()) {
            SituationAnswers answers = theCase->situation;
            answers.insert(event.situation, event.option);
            if (answers != theCase->situation)
                commitSituation(*theCase, answers);
        }
    }
    void operator()(const visit::FieldsTyped &event)
    {
        if (editable() != nullptr && !event.fields.isEmpty())
            commit({fieldsDraft(event.fields)});
    }
    void operator()(const visit::MaterialChosen &event)
    {
        Serving *now = serving();
        if (now != nullptr && isWanted(*now, event.id, m_context))
            now->material = event.id;
    }
    void operator()(const visit::NextMaterialAsked &)
    {
        if (Serving *now = serving())
            now->material = nextWantedMaterial(*now, m_context);
    }
    void operator()(const visit::ScanAsked &event)
    {
        Serving *now = serving();
        const Case *theCase = editable();
        if (theCase == nullptr || now->scanning)
            return;
        if (now->material.isEmpty()) {
            tell({Fault::NotFound, QStringLiteral("visit.scan"), QStringLiteral("no material chosen")});
            return;
        }
        now->scanning = true;
        m_effects.append(effect::Scan{event.request, theCase->id, now->material});
    }
    void operator()(const visit::ScanStopAsked &)
    {
        if (serving() != nullptr && serving()->scanning)
            m_effects.append(effect::StopScan{});
    }
    void operator()(const visit::PageCame &event)
    {
        // A page that arrives late belongs to the case for which it was scanned, whichever is shown now.
        m_effects.append(effect::Commit{
            request(m_context, event.caseId, {materialDraft(event.material, event.source, {event.page})})});
    }
    void operator()(const visit::ScanEnded &event)
    {
        if (Serving *now = serving())
            now->scanning = false;
        if (event.reason)
            tell(*event.reason);
    }
    void operator()(const visit::ImportAsked &event)
    {
        const Case *theCase = editable();
        if (theCase == nullptr)
            return;
        if (serving()->material.isEmpty()) {
            tell({Fault::NotFound, QStringLiteral("visit.import"), QStringLiteral("no material chosen")});
            return;
        }
        serving()->importing += 1;
        m_effects.append(effect::Import{event.path, theCase->id, serving()->material});
    }
    void operator()(const visit::ImportEnded &event)
    {
        if (Serving *now = serving(); now != nullptr && now->importing > 0)
            now->importing -= 1;
        if (event.reason)
            tell(*event.reason);
    }
    void operator()(const visit::SharedAsked &) { supply(MaterialSource::Shared); }
    void operator()(const visit::PaperKeptAsked &) { supply(MaterialSource::PaperKept); }
    void operator()(const visit::MaterialCleared &event)
    {
        if (const Case *theCase = editable(); theCase != nullptr && theCase->material(event.id) != nullptr)
            commit({removalDraft(event.id)});
    }
    void operator()(const visit::AcceptAsked &) { decide(acceptDrafts(m_context, *serving())); }
    void operator()(const visit::CorrectionWanted &event)
    {
        decide(correctionDrafts(m_context, *serving(), event.reason));
    }
    void operator()(const visit::ToleranceWanted &) { decide(toleranceDrafts(m_context, *serving())); }
    void operator()(const visit::RefusalWanted &event) { decide(refusalDrafts(*serving(), event.reason)); }
    void operator()(const visit::CaseSaved &event) { saved(event); }
    void operator()(const visit::CaseNotSaved &event)
    {
        Serving *now = serving();
        if (now != nullptr && event.saving == Saving::Decision)
            now->deciding = false;
        if (now != nullptr && event.saving == Saving::Opening)
            endOpening(*now);
        tell(event.reason);
    }
    void operator()(const visit::CaseRefreshed &event)
    {
        Serving *now = serving();
        const int index = now != nullptr ? indexOf(*now, event.file.current.id) : -1;
        if (index >= 0)
            now->cases[index] = event.file;
    }
    void operator()(const visit::VisitReopened &event)
    {
        if (!std::holds_alternative<WindowFree>(m_state))
            return;
        Serving now;
        now.ticket = event.visit.ticket;
        now.applicant = event.visit.applicant;
        now.cases = event.cases;
        now.current = static_cast<int>(event.cases.size()) - 1;
        now.material = firstWantedMaterial(now, m_context);
        m_state = now;
    }
    void operator()(const visit::FinishAsked &) { ticketAct(TicketEvent::Finish); }

    /// Decisions ask for a visit with a case; every other event copes by itself.
    [[nodiscard]] bool ready(const VisitEvent &event)
    {
        const bool decision = std::holds_alternative<visit::AcceptAsked>(event)
                              || std::holds_alternative<visit::CorrectionWanted>(event)
                              || std::holds_alternative<visit::ToleranceWanted>(event)
                              || std::holds_alternative<visit::RefusalWanted>(event);
        return !decision || editable() != nullptr;
    }
    [[nodiscard]] VisitStep result() { return {std::move(m_state), std::move(m_effects)}; }

private:
    [[nodiscard]] Serving *serving() { return std::get_if<Serving>(&m_state); }

    /// The current case, where it may still be changed.
    [[nodiscard]] const Case *editable()
    {
        Serving *now = serving();
        const CaseFile *file = now != nullptr ? now->file() : nullptr;
        if (file == nullptr || now->deciding || !isPreparing(file->current.state))
            return nullptr;
        return &file->current;
    }

    static int indexOf(const Serving &now, const QString &caseId)
    {
        for (int i = 0; i < now.cases.size(); ++i) {
            if (now.cases.at(i).current.id == caseId)
                return i;
        }
        return -1;
    }

    void tell(const Reason &reason) { m_effects.append(effect::Tell{reason}); }

    void keep()
    {
        const Serving *now = serving();
        if (now == nullptr) {
            m_effects.append(effect::Keep{std::nullopt});
            return;
        }
        KeptVisit kept{now->ticket, now->applicant, {}};
        for (const CaseFile &file : now->cases)
            kept.cases.append(file.current.id);
        m_effects.append(effect::Keep{kept});
    }

    void serve(const std::optional<Ticket> &ticket)
    {
        Serving now;
        now.ticket = ticket;
        m_state = now;
        keep();
    }

    /// The ticket after the event; a visitor without one can be served and let go, no more.
    [[nodiscard]] std::optional<Ticket> ticketAfter(const Serving &now, TicketEvent event)
    {
        const bool leaving = event == TicketEvent::Finish || event == TicketEvent::Pass;
        if (!now.ticket)
            return leaving ? std::optional(Ticket()) : std::nullopt;
        // Another window knows nothing of a ticket made here.
        if (event == TicketEvent::Call || event == TicketEvent::Requeue
            || (event == TicketEvent::Transfer && isLocal(*now.ticket)))
            return std::nullopt;
        auto next = stepTicket(*now.ticket, event, now.ticket->window, m_context.now);
        return next ? std::optional(*next) : std::nullopt;
    }

    void ticketAct(TicketEvent event)
    {
        Serving *now = serving();
        if (now == nullptr || now->deciding || now->opening)
            return;
        const auto next = ticketAfter(*now, event);
        if (!next)
            return;
        if (now->ticket && !isLocal(*now->ticket))
            m_effects.append(effect::TellTicket{now->ticket->id, now->ticket->number, event});
        if (event == TicketEvent::Recall || event == TicketEvent::Serve) {
            now->ticket = next;
            return;
        }
        if (now->scanning)
            m_effects.append(effect::StopScan{});
        m_state = WindowFree{};
        keep();
    }

    /// True where the current case takes it over.
    bool setApplicant(const Applicant &applicant)
    {
        Serving *now = serving();
        if (now->deciding)
            return false;
        if (now->applicant != applicant) {
            now->applicant = applicant;
            keep();
        }
        const Case *theCase = editable();
        if (theCase == nullptr || toJson(theCase->applicant) == toJson(applicant))
            return false;
        commitApplicant(*theCase, applicant);
        return true;
    }

    /// The same card once more: the proof of identity may have been taken back meanwhile.
    void proveIdentity()
    {
        const Case *theCase = editable();
        const Matter *matter = theCase != nullptr ? m_context.rules.matterOf(*theCase) : nullptr;
        if (matter == nullptr)
            return;
        const auto drafts = identityDrafts(*matter, theCase->situation, *theCase, theCase->applicant);
        if (!drafts.isEmpty())
            commit(drafts);
    }

    /// To a case that was chosen or opened before the applicant was known.
    void bringApplicant(const Applicant &before = {})
    {
        const Case *theCase = editable();
        if (theCase != nullptr && toJson(theCase->applicant) == toJson(before)
            && toJson(before) != toJson(serving()->applicant))
            commitApplicant(*theCase, serving()->applicant);
    }

    void commitApplicant(const Case &theCase, const Applicant &applicant)
    {
        QList<OperationDraft> drafts{applicantDraft(applicant)};
        const Matter *matter = m_context.rules.matterOf(theCase);
        const QJsonObject fields = matter != nullptr ? refilled(*matter, theCase, applicant) : QJsonObject();
        if (!fields.isEmpty())
            drafts.append(fieldsDraft(fields));
        if (matter != nullptr)
            drafts.append(identityDrafts(*matter, theCase.situation, theCase, applicant));
        commit(drafts);
    }

    void commitSituation(const Case &theCase, const SituationAnswers &answers)
    {
        QList<OperationDraft> drafts{situationDraft(answers)};
        if (const Matter *matter = m_context.rules.matterOf(theCase))
            drafts.append(identityDrafts(*matter, answers, theCase, theCase.applicant));
        commit(drafts);
    }

    void openCase(const QString &code)
    {
        Serving *now = serving();
        if (now == nullptr || now->opening || now->deciding)
            return;
        const Matter *matter = m_context.rules.matter(code);
        if (matter == nullptr) {
            tell({Fault::MatterUnknown, QStringLiteral("visit.open"), code});
            return;
        }
        now->opening = true;
        now->matterWanted = code;
        m_effects.append(effect::Commit{request(m_context, {}, openingDrafts(*now, *matter)), Saving::Opening});
    }

    void commit(const QList<OperationDraft> &drafts)
    {
        m_effects.append(effect::Commit{request(m_context, serving()->file()->current.id, drafts)});
    }

    void supply(MaterialSource source)
    {
        const Case *theCase = editable();
        const Matter *matter = theCase != nullptr ? m_context.rules.matterOf(*theCase) : nullptr;
        if (matter == nullptr)
            return;
        for (const MaterialSpec &spec : materialsFor(*matter, theCase->situation)) {
            if (spec.id != serving()->material)
                continue;
            if (source == MaterialSource::Shared && spec.sharedLicence.isEmpty()) {
                tell({Fault::MaterialNotShared, QStringLiteral("visit.shared"), spec.id});
                return;
            }
            commit({materialDraft(spec.id, source, {})});
        }
    }

    void decide(const Result<DecisionDrafts> &drafts)
    {
        if (!drafts) {
            tell(drafts.error());
            return;
        }
        Serving *now = serving();
        if (now->scanning || now->importing > 0) {
            // A decided case takes no more pages: those on their way would be lost to it.
            tell({Fault::ScannerBusy, QStringLiteral("visit.decide"), QStringLiteral("pages are still arriving")});
            return;
        }
        if (const auto late = tooLate(*now->file(), *drafts)) {
            tell(*late);
            return;
        }
        now->deciding = true;
        CommitRequest wanted = request(m_context, now->file()->current.id, drafts->drafts);
        wanted.papers = drafts->papers;
        wanted.offline = m_context.offline;
        m_effects.append(effect::Commit{wanted, Saving::Decision});
    }

    /// What time has decided already: after five working days nobody may ask or refuse any more.
    [[nodiscard]] std::optional<Reason> tooLate(const CaseFile &file, const DecisionDrafts &decision) const
    {
        const Rulebook &rules = m_context.rules;
        if (!rules.calendar || decision.drafts.isEmpty())
            return std::nullopt;
        Operation act;
        act.kind = decision.drafts.constLast().kind;
        act.wallTime = m_context.now;
        const auto timely =
            isTimely(file.current, act, {*rules.calendar, nullptr, rules.dayOf(m_context.now), rules.clocks});
        return timely ? std::nullopt : std::optional(timely.error());
    }

    static void endOpening(Serving &now)
    {
        now.opening = false;
        now.matterWanted.clear();
    }

    void saved(const visit::CaseSaved &event)
    {
        Serving *now = serving();
        if (now == nullptr)
            return;
        const int index = indexOf(*now, event.file.current.id);
        const bool cardCame = index >= 0 && isSuppliedByCard(*now, now->cases.at(index).current, event.file.current);
        if (index >= 0)
            now->cases[index] = event.file;
        if (event.saving == Saving::Decision) {
            now->deciding = false;
            m_effects.append(effect::Print{});
        } else if (event.saving == Saving::Opening && index < 0) {
            now->cases.append(event.file);
            now->current = static_cast<int>(now->cases.size()) - 1;
            endOpening(*now);
            now->material = firstWantedMaterial(*now, m_context);
            keep();
            bringApplicant(event.file.current.applicant); // a card may have been laid down meanwhile
        }
        if (cardCame || !isWanted(*now, now->material, m_context))
            now->material = firstWantedMaterial(*now, m_context);
        withdrawIdentity(event.file.current.id);
    }

    /// True where the chosen material has just been supplied by a card: work goes on at the next.
    static bool isSuppliedByCard(const Serving &now, const Case &before, const Case &after)
    {
        const CaseFile *file = now.file();
        const CaseMaterial *held = after.material(now.material);
        return file != nullptr && file->current.id == after.id && held != nullptr
               && held->source == MaterialSource::CardRead && before.material(now.material) == nullptr;
    }

    /// An applicant may have been typed while the card before was still being saved.
    void withdrawIdentity(const QString &caseId)
    {
        const Case *theCase = editable();
        if (theCase == nullptr || theCase->id != caseId)
            return;
        const Matter *matter = m_context.rules.matterOf(*theCase);
        const auto drafts = matter != nullptr ? identityWithdrawals(*matter, *theCase) : QList<OperationDraft>();
        if (!drafts.isEmpty())
            commit(drafts);
    }

    VisitState m_state;
    const VisitContext &m_context;
    QList<VisitEffect> m_effects;
};

} // namespace

const CaseFile *Serving::file() const
{
    return current >= 0 && current < cases.size() ? &cases.at(current) : nullptr;
}

VisitStep step(const VisitState &state, const VisitEvent &event, const VisitContext &context)
{
    return stepTogether(state, event, context, [&context](const VisitState &now, const VisitEvent &one) {
        Turn turn(now, context);
        if (turn.ready(one))
            std::visit(turn, one);
        return turn.result();
    });
}

} // namespace yichuang
