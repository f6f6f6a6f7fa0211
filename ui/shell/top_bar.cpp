// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/top_bar.h"

#include "app/domain/identifiers/masking.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>

namespace yichuang
{

TopBar::TopBar(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent)
    : QFrame(parent),
      m_desk(desk),
      m_theme(theme),
      m_actions(actions)
{
    setObjectName(QStringLiteral("topBar"));
    setRole(this, "bar");
    build(actions);
    connect(&m_desk.visit, &VisitFlow::changed, this, &TopBar::follow);
    connect(&m_desk.link, &CentreLink::queueChanged, this, &TopBar::showQueue);
    follow();
    showQueue();
}

void TopBar::build(Actions &actions)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(10);
    m_window = makeLabel({}, "title", this);
    setNames(m_window, "windowName", {});
    m_clerk = new ElidedLabel(this);
    setRole(m_clerk, "second");
    setNames(m_clerk, "clerkName", {});
    m_ticket = makeLabel({}, "ticket", this);
    setNames(m_ticket, "ticketChip", {});
    m_name = makeLabel({}, "heading", this);
    setNames(m_name, "servedName", {});
    m_times = new ElidedLabel(this);
    setRole(m_times, "second");
    m_waiting = makeLabel({}, "second", this);
    setNames(m_waiting, "waitingCount", {});
    row->addWidget(m_window);
    row->addWidget(m_clerk);
    row->addSpacing(12);
    row->addWidget(m_ticket, 0, Qt::AlignVCenter);
    row->addWidget(m_name);
    row->addWidget(m_times);
    row->addStretch(1);
    row->addWidget(m_waiting);
    m_call = new ActionButton(actions.of(Act::Call), "normal", this);
    row->addWidget(m_call);
    for (const Act act : {Act::Recall, Act::Pass, Act::Transfer}) {
        auto *button = new ActionButton(actions.of(act), "normal", this, ActionButton::Key::InToolTip);
        m_whenServing.append(button);
        row->addWidget(button);
    }
    setFixedHeight(m_theme.px(56));
}

void TopBar::follow()
{
    const Issuer &issuer = m_desk.visit.rules().issuer;
    m_window->setText(issuer.windowName);
    const auto *in = std::get_if<SignedIn>(&m_desk.signIn.state());
    if (in != nullptr)
        m_clerk->setFullText(tr("General intake · %1").arg(in->session.clerkName));
    const auto *serving = std::get_if<Serving>(&m_desk.visit.state());
    m_ticket->setVisible(serving != nullptr);
    m_name->setVisible(serving != nullptr);
    m_times->setVisible(serving != nullptr);
    if (serving != nullptr) {
        m_ticket->setText(serving->ticket ? serving->ticket->number : tr("no ticket"));
        m_name->setText(maskName(serving->applicant.name));
        m_name->setVisible(!serving->applicant.name.isEmpty());
    }
    for (QWidget *button : std::as_const(m_whenServing))
        button->setVisible(serving != nullptr && serving->ticket);
    tick();
}

void TopBar::tick()
{
    const auto *serving = std::get_if<Serving>(&m_desk.visit.state());
    if (serving == nullptr || !serving->ticket) {
        m_times->setFullText({});
        return;
    }
    const Ticket &ticket = *serving->ticket;
    QStringList parts;
    if (ticket.takenAt.isValid() && ticket.calledAt.isValid() && ticket.takenAt < ticket.calledAt)
        parts.append(tr("waited %1").arg(minutesInWords(ticket.takenAt.secsTo(ticket.calledAt))));
    if (ticket.calledAt.isValid())
        parts.append(tr("served for %1").arg(stopwatch(ticket.calledAt.secsTo(m_desk.visit.now()))));
    m_times->setFullText(parts.join(QStringLiteral(" · ")));
}

void TopBar::showQueue()
{
    m_waiting->setText(tr("%n waiting", nullptr, m_desk.link.queue().waiting));
}

} // namespace yichuang
