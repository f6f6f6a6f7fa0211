// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/outbox_page.h"

#include "ui/pages/outbox/carry_panel.h"
#include "ui/pages/outbox/queue_acts.h"
#include "ui/pages/outbox/waiting_case.h"
#include "ui/pages/outbox/waiting_list.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/words.h"

#include <QBoxLayout>
#include <QStackedWidget>

namespace yichuang
{

OutboxPage::OutboxPage(OutboxFlow &flow, std::function<QDateTime()> now, const Theme &theme, Actions &actions,
                       QWidget *parent)
    : QWidget(parent),
      m_flow(flow),
      m_now(std::move(now)),
      m_theme(theme)
{
    setObjectName(QStringLiteral("outboxPage"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    m_side = new QStackedWidget(this);
    m_case = new WaitingCase(m_flow, m_theme, m_side);
    m_out = new CarryPanel(m_flow, m_theme, CarryPanel::Way::Out, m_side);
    m_in = new CarryPanel(m_flow, m_theme, CarryPanel::Way::In, m_side);
    for (QWidget *one : {static_cast<QWidget *>(m_case), static_cast<QWidget *>(m_out), static_cast<QWidget *>(m_in)})
        m_side->addWidget(one);
    row->addWidget(buildList(actions), 4);
    row->addWidget(m_side, 6);
    connect(m_out, &CarryPanel::closed, this, &OutboxPage::closePanel);
    connect(m_in, &CarryPanel::closed, this, &OutboxPage::closePanel);
    connect(m_case, &WaitingCase::carryWanted, this, [this](const QString &id) { open(m_out, {id}); });
    connect(&m_flow, &OutboxFlow::changed, this, &OutboxPage::follow);
    connect(&m_flow, &OutboxFlow::openedChanged, this, &OutboxPage::showOpened);
    connect(&m_flow, &OutboxFlow::mergeSaved, this, [this] { m_list->setFocus(); });
    connect(&m_flow.link(), &CentreLink::linkChanged, this, &OutboxPage::follow);
    follow();
    showOpened();
}

QWidget *OutboxPage::buildList(Actions &actions)
{
    auto *card = new Card(tr("Waiting to be sent"), this);
    m_standing = makeLabel({}, "body", card, true);
    setNames(m_standing, "outboxStanding", {});
    card->column()->addWidget(m_standing);
    m_why = makeLabel({}, "second", card, true);
    card->column()->addWidget(m_why);
    auto *buttons = new FlowLayout(8);
    buttons->addWidget(new ActionButton(actions.of(Act::SendNow), "normal", card));
    m_carry = new QPushButton(card);
    setNames(m_carry, "carryAway", tr("Export…"));
    buttons->addWidget(m_carry);
    auto *in = new QPushButton(tr("Import…"), card);
    setNames(in, "bringIn", in->text());
    buttons->addWidget(in);
    card->column()->addLayout(buttons);
    m_list = new WaitingList(m_theme, card);
    setNames(m_list, "waitingCases", tr("Cases that wait"));
    card->column()->addWidget(m_list, 1);
    card->column()->addWidget(new QueueActs(m_flow.link(), m_theme, card));
    card->column()->addStretch(0);
    connect(m_carry, &QPushButton::clicked, this, &OutboxPage::carryAway);
    connect(in, &QPushButton::clicked, this, &OutboxPage::bringIn);
    connect(m_list, &WaitingList::moved, this, [this](const QString &id) {
        m_flow.open(id);
        followChoice();
        m_side->setCurrentWidget(m_case);
    });
    connect(m_list, &WaitingList::entered, this, [this] { m_case->focusWork(); });
    return card;
}

HallTime OutboxPage::time() const
{
    return {m_flow.rules().utcOffsetSeconds, m_flow.rules().dayOf(m_now())};
}

void OutboxPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
    showOpened();
}

QString OutboxPage::standingInWords() const
{
    const OutboxStanding &standing = m_flow.standing();
    if (standing.operations == 0 && standing.blobs == 0)
        return tr("Everything is at the centre.");
    QString text = tr("%n case(s)", nullptr, standing.cases);
    if (standing.blobs > 0)
        text += tr(", %n page file(s)", nullptr, standing.blobs)
                + QStringLiteral(" (%1)").arg(sizeInWords(standing.blobBytes));
    if (standing.oldest.isValid())
        text += tr(", oldest from %1").arg(momentIn(standing.oldest, time().offsetSeconds, time().today));
    return text;
}

QString OutboxPage::linkInWords() const
{
    if (m_flow.link().link() == LinkState::Offline)
        return tr("Off line since %1. It is tried again by itself; all is kept here.")
            .arg(momentIn(m_flow.link().since(), time().offsetSeconds, time().today));
    const auto next = m_flow.link().sending().all;
    if (next && next->why.fault == Fault::DeviceRevoked)
        return sentenceFor(next->why).whole();
    if (next && next->at.isValid())
        return tr("The last attempt failed; the next is at %1.")
            .arg(momentIn(next->at, time().offsetSeconds, time().today));
    return tr("The centre answers; what waits is being sent.");
}

void OutboxPage::follow()
{
    if (!isVisible())
        return;
    const OutboxStanding &standing = m_flow.standing();
    m_standing->setText(standingInWords());
    m_why->setText(linkInWords());
    const auto next = m_flow.link().sending().all;
    m_why->setVisible(m_flow.link().link() == LinkState::Offline || standing.operations > 0
                      || (next && next->why.fault == Fault::DeviceRevoked));
    const QList<OutboxLine> lines = m_flow.lines();
    m_list->show(lines, time());
    m_list->setVisible(!lines.isEmpty());
    followChoice();
    m_case->show(time());
}

void OutboxPage::followChoice()
{
    const qsizetype chosen = m_list->chosen().size();
    m_carry->setText(chosen > 1 ? tr("Export %n case(s)…", nullptr, static_cast<int>(chosen)) : tr("Export all…"));
    m_carry->setAccessibleName(m_carry->text());
    m_carry->setEnabled(m_list->count() > 0 || m_flow.standing().blobs > 0);
}

void OutboxPage::showOpened()
{
    m_case->show(time());
}

void OutboxPage::open(CarryPanel *panel, const QStringList &caseIds)
{
    m_side->setCurrentWidget(panel);
    panel->begin(caseIds, m_now().toOffsetFromUtc(time().offsetSeconds));
}

void OutboxPage::carryAway()
{
    const QStringList chosen = m_list->chosen();
    open(m_out, chosen.size() > 1 ? chosen : QStringList());
}

void OutboxPage::bringIn()
{
    open(m_in, {});
}

void OutboxPage::closePanel()
{
    m_side->setCurrentWidget(m_case);
    m_list->isVisible() ? m_list->setFocus() : m_carry->setFocus();
}

void OutboxPage::focusWork()
{
    if (m_list->count() == 0)
        return;
    if (m_list->chosen().isEmpty())
        m_list->choose(0);
    m_list->setFocus();
}

} // namespace yichuang
