// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/shell.h"

#include "app/domain/transitions.h"
#include "ui/pages/cases/cases_page.h"
#include "ui/pages/desk/desk_page.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/outbox/outbox_page.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/printing/paper_preview.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/help_panel.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/rail_button.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/top_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/mend_words.h"
#include "ui/widgets/words.h"

#include <QFileIconProvider>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

namespace yichuang
{
namespace
{

struct Stop {
    Place place;
    Act act;
    const char *icon;
    const char *help;
};
const Stop stops[] = {
    {Place::Desk, Act::GoDesk, "call-start", "desk"},
    {Place::Intake, Act::GoIntake, "document-edit", "intake"},
    {Place::Cases, Act::GoCases, "view-list-details", "cases"},
    {Place::Outbox, Act::GoOutbox, "cloud-upload", "outbox"},
    {Place::Settings, Act::GoSettings, "settings-configure", "settings"},
};

} // namespace

Shell::Shell(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_theme(theme),
      m_actions(actions)
{
    setObjectName(QStringLiteral("shell"));
    setRole(this, "ground");
    setAttribute(Qt::WA_StyledBackground);
    build();
    bindActs();
    bindFlows();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_top->tick();
        m_strip->tick();
    });
    stage();
}

void Shell::build()
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_middle = new QHBoxLayout;
    m_middle->setSpacing(0);
    auto *content = new QVBoxLayout;
    content->setSpacing(0);
    m_notices = new NoticeBar(m_theme, m_actions, this);
    content->addWidget(m_notices);
    m_stack = new QStackedWidget(this);
    content->addWidget(m_stack, 1);
    m_middle->addLayout(content, 1);
    m_column->addLayout(m_middle, 1);
}

void Shell::stage()
{
    m_work.add([this] {
        m_top = new TopBar(m_desk, m_theme, m_actions, this);
        m_column->insertWidget(0, m_top);
    });
    m_work.add([this] { m_middle->insertWidget(0, makeRail()); });
    m_work.add([this] {
        m_strip = new StatusStrip(m_desk, m_theme, m_actions, this);
        m_column->addWidget(m_strip);
    });
    m_work.add([this] { page(Place::Desk); });
    m_work.add([this] { polish(m_pages.value(Place::Desk)); });
    // It binds the acts of the visit, which work from every place.
    m_work.add([this] { page(Place::Intake); });
    m_work.add([this] { warm(); });
    m_work.add([this] { polish(this); });
    m_work.add([this] { polish(m_pages.value(Place::Intake)); });
    m_work.add([this] { stand(); });
    for (const Place place : {Place::Cases, Place::Outbox, Place::Settings})
        m_work.add([this, place] { page(place); });
    // What the dialog for files shows first; else its opening waits for the icon theme to be searched.
    m_work.add([] { (void)QFileIconProvider().icon(QFileIconProvider::Computer); });
}

/// The icons of what is shown first.
void Shell::warm()
{
    for (const Stop &stop : stops) {
        for (const QColor &ink : {m_theme.tokens().second, m_theme.tokens().accent.ink})
            (void)m_theme.icon(QLatin1String(stop.icon), ink, m_theme.px(20), devicePixelRatioF());
    }
}

/// Dresses the parts of a part, which else is done when they are shown, all at once. The pages do it for themselves.
void Shell::polish(QWidget *part)
{
    for (QObject *child : part->children()) {
        auto *inner = qobject_cast<QWidget *>(child);
        if (inner == nullptr || inner == m_stack)
            continue;
        inner->ensurePolished();
        polish(inner);
    }
}

void Shell::stand()
{
    m_stands = true;
    connect(&m_desk.visit, &VisitFlow::changed, this, &Shell::follow);
    m_wasServing = std::holds_alternative<Serving>(m_desk.visit.state());
    m_rail.value(Place::Outbox)->setCount(m_desk.outbox.standing().attention);
    m_second.start();
    go(m_wasServing ? Place::Intake : Place::Desk);
    follow();
    Q_EMIT stood();
}

void Shell::dismantle(StagedWork &work)
{
    m_stands = false;
    m_work.drop();
    m_second.stop();
    for (const ActRow &row : Actions::rows())
        m_actions.of(row.act)->disconnect(this);
    m_desk.visit.disconnect(this);
    m_desk.codes.disconnect(this);
    for (const Place place : m_pages.keys()) {
        work.add([this, place] {
            m_pages.remove(place);
            delete m_frames.take(place);
        });
    }
}

QWidget *Shell::makeRail()
{
    auto *rail = new QFrame(this);
    rail->setObjectName(QStringLiteral("rail"));
    setRole(rail, "rail");
    auto *column = new QVBoxLayout(rail);
    column->setContentsMargins(6, 12, 6, 12);
    column->setSpacing(4);
    for (const Stop &stop : stops) {
        auto *button = new RailButton(m_theme, m_actions.of(stop.act), QLatin1String(stop.icon), rail);
        if (stop.place == Place::Settings)
            column->addStretch(1);
        column->addWidget(button, 0, Qt::AlignHCenter);
        m_rail.insert(stop.place, button);
    }
    return rail;
}

void Shell::bindActs()
{
    const auto on = [this](Act act, auto handler) { connect(m_actions.of(act), &QAction::triggered, this, handler); };
    const auto send = [&](Act act, VisitEvent event) { on(act, [this, event] { m_desk.visit.handle(event); }); };
    on(Act::Call, [this] { callNext(); });
    send(Act::Recall, visit::TicketActAsked{TicketEvent::Recall});
    send(Act::Pass, visit::TicketActAsked{TicketEvent::Pass});
    send(Act::Transfer, visit::TicketActAsked{TicketEvent::Transfer});
    send(Act::WalkIn, visit::WalkInAsked{});
    send(Act::Finish, visit::FinishAsked{});
    on(Act::ReadCard, [this] { m_desk.reader.start(); });
    on(Act::ScanCode, [this] {
        m_desk.codes.start();
        m_notices->say(Tone::Accent, tr("Hold the code before the scanner."));
    });
    on(Act::AskVisitor, [this] { m_desk.citizen.handle(citizen::Asked{}); });
    on(Act::AskVisitorNoMore, [this] { m_desk.citizen.handle(citizen::TakenBack{}); });
    on(Act::SendNow, [this] { m_desk.outbox.sendNow(); });
    on(Act::ClosePanel, [this] { closePanels(); });
    on(Act::Palette, [this] { palette(); });
    for (const Stop &stop : stops)
        on(stop.act, [this, place = stop.place] { go(place); });
    m_actions.of(Act::ClosePanel)->setEnabled(false);
    m_actions.of(Act::PrintPaper)->setEnabled(false);
    m_actions.of(Act::SavePaper)->setEnabled(false);
}

void Shell::bindFlows()
{
    const auto hear = [this](auto *flow) {
        using Flow = std::remove_pointer_t<decltype(flow)>;
        connect(flow, &Flow::told, this, &Shell::tell);
    };
    hear(&m_desk.visit);
    hear(&m_desk.citizen);
    hear(&m_desk.cases);
    hear(&m_desk.outbox);
    hear(&m_desk.print);
    connect(&m_desk.outbox, &OutboxFlow::changed, this, [this] {
        if (m_stands)
            m_rail.value(Place::Outbox)->setCount(m_desk.outbox.standing().attention);
    });
    connect(&m_desk.print, &PrintFlow::paperReady, this, &Shell::showPaper);
    connect(&m_desk.print, &PrintFlow::slipPrinted, this,
            [this](const PrintJob &job) { m_notices->say(Tone::Ok, tr("Printed: %1").arg(wordOf(job.paper))); });
    connect(&m_desk.codes, &CodeSource::codeRead, this, &Shell::readCode);
    connect(&m_desk.codes, &CodeSource::faulted, this, &Shell::tell);
    connect(&m_desk.link, &CentreLink::sessionNeeded, this,
            [this] { tell({Fault::SessionExpired, QStringLiteral("shell"), {}}); });
    connect(&m_desk.link, &CentreLink::documentChanged, this, [this] {
        if (auto *intake = qobject_cast<IntakePage *>(m_pages.value(Place::Intake)))
            intake->refreshMatters();
    });
}

QWidget *Shell::page(Place place)
{
    if (QWidget *known = m_pages.value(place))
        return known;
    QScrollArea *frame = makeScrollArea(m_stack);
    QWidget *room = frame->viewport();
    QWidget *made = nullptr;
    const auto now = [this] { return m_desk.visit.now(); };
    switch (place) {
    case Place::Desk: {
        auto *desk = new DeskPage(m_desk.visit, m_desk.cases, m_desk.link, m_theme, m_actions, room);
        connect(desk, &DeskPage::caseWanted, this, [this](const QString &id) {
            go(Place::Cases);
            static_cast<CasesPage *>(page(Place::Cases))->open(id);
        });
        made = desk;
        break;
    }
    case Place::Intake:
        made = new IntakePage(
            m_desk.visit, m_desk.citizen, m_desk.findMatters, [this] { return scanRequestOf(m_desk.settings); },
            m_theme, m_actions, m_work, room);
        break;
    case Place::Cases:
        made = new CasesPage(m_desk.cases, now, m_theme, room);
        break;
    case Place::Outbox:
        made = new OutboxPage(m_desk.outbox, now, m_theme, m_actions, room);
        break;
    case Place::Settings: {
        auto *settings = new SettingsPage(m_desk.settings, m_desk.trials, m_desk.versionLine, m_desk.renewal,
                                          m_desk.signIn, m_theme, m_actions, room);
        connect(settings, &SettingsPage::told, this, &Shell::tell);
        made = settings;
        break;
    }
    }
    m_pages.insert(place, made);
    m_frames.insert(place, frame);
    frame->setWidget(made);
    m_stack->addWidget(frame);
    return made;
}

void Shell::go(Place place)
{
    m_place = place;
    m_rail.value(place)->setChecked(true);
    QWidget *wanted = page(place);
    m_stack->setCurrentWidget(m_frames.value(place));
    if (auto *intake = qobject_cast<IntakePage *>(wanted))
        intake->focusWork();
    else if (auto *cases = qobject_cast<CasesPage *>(wanted))
        cases->focusWork();
    else if (auto *outbox = qobject_cast<OutboxPage *>(wanted))
        outbox->focusWork();
    else if (auto *settings = qobject_cast<SettingsPage *>(wanted))
        settings->focusWork();
}

void Shell::follow()
{
    const VisitState &state = m_desk.visit.state();
    const auto *serving = std::get_if<Serving>(&state);
    const bool free = std::holds_alternative<WindowFree>(state);
    const bool ticket = serving && serving->ticket && !serving->deciding;
    m_actions.of(Act::Call)->setEnabled(free || (serving && !serving->deciding));
    m_actions.of(Act::WalkIn)->setEnabled(free);
    m_actions.of(Act::Recall)->setEnabled(ticket);
    m_actions.of(Act::Pass)->setEnabled(ticket);
    m_actions.of(Act::Transfer)->setEnabled(ticket);
    m_actions.of(Act::Finish)->setEnabled(serving && !serving->deciding);
    const CaseFile *file = serving ? serving->file() : nullptr;
    const QString standing = file ? file->current.id + stateName(file->current.state) : QString();
    if (standing != m_standing)
        m_notices->clear();
    m_standing = standing;
    if ((serving != nullptr) == m_wasServing)
        return;
    m_wasServing = serving != nullptr;
    if (serving == nullptr && m_preview != nullptr) {
        m_preview->forget();
        closePanels();
    }
    go(serving ? Place::Intake : Place::Desk);
}

void Shell::callNext()
{
    if (const auto *serving = std::get_if<Serving>(&m_desk.visit.state())) {
        const bool open = serving->opening
                          || std::any_of(serving->cases.cbegin(), serving->cases.cend(),
                                         [](const CaseFile &file) { return awaitsAnswer(file.current.state); });
        if (open || serving->cases.isEmpty()) {
            m_notices->say(Tone::Warning,
                           tr("Somebody is still at the window. Finish this visit first (%1).")
                               .arg(m_actions.of(Act::Finish)->shortcut().toString(QKeySequence::NativeText)));
            return;
        }
        m_desk.visit.handle(visit::FinishAsked{});
    }
    m_desk.visit.handle(visit::CallAsked{});
}

void Shell::readCode(const ReadCode &code)
{
    if (!m_stands || !std::holds_alternative<SignedIn>(m_desk.signIn.state()))
        return; // covered: what somebody holds before the scanner meanwhile is nobody's
    const CodeRoute route = m_desk.routeCode ? m_desk.routeCode(code.text) : CodeRoute();
    switch (route.kind) {
    case CodeKind::Paper:
    case CodeKind::Receipt:
    case CodeKind::CaseNumber:
        go(Place::Cases);
        static_cast<CasesPage *>(page(Place::Cases))->search(route.value);
        return;
    case CodeKind::Organisation:
        if (const auto *serving = std::get_if<Serving>(&m_desk.visit.state())) {
            Applicant applicant = serving->applicant;
            applicant.creditCode = route.value;
            m_desk.visit.handle(visit::ApplicantTyped{applicant});
            return;
        }
        break;
    default:
        break;
    }
    const QString shown = route.value.isEmpty() ? code.text.left(200) : route.value.left(200);
    if (route.kind == CodeKind::ELicence)
        m_notices->say(Tone::Accent, tr("Electronic licence, to be verified by the centre: %1").arg(shown));
    else if (route.looksLike != CodeKind::Text)
        m_notices->say(Tone::Warning,
                       tr("Code read: %1. It looks like one of our numbers, but its check does not hold.").arg(shown));
    else
        m_notices->say(Tone::Accent, tr("Code read: %1").arg(shown));
}

void Shell::tell(const Reason &reason)
{
    m_notices->tell(reason);
}

void Shell::showRecoveryCode(const QString &code)
{
    m_notices->keep(Tone::Warning, tr("This window's store has been made. Write down its recovery code and put it into "
                                      "the hall's safe; it is shown only now: %1")
                                       .arg(code));
}

void Shell::showMended(const QString &file)
{
    m_notices->keep(Tone::Warning, mendNotice(file));
}

void Shell::showPaper(const FinishedPaper &paper)
{
    if (m_preview == nullptr) {
        m_preview =
            new PaperPreview(m_theme, m_actions, [this] { return m_desk.settings.get(ui_setting::printer); }, this);
        connect(m_preview, &PaperPreview::told, this, &Shell::tell);
        connect(m_preview, &PaperPreview::printed, this,
                [this](const QString &title) { m_notices->say(Tone::Ok, tr("Sent to the printer: %1").arg(title)); });
        connect(m_preview, &PaperPreview::saved, this,
                [this](const QString &path) { m_notices->say(Tone::Ok, tr("Saved: %1").arg(path)); });
    }
    m_preview->add(paper);
    layPanels();
    m_preview->show();
    m_preview->raise();
    for (const Act act : {Act::ClosePanel, Act::PrintPaper, Act::SavePaper})
        m_actions.of(act)->setEnabled(true);
}

void Shell::help(const QString &language)
{
    if (m_help == nullptr)
        m_help = new HelpPanel(m_theme, m_actions, this);
    if (m_help->isVisible()) {
        closePanels();
        return;
    }
    for (const Stop &stop : stops) {
        if (stop.place == m_place)
            m_help->open(QLatin1String(stop.help), language);
    }
    layPanels();
    m_help->show();
    m_help->raise();
    m_actions.of(Act::ClosePanel)->setEnabled(true);
}

void Shell::palette()
{
    if (m_palette == nullptr) {
        m_palette = new CommandPalette(m_desk, m_theme, m_actions, this);
        connect(m_palette, &CommandPalette::matterWanted, this, [this](const QString &code) {
            if (!std::holds_alternative<Serving>(m_desk.visit.state()))
                m_desk.visit.handle(visit::WalkInAsked{});
            m_desk.visit.handle(visit::MatterChosen{code});
        });
    }
    layPanels();
    m_palette->begin();
    m_actions.of(Act::ClosePanel)->setEnabled(true);
}

void Shell::closePanels()
{
    const bool typing = m_palette != nullptr && m_palette->isVisible();
    for (QWidget *panel :
         {static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_help), static_cast<QWidget *>(m_palette)}) {
        if (panel != nullptr && (!typing || panel == m_palette))
            panel->hide();
    }
    const bool preview = m_preview != nullptr && m_preview->isVisible();
    const bool helping = m_help != nullptr && m_help->isVisible();
    m_actions.of(Act::ClosePanel)->setEnabled(preview || helping);
    m_actions.of(Act::PrintPaper)->setEnabled(preview);
    m_actions.of(Act::SavePaper)->setEnabled(preview);
    if (auto *intake = qobject_cast<IntakePage *>(m_pages.value(m_place)))
        intake->focusWork();
}

void Shell::layPanels()
{
    const QRect field = m_stack->geometry().adjusted(12, 12, -12, -12);
    const int wide = std::min(m_theme.column(460), field.width());
    const QRect side(layoutDirection() == Qt::RightToLeft ? field.left() : field.right() - wide + 1, field.top(), wide,
                     field.height());
    if (m_preview != nullptr)
        m_preview->setGeometry(side);
    if (m_help != nullptr)
        m_help->setGeometry(side);
    if (m_palette != nullptr) {
        const int width = std::min(m_theme.column(560), field.width());
        m_palette->setGeometry(field.center().x() - width / 2, field.top(), width,
                               std::min(m_theme.px(420), field.height()));
    }
}

void Shell::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layPanels();
}

} // namespace yichuang
