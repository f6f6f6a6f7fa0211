// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/waiting_list.h"

#include "app/domain/identifiers/masking.h"
#include "ui/widgets/two_lines.h"

namespace yichuang
{
namespace
{

QString keyOf(const QListWidgetItem *item)
{
    return item == nullptr ? QString() : item->data(TwoLineDelegate::Key).toString();
}

QString noteOf(const CaseSummary &summary)
{
    QStringList parts{contentInWords(summary.waiting, summary.waitingPages, summary.waitingPageBytes),
                      maskName(summary.applicantName), summary.receiptNumber};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

WaitingList::WaitingList(const Theme &theme, QWidget *parent) : QListWidget(parent)
{
    setItemDelegate(new TwoLineDelegate(theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    connect(this, &QListWidget::itemSelectionChanged, this, [this] {
        if (!m_showing && !keyOf(currentItem()).isEmpty())
            Q_EMIT moved(keyOf(currentItem()));
    });
    connect(this, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT entered(keyOf(item)); });
}

void WaitingList::show(const QList<OutboxLine> &lines, const HallTime &time)
{
    bool same = lines.size() == count();
    for (int row = 0; same && row < count(); ++row)
        same = keyOf(item(row)) == lines.at(row).summary.id;
    if (!same)
        build(lines);
    for (int row = 0; row < count(); ++row)
        fill(item(row), lines.at(row), time);
}

void WaitingList::build(const QList<OutboxLine> &lines)
{
    const QStringList kept = chosen();
    const QString current = keyOf(currentItem());
    m_showing = true;
    clear();
    for (const OutboxLine &line : lines) {
        auto *item = new QListWidgetItem(this);
        item->setData(TwoLineDelegate::Key, line.summary.id);
        if (line.summary.id == current)
            setCurrentItem(item, QItemSelectionModel::NoUpdate);
        item->setSelected(kept.contains(line.summary.id));
    }
    m_showing = false;
}

void WaitingList::fill(QListWidgetItem *item, const OutboxLine &line, const HallTime &time)
{
    const CaseSummary &summary = line.summary;
    const Status status = statusOf(line, time);
    item->setText(summary.matterName);
    item->setData(TwoLineDelegate::SecondLine, noteOf(summary));
    item->setData(TwoLineDelegate::StatusWord, status.word);
    item->setData(TwoLineDelegate::StatusTone, static_cast<int>(status.tone));
    item->setData(TwoLineDelegate::StatusSymbol, static_cast<int>(status.symbol));
    item->setData(Qt::AccessibleTextRole, summary.matterName + QStringLiteral(", ") + status.word);
}

QStringList WaitingList::chosen() const
{
    QStringList ids;
    for (int row = 0; row < count(); ++row) {
        if (item(row)->isSelected())
            ids.append(keyOf(item(row)));
    }
    return ids;
}

void WaitingList::choose(int row)
{
    setCurrentRow(row, QItemSelectionModel::ClearAndSelect);
}

} // namespace yichuang
