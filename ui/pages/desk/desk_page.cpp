// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/desk/desk_page.h"

#include "app/domain/identifiers/masking.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/case_list.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>

namespace yichuang
{
namespace
{

constexpr int recentLimit = 20;

QString middleDot()
{
    return QStringLiteral(" · ");
}

} // namespace

DeskPage::DeskPage(VisitFlow &visit, CasesFlow &cases, CentreLink &link, const Theme &theme, Actions &actions,
                   QWidget *parent)
    : QWidget(parent),
      m_visit(visit),
      m_cases(cases),
      m_link(link),
      m_theme(theme)
{
    setObjectName(QStringLiteral("deskPage"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    auto *left = new QVBoxLayout;
    left->setSpacing(12);
    left->addWidget(buildTicket(actions), 1);
    left->addWidget(buildQueue());
    row->addLayout(left, 5);
    row->addWidget(buildRecent(), 4);
    connect(&m_visit, &VisitFlow::changed, this, &DeskPage::showVisit);
    connect(&m_link, &CentreLink::queueChanged, this, &DeskPage::showQueue);
    connect(&m_link, &CentreLink::linkChanged, this, &DeskPage::showQueue);
    connect(&m_cases, &CasesFlow::changed, this, &DeskPage::showRecent);
    showVisit();
    showQueue();
    showRecent();
}

QWidget *DeskPage::buildTicket(Actions &actions)
{
    auto *card = new Card(this);
    card->column()->setContentsMargins(24, 24, 24, 24);
    card->column()->setSpacing(12);
    m_state = makeLabel({}, "title", card, true);
    m_number = makeLabel({}, "display", card);
    setNames(m_number, "ticketNumber", {});
    m_note = makeLabel({}, "second", card, true);
    card->column()->addWidget(m_state);
    card->column()->addWidget(m_number);
    card->column()->addWidget(m_note);
    card->column()->addSpacing(8);
    auto *buttons = new FlowLayout(8);
    const auto add = [&](Act act, const char *role, QList<QWidget *> &group) {
        auto *button = new ActionButton(actions.of(act), role, card);
        buttons->addWidget(button);
        group.append(button);
    };
    add(Act::Call, "decision", m_whenFree);
    add(Act::WalkIn, "normal", m_whenFree);
    add(Act::GoIntake, "decision", m_whenServing);
    add(Act::Recall, "normal", m_whenServing);
    add(Act::Pass, "normal", m_whenServing);
    add(Act::Transfer, "normal", m_whenServing);
    add(Act::Finish, "normal", m_whenServing);
    card->column()->addLayout(buttons);
    card->column()->addStretch(1);
    return card;
}

QWidget *DeskPage::buildQueue()
{
    auto *card = new Card(tr("The queue"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(32);
    const auto figure = [&](const QString &title) {
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        auto *value = makeLabel({}, "title", card);
        value->setFont(m_theme.font(1.6, true));
        column->addWidget(value);
        column->addWidget(makeLabel(title, "second", card));
        row->addLayout(column);
        return value;
    };
    m_waiting = figure(tr("waiting"));
    setNames(m_waiting, "queueWaiting", {});
    m_longest = figure(tr("longest wait"));
    row->addStretch(1);
    card->column()->addLayout(row);
    m_queueNote = makeLabel({}, "second", card, true);
    card->column()->addWidget(m_queueNote);
    return card;
}

QWidget *DeskPage::buildRecent()
{
    auto *card = new Card(tr("Last cases at this window"), this);
    m_recent = new CaseList(m_theme, card);
    setNames(m_recent, "recentCases", tr("Last cases at this window"));
    m_nothing = makeLabel(tr("Nothing yet. What you take in appears here."), "second", card, true);
    card->column()->addWidget(m_nothing, 1, Qt::AlignTop);
    card->column()->addWidget(m_recent, 1);
    connect(m_recent, &CaseList::opened, this, &DeskPage::caseWanted);
    return card;
}

void DeskPage::showVisit()
{
    const VisitState &state = m_visit.state();
    const auto *serving = std::get_if<Serving>(&state);
    const bool calling = std::holds_alternative<CallingNext>(state);
    for (QWidget *button : std::as_const(m_whenFree))
        button->setVisible(serving == nullptr);
    for (QWidget *button : std::as_const(m_whenServing))
        button->setVisible(serving != nullptr);
    m_number->setVisible(serving != nullptr);
    if (serving == nullptr) {
        m_state->setText(calling ? tr("Calling the next visitor…") : tr("The window is free"));
        m_note->setText(calling ? tr("The centre is asked for the next number.")
                                : tr("Call the next visitor, or begin with somebody who has no ticket. A card laid on "
                                     "the reader begins by itself."));
        return;
    }
    m_state->setText(tr("At the window"));
    m_number->setText(serving->ticket ? serving->ticket->number : tr("no ticket"));
    QStringList parts;
    if (!serving->applicant.name.isEmpty())
        parts.append(maskName(serving->applicant.name));
    if (serving->ticket && serving->ticket->calledAt.isValid() && serving->ticket->takenAt.isValid()) {
        const qint64 waited = serving->ticket->takenAt.secsTo(serving->ticket->calledAt);
        parts.append(tr("waited %1").arg(minutesInWords(waited)));
    }
    if (serving->ticket && serving->ticket->calls > 1)
        parts.append(tr("called %n time(s)", nullptr, serving->ticket->calls));
    if (serving->ticket && serving->ticket->priority != TicketPriority::Normal)
        parts.append(tr("to be served first"));
    m_note->setText(parts.join(middleDot()));
}

void DeskPage::showQueue()
{
    const QueueStanding queue = m_link.queue();
    const bool offline = m_link.link() == LinkState::Offline;
    m_waiting->setText(tr("%n person(s)", nullptr, queue.waiting));
    m_longest->setText(queue.waiting > 0 ? minutesInWords(queue.longestWaitSeconds) : QStringLiteral("—"));
    m_queueNote->setText(offline ? tr("Off line: these numbers are from before. Calling gives a local number.")
                                 : QString());
    m_queueNote->setVisible(offline);
}

void DeskPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showRecent();
}

void DeskPage::showRecent()
{
    if (!isVisible())
        return;
    const QDate today = m_visit.rules().dayOf(m_visit.now());
    m_recent->show(m_cases.cases().mid(0, recentLimit), today, m_visit.rules().utcOffsetSeconds);
    m_nothing->setVisible(m_recent->count() == 0);
    m_recent->setVisible(m_recent->count() > 0);
}

} // namespace yichuang
