// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/queue_acts.h"

#include "ui/pages/outbox/wait_words.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/two_lines.h"

#include <QListWidget>
#include <QPushButton>

namespace yichuang
{
namespace
{
constexpr int mostRows = 2; ///< seen at once: the cases above need the room
} // namespace

QueueActs::QueueActs(CentreLink &link, const Theme &theme, QWidget *parent) : QWidget(parent), m_link(link)
{
    setRole(this, "plain");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Not with the queue yet"), "heading", this, true));
    m_list = new QListWidget(this);
    setNames(m_list, "queueActs", tr("Acts on tickets that the queue does not have"));
    m_list->setItemDelegate(new TwoLineDelegate(theme, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list);
    auto *buttons = new FlowLayout(8);
    m_again = new QPushButton(tr("Tell the queue again"), this);
    setNames(m_again, "tellQueueAgain", m_again->text());
    m_drop = new QPushButton(tr("Take off the list"), this);
    setNames(m_drop, "dropQueueAct", m_drop->text());
    buttons->addWidget(m_again);
    buttons->addWidget(m_drop);
    column->addLayout(buttons);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &QueueActs::followChoice);
    connect(m_again, &QPushButton::clicked, this, [this] { m_link.tellQueueAgain(chosen()); });
    connect(m_drop, &QPushButton::clicked, this, [this] { m_link.dropQueueAct(chosen()); });
    connect(&m_link, &CentreLink::queueActsChanged, this, &QueueActs::follow);
    follow();
}

QString QueueActs::chosen() const
{
    return m_list->currentItem() == nullptr ? QString() : m_list->currentItem()->data(TwoLineDelegate::Key).toString();
}

void QueueActs::follow()
{
    const QList<QueueAct> acts = m_link.queueActs();
    const QString kept = chosen();
    m_list->clear();
    for (const QueueAct &act : acts) {
        const QString number = act.number.isEmpty() ? tr("a ticket") : act.number;
        auto *item = new QListWidgetItem(tr("%1: %2").arg(number, wordOf(act.event)), m_list);
        const Status status = act.refused ? Status{Symbol::Cross, tr("Set aside"), Tone::Danger}
                                          : Status{Symbol::Ring, tr("Waiting"), Tone::Neutral};
        const QString why = act.refused ? sentenceFor(*act.refused).what : tr("Told again by itself.");
        item->setData(TwoLineDelegate::SecondLine, why);
        item->setData(TwoLineDelegate::Key, act.request);
        item->setData(TwoLineDelegate::StatusWord, status.word);
        item->setData(TwoLineDelegate::StatusTone, static_cast<int>(status.tone));
        item->setData(TwoLineDelegate::StatusSymbol, static_cast<int>(status.symbol));
        item->setData(Qt::AccessibleTextRole, item->text() + QStringLiteral(", ") + status.word);
        item->setToolTip(why);
        if (act.request == kept)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentItem() == nullptr && m_list->count() > 0)
        m_list->setCurrentRow(0);
    const int row = m_list->count() > 0 ? m_list->sizeHintForRow(0) : 0;
    m_list->setFixedHeight(row * std::min(m_list->count(), mostRows) + 2 * m_list->frameWidth());
    setVisible(!acts.isEmpty());
    followChoice();
}

void QueueActs::followChoice()
{
    bool refused = false;
    for (const QueueAct &act : m_link.queueActs())
        refused = refused || (act.request == chosen() && act.refused);
    m_again->setEnabled(refused);
    m_drop->setEnabled(refused);
}

} // namespace yichuang
