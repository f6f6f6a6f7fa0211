// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/visit_flow.h"

#include "app/base/log.h"

namespace yichuang
{

VisitFlow::VisitFlow(VisitPorts ports, const Rulebook &rules, QObject *parent)
    : QObject(parent),
      m_ports(ports),
      m_rules(rules)
{
    connect(&m_ports.reader, &IdReader::cardRead, this, [this](const IdCard &card) {
        if (!m_clerk.isEmpty())
            handle(visit::CardCame{card});
    });
    connect(&m_ports.reader, &IdReader::faulted, this, [this](const Reason &reason) {
        if (!m_clerk.isEmpty())
            Q_EMIT told(reason);
    });
    connect(&m_ports.scanner, &PageSource::pageScanned, this,
            [this](const ScannedPage &page) { putPage(page, MaterialSource::Scanned, m_scanCase, m_scanMaterial); });
    connect(&m_ports.scanner, &PageSource::finished, this,
            [this](int pages, const std::optional<Reason> &reason) { handle(visit::ScanEnded{pages, reason}); });
    connect(&m_ports.store, &CaseStore::caseChanged, this, &VisitFlow::refreshCase);
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
    return deadlinesOf(file->current, *theMatter, *m_rules.calendar, m_rules.dayOf(now()));
}

const Matter *VisitFlow::matter() const
{
    const auto *serving = std::get_if<Serving>(&m_state);
    const CaseFile *file = serving != nullptr ? serving->file() : nullptr;
    return file != nullptr ? m_rules.matter(file->current.matterCode) : nullptr;
}

QDateTime VisitFlow::now() const
{
    return m_ports.clock.now().addMSecs(m_ports.link.serverOffsetMs());
}

void VisitFlow::begin(const QString &clerk)
{
    m_clerk = clerk;
    m_state = WindowFree{};
    Q_EMIT changed();
    m_ports.store.keptVisit(clerk).then(this, [this](const Result<std::optional<KeptVisit>> &kept) {
        if (!kept)
            Q_EMIT told(kept.error());
        else if (*kept)
            reopen(**kept);
        Q_EMIT printWanted();
    });
}

void VisitFlow::reopen(const KeptVisit &kept)
{
    // Loaded one after the other, so that they come back in the order in which they were opened.
    auto files = std::make_shared<QList<CaseFile>>();
    auto loadNext = std::make_shared<std::function<void(qsizetype)>>();
    *loadNext = [this, kept, files, weak = std::weak_ptr(loadNext)](qsizetype index) {
        if (index == kept.cases.size()) {
            handle(visit::VisitReopened{kept, *files});
            return;
        }
        auto self = weak.lock();
        m_ports.store.load(kept.cases.at(index)).then(this, [this, files, self, index](const Result<CaseFile> &file) {
            if (file)
                files->append(*file);
            else
                Q_EMIT told(file.error());
            (*self)(index + 1);
        });
    };
    (*loadNext)(0);
}

void VisitFlow::end()
{
    m_clerk.clear();
    m_state = WindowFree{};
    Q_EMIT changed();
}

void VisitFlow::handle(const VisitEvent &event)
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
        m_ports.centre.callNext().then(this, [this](const Result<Ticket> &ticket) {
            if (ticket)
                handle(visit::TicketCame{*ticket});
            else
                handle(visit::TicketFailed{ticket.error()});
        });
    } else if (const auto *tell = std::get_if<effect::TellTicket>(&wanted)) {
        m_ports.centre.ticketEvent(tell->ticketId, tell->event).then(this, [](const Result<Ticket> &ticket) {
            if (!ticket)
                qCInfo(logDesk) << "the queue was not told:" << describe(ticket.error());
        });
    } else if (const auto *save = std::get_if<effect::Commit>(&wanted)) {
        commit(save->request);
    } else if (const auto *keep = std::get_if<effect::Keep>(&wanted)) {
        if (keep->visit && keep->visit->ticket && keep->visit->ticket->id.startsWith(QStringLiteral("local-")))
            m_walkIns = std::max(m_walkIns, keep->visit->ticket->number.mid(1).toInt());
        m_ports.store.keepVisit(m_clerk, keep->visit).then(this, [this](const Result<Done> &kept) {
            if (!kept)
                Q_EMIT told(kept.error());
        });
    } else if (const auto *scan = std::get_if<effect::Scan>(&wanted)) {
        m_scanCase = scan->caseId;
        m_scanMaterial = scan->material;
        m_ports.scanner.scan(scan->request);
    } else if (std::holds_alternative<effect::StopScan>(wanted)) {
        m_ports.scanner.cancel();
    } else if (const auto *import = std::get_if<effect::Import>(&wanted)) {
        const effect::Import wish = *import;
        m_ports.press.import(wish.path).then(this, [this, wish](const Result<ScannedPage> &page) {
            if (page)
                putPage(*page, MaterialSource::Imported, wish.caseId, wish.material);
            else
                Q_EMIT told(page.error());
        });
    } else if (std::holds_alternative<effect::Print>(wanted)) {
        Q_EMIT printWanted();
    } else if (const auto *said = std::get_if<effect::Tell>(&wanted)) {
        Q_EMIT told(said->reason);
    }
}

void VisitFlow::commit(const CommitRequest &request)
{
    m_ports.store.commit(request).then(this, [this, caseId = request.caseId](const Result<CaseFile> &file) {
        if (file)
            handle(visit::CaseSaved{*file});
        else
            handle(visit::CaseNotSaved{caseId, file.error()});
    });
}

void VisitFlow::putPage(const ScannedPage &page, MaterialSource source, const QString &caseId, const QString &material)
{
    if (caseId.isEmpty())
        return;
    m_ports.store.putPage(page.bytes, page.mime, page.name)
        .then(this, [this, source, caseId, material](const Result<PageRef> &ref) {
            if (ref)
                handle(visit::PageCame{*ref, source, caseId, material});
            else
                handle(visit::CaseNotSaved{caseId, ref.error()});
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
    m_ports.store.load(caseId).then(this, [this](const Result<CaseFile> &file) {
        if (file)
            handle(visit::CaseRefreshed{*file});
    });
}

} // namespace yichuang
