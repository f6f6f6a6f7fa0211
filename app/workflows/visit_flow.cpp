// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit_flow.h"

#include "app/base/log.h"
#include "app/workflows/visit_drafts.h"

namespace yichuang
{

namespace
{

/// The queue has looked at the call: another one is another call.
bool isAnswer(Fault fault)
{
    return fault == Fault::QueueEmpty || fault == Fault::TransitionRefused || fault == Fault::TicketTaken
           || fault == Fault::NotAllowed || fault == Fault::RequestRefused || fault == Fault::NotFound;
}

} // namespace

VisitFlow::VisitFlow(VisitPorts ports, const Rulebook &rules, QObject *parent)
    : QObject(parent),
      m_ports(ports),
      m_rules(rules)
{
    connect(&m_ports.reader, &IdReader::cardRead, this, [this](const IdCard &card) {
        if (isAttended())
            handle(visit::CardCame{card});
    });
    connect(&m_ports.reader, &IdReader::faulted, this, [this](const Reason &reason) {
        if (isAttended())
            Q_EMIT told(reason);
    });
    connect(&m_ports.scanner, &PageSource::pageScanned, this, &VisitFlow::batchPage);
    connect(&m_ports.scanner, &PageSource::finished, this, &VisitFlow::batchEnded);
    connect(&m_ports.scanner, &PageSource::progressed, this, [this](int percent) {
        if (m_batch && m_batch->shift == m_shift.number())
            Q_EMIT scanProgressed(percent);
    });
    connect(&m_ports.link, &CentreLink::queueUntold, this, &VisitFlow::told);
    connect(&m_ports.store, &CaseStore::caseChanged, this, &VisitFlow::refreshCase);
}

bool VisitFlow::isAttended() const
{
    return !m_clerk.isEmpty() && (m_signIn == nullptr || std::holds_alternative<SignedIn>(m_signIn->state()));
}

Missing VisitFlow::missing() const
{
    const auto *now = std::get_if<Serving>(&m_state);
    const CaseFile *file = now != nullptr ? now->file() : nullptr;
    const Matter *theMatter = matter();
    return file != nullptr && theMatter != nullptr ? missingOf(file->current, *theMatter) : Missing{};
}

Deadlines VisitFlow::deadlines() const
{
    const auto *serving = std::get_if<Serving>(&m_state);
    const CaseFile *file = serving != nullptr ? serving->file() : nullptr;
    const Matter *theMatter = matter();
    if (file == nullptr || theMatter == nullptr || !m_rules.calendar)
        return {};
    return deadlinesOf(file->current, *theMatter, *m_rules.calendar, m_rules.dayOf(now()), m_rules.clocks);
}

const Matter *VisitFlow::matter() const
{
    const auto *serving = std::get_if<Serving>(&m_state);
    const CaseFile *file = serving != nullptr ? serving->file() : nullptr;
    return file != nullptr ? m_rules.matterOf(file->current) : nullptr;
}

QDateTime VisitFlow::now() const
{
    return m_ports.clock.now().addMSecs(m_ports.link.serverOffsetMs());
}

void VisitFlow::begin(const QString &clerk)
{
    m_shift.change();
    m_clerk = clerk;
    m_state = WindowFree{};
    m_early.clear();
    m_reopening = true;
    Q_EMIT changed();
    m_shift.await(this, m_ports.store.keptVisit(clerk), [this](const Result<std::optional<KeptVisit>> &kept) {
        if (kept && *kept) {
            reopen(**kept);
        } else {
            if (!kept)
                Q_EMIT told(kept.error());
            endReopening();
        }
        Q_EMIT printWanted();
    });
}

void VisitFlow::reopen(const KeptVisit &kept)
{
    noteWalkIn(kept.ticket);
    loadKept(kept, {}, 0);
}

void VisitFlow::loadKept(const KeptVisit &kept, const QList<CaseFile> &loaded, qsizetype next)
{
    // One after the other, so that they come back in the order in which they were opened.
    if (next == kept.cases.size()) {
        take(visit::VisitReopened{kept, loaded});
        endReopening();
        return;
    }
    m_shift.await(this, m_ports.store.load(kept.cases.at(next)), [=, this](const Result<CaseFile> &file) {
        if (!file)
            Q_EMIT told(file.error());
        loadKept(kept, file ? loaded + QList<CaseFile>{*file} : loaded, next + 1);
    });
}

void VisitFlow::endReopening()
{
    m_reopening = false;
    for (const VisitEvent &event : std::exchange(m_early, {}))
        take(event);
}

void VisitFlow::end()
{
    m_shift.change();
    if (m_batch && !m_batch->ending)
        m_ports.scanner.cancel();
    m_clerk.clear();
    m_early.clear();
    m_reopening = false;
    m_state = WindowFree{};
    Q_EMIT changed();
}

void VisitFlow::handle(const VisitEvent &event)
{
    if (m_clerk.isEmpty())
        return;
    if (m_reopening)
        m_early.append(event);
    else
        take(event);
}

void VisitFlow::take(const VisitEvent &event)
{
    const VisitContext context{m_rules, m_clerk, now(), m_ports.link.link() == LinkState::Offline, m_walkIns};
    VisitStep next = step(m_state, event, context);
    m_state = std::move(next.state);
    for (const VisitEffect &wanted : std::as_const(next.effects))
        run(wanted);
    Q_EMIT changed();
}

void VisitFlow::run(const VisitEffect &wanted)
{
    if (std::holds_alternative<effect::AskNextTicket>(wanted)) {
        callNext();
    } else if (const auto *tell = std::get_if<effect::TellTicket>(&wanted)) {
        m_ports.link.tellQueue(tell->ticketId, tell->number, tell->event);
    } else if (const auto *save = std::get_if<effect::Commit>(&wanted)) {
        commit(*save);
    } else if (const auto *visit = std::get_if<effect::Keep>(&wanted)) {
        keep(*visit);
    } else if (const auto *batch = std::get_if<effect::Scan>(&wanted)) {
        scan(*batch);
    } else if (std::holds_alternative<effect::StopScan>(wanted)) {
        m_ports.scanner.cancel();
    } else if (const auto *file = std::get_if<effect::Import>(&wanted)) {
        import(*file);
    } else if (std::holds_alternative<effect::Print>(wanted)) {
        Q_EMIT printWanted();
    } else if (const auto *said = std::get_if<effect::Tell>(&wanted)) {
        Q_EMIT told(said->reason);
    }
}

void VisitFlow::callNext()
{
    // The id stands for one visitor until the answer was heard, by whichever clerk: a reply that got lost is asked for
    // once more, and calls nobody else.
    if (m_call.isEmpty())
        m_call = newId(m_ports.clock, m_ports.random);
    m_shift.await(this, m_ports.centre.callNext(m_call), [this](const Result<Ticket> &ticket) {
        if (ticket || isAnswer(ticket.error().fault))
            m_call.clear();
        if (ticket)
            handle(visit::TicketCame{*ticket});
        else
            handle(visit::TicketFailed{ticket.error()});
    });
}

void VisitFlow::commit(const effect::Commit &wanted)
{
    const QString caseId = wanted.request.caseId;
    m_shift.await(this, m_ports.store.commit(wanted.request),
                  [this, caseId, saving = wanted.saving](const Result<CaseFile> &file) {
                      if (file)
                          handle(visit::CaseSaved{*file, saving});
                      else
                          handle(visit::CaseNotSaved{caseId, file.error(), saving});
                  });
}

void VisitFlow::keep(const effect::Keep &wanted)
{
    if (wanted.visit)
        noteWalkIn(wanted.visit->ticket);
    m_shift.await(this, m_ports.store.keepVisit(m_clerk, wanted.visit), [this](const Result<Done> &kept) {
        if (!kept)
            Q_EMIT told(kept.error());
    });
}

void VisitFlow::noteWalkIn(const std::optional<Ticket> &ticket)
{
    if (ticket && isLocal(*ticket))
        m_walkIns = std::max(m_walkIns, ticket->number.mid(1).toInt());
}

void VisitFlow::scan(const effect::Scan &wanted)
{
    if (m_batch) {
        // Pages of the batch before are still coming; they must not fall into this case.
        take(visit::ScanEnded{0, Reason{Fault::ScannerBusy, QStringLiteral("visit.scan"), {}}});
        return;
    }
    m_batch = Batch{wanted.caseId, wanted.material, m_shift.number(), 0, std::nullopt};
    m_ports.scanner.scan(wanted.request);
}

void VisitFlow::batchPage(const ScannedPage &page)
{
    if (!m_batch || m_batch->shift != m_shift.number())
        return;
    m_batch->onTheirWay += 1;
    // The page is kept as it came; a person looks at it and lays it down again.
    for (const PageFlag flag : page.flags) {
        const Fault fault = flag == PageFlag::Blurred ? Fault::PageBlurred : Fault::PageGlare;
        Q_EMIT told(Reason{fault, QStringLiteral("visit.scan"), {}});
    }
    whenDone(m_ports.store.putPage(page.bytes, page.mime, page.name), this, [this](const Result<PageRef> &ref) {
        if (m_batch->shift == m_shift.number()) {
            if (ref)
                handle(visit::PageCame{*ref, MaterialSource::Scanned, m_batch->caseId, m_batch->material});
            else
                handle(visit::CaseNotSaved{m_batch->caseId, ref.error(), Saving::Change});
        }
        m_batch->onTheirWay -= 1;
        batchSettled();
    });
}

void VisitFlow::batchEnded(int pages, const std::optional<Reason> &reason)
{
    if (!m_batch)
        return;
    m_batch->ending = visit::ScanEnded{pages, reason};
    batchSettled();
}

void VisitFlow::batchSettled()
{
    if (!m_batch->ending || m_batch->onTheirWay > 0)
        return;
    const Batch batch = *std::exchange(m_batch, std::nullopt);
    if (batch.shift == m_shift.number())
        handle(*batch.ending);
}

void VisitFlow::import(const effect::Import &wanted)
{
    m_shift.await(this, m_ports.press.import(wanted.path), [this, wanted](const Result<ScannedPage> &page) {
        if (!page) {
            handle(visit::ImportEnded{page.error()});
            return;
        }
        m_shift.await(this, m_ports.store.putPage(page->bytes, page->mime, page->name),
                      [this, wanted](const Result<PageRef> &ref) {
                          if (ref)
                              handle(visit::PageCame{*ref, MaterialSource::Imported, wanted.caseId, wanted.material});
                          handle(visit::ImportEnded{ref ? std::nullopt : std::optional(ref.error())});
                      });
    });
}

void VisitFlow::refreshCase(const QString &caseId)
{
    const auto *now = std::get_if<Serving>(&m_state);
    if (now == nullptr)
        return;
    const bool ours = std::any_of(now->cases.cbegin(), now->cases.cend(),
                                  [&](const CaseFile &file) { return file.current.id == caseId; });
    if (!ours)
        return;
    m_shift.await(this, m_ports.store.load(caseId), [this](const Result<CaseFile> &file) {
        if (file)
            handle(visit::CaseRefreshed{*file});
    });
}

} // namespace yichuang
