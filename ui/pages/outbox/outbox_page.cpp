// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/outbox_page.h"

#include "app/domain/identifiers/masking.h"
#include "ui/pages/outbox/comparison.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/case_list.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLocale>

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
    row->addWidget(buildList(actions), 4);
    row->addWidget(buildDetail(), 6);
    connect(&m_flow, &OutboxFlow::changed, this, &OutboxPage::follow);
    connect(&m_flow, &OutboxFlow::openedChanged, this, &OutboxPage::showOpened);
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
    card->column()->addWidget(new ActionButton(actions.of(Act::SendNow), "normal", card), 0, Qt::AlignLeft);
    m_list = new CaseList(m_theme, CaseList::Shows::Way, card);
    setNames(m_list, "waitingCases", tr("Cases that wait"));
    card->column()->addWidget(m_list, 1);
    connect(m_list, &CaseList::picked, this, [this](const QString &id) {
        m_opened = id;
        m_flow.open(id);
    });
    return card;
}

QWidget *OutboxPage::buildDetail()
{
    auto *card = new Card(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_name = makeLabel({}, "title", card, true);
    m_way = new Chip(m_theme, card);
    head->addWidget(m_name, 1);
    head->addWidget(m_way, 0, Qt::AlignTop);
    card->column()->addLayout(head);
    m_numbers = makeLabel({}, "second", card, true);
    card->column()->addWidget(m_numbers);
    m_attention = new Notice(m_theme, card);
    m_attention->setClosable(false);
    card->column()->addWidget(m_attention);
    m_words = makeLabel({}, "body", card, true);
    card->column()->addWidget(m_words);
    m_comparison = new ComparisonTable(m_theme, card);
    card->column()->addWidget(m_comparison, 1);
    m_settling = new QWidget(card);
    setRole(m_settling, "plain");
    auto *settling = new QVBoxLayout(m_settling);
    settling->setContentsMargins(0, 4, 0, 0);
    settling->setSpacing(8);
    settling->addWidget(makeLabel(tr("Whichever you choose, the receipt number and its time stay as printed, and "
                                     "nothing is deleted."),
                                  "small", m_settling, true));
    auto *buttons = new FlowLayout(8);
    auto *reapply = new QPushButton(tr("Apply ours on the centre's version"), m_settling);
    setRole(reapply, "primary");
    setNames(reapply, "reapplyOurs", reapply->text());
    auto *keep = new QPushButton(tr("Keep the centre's version"), m_settling);
    setNames(keep, "keepCentre", keep->text());
    buttons->addWidget(reapply);
    buttons->addWidget(keep);
    settling->addLayout(buttons);
    card->column()->addWidget(m_settling);
    card->column()->addStretch(0);
    connect(reapply, &QPushButton::clicked, this, [this] { settle(Settlement::ReapplyOurs); });
    connect(keep, &QPushButton::clicked, this, [this] { settle(Settlement::KeepCentre); });
    return card;
}

void OutboxPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    follow();
}

void OutboxPage::follow()
{
    if (!isVisible())
        return;
    const OutboxStanding &standing = m_flow.standing();
    const QDate today = m_flow.rules().dayOf(m_now());
    if (standing.operations == 0 && standing.blobs == 0) {
        m_standing->setText(tr("Everything is at the centre."));
    } else {
        QString text = tr("%n case(s)", nullptr, standing.cases);
        if (standing.blobs > 0)
            text += tr(", %n page file(s)", nullptr, standing.blobs)
                    + QStringLiteral(" (%1)").arg(QLocale().formattedDataSize(standing.blobBytes, 0));
        if (standing.oldest.isValid())
            text += tr(", oldest from %1").arg(momentIn(standing.oldest, m_flow.rules().utcOffsetSeconds, today));
        m_standing->setText(text);
    }
    const bool offline = m_flow.link().link() == LinkState::Offline;
    m_why->setText(offline ? tr("Off line since %1. It is tried again by itself; all is kept here.")
                                 .arg(momentIn(m_flow.link().since(), m_flow.rules().utcOffsetSeconds, today))
                           : tr("The centre answers; what waits is being sent."));
    m_why->setVisible(offline || standing.operations > 0);
    m_list->show(m_flow.waiting(), today, m_flow.rules().utcOffsetSeconds);
    m_list->setVisible(!m_flow.waiting().isEmpty());
}

void OutboxPage::showOpened()
{
    const auto &file = m_flow.opened();
    const bool attention = file && file->word == SyncWord::NeedsAttention;
    m_way->setVisible(file.has_value());
    m_numbers->setVisible(file.has_value());
    m_attention->setVisible(attention);
    m_comparison->setVisible(attention && file->atCentre);
    m_settling->setVisible(attention);
    m_words->setVisible(!attention);
    if (!file) {
        m_name->setText(tr("Nothing chosen"));
        m_words->setText(tr("Choose a case on the left to see what waits and why."));
        return;
    }
    const Matter *matter = m_flow.rules().matterOf(file->current);
    m_name->setText(matter ? matter->name : file->current.matterCode);
    m_way->show(statusOf(file->word));
    m_numbers->setText(file->current.receiptNumber + QStringLiteral(" · ") + maskName(file->current.applicant.name));
    m_words->setText(
        file->waiting > 0
            ? tr("%n step(s) of this case are saved here and go to the centre by themselves.", nullptr, file->waiting)
            : tr("The centre has everything of this case."));
    if (!attention)
        return;
    m_attention->tell(file->attention);
    if (file->atCentre)
        m_comparison->show(compare(*file->atCentre, file->current, matter));
}

void OutboxPage::settle(Settlement settlement)
{
    if (m_flow.opened())
        m_flow.settle(m_flow.opened()->current.id, settlement);
}

void OutboxPage::focusWork()
{
    if (m_flow.waiting().isEmpty())
        return;
    int row = 0;
    for (int i = 0; i < m_flow.waiting().size(); ++i) {
        if (m_flow.waiting().at(i).word == SyncWord::NeedsAttention) {
            row = i;
            break;
        }
    }
    if (m_opened.isEmpty() || m_list->selectedItems().isEmpty())
        m_list->setCurrentRow(row);
    m_list->setFocus();
}

} // namespace yichuang
