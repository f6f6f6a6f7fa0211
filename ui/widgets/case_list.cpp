// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/case_list.h"

#include "app/domain/identifiers/masking.h"
#include "ui/widgets/two_lines.h"
#include "ui/widgets/words.h"

namespace yichuang
{

CaseList::CaseList(const Theme &theme, QWidget *parent) : QListWidget(parent)
{
    setItemDelegate(new TwoLineDelegate(theme, this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    connect(this, &QListWidget::itemSelectionChanged, this, [this] {
        if (!m_showing && !selectedItems().isEmpty())
            Q_EMIT picked(selectedItems().constFirst()->data(TwoLineDelegate::Key).toString());
    });
    const auto open = [this](const QListWidgetItem *item) {
        Q_EMIT opened(item->data(TwoLineDelegate::Key).toString());
    };
    connect(this, &QListWidget::itemActivated, this, open);
    connect(this, &QListWidget::itemClicked, this, open);
}

void CaseList::show(const QList<CaseSummary> &cases, const QDate &today, int offsetSeconds)
{
    const QString kept =
        selectedItems().isEmpty() ? QString() : selectedItems().constFirst()->data(TwoLineDelegate::Key).toString();
    m_showing = true;
    clear();
    for (const CaseSummary &summary : cases) {
        auto *item = new QListWidgetItem(summary.matterName, this);
        const Status status = statusOf(summary.state);
        item->setData(TwoLineDelegate::SecondLine, noteOf(summary, today, offsetSeconds));
        item->setData(TwoLineDelegate::Key, summary.id);
        item->setData(TwoLineDelegate::StatusWord, status.word);
        item->setData(TwoLineDelegate::StatusTone, static_cast<int>(status.tone));
        item->setData(TwoLineDelegate::StatusSymbol, static_cast<int>(status.symbol));
        item->setData(Qt::AccessibleTextRole, summary.matterName + QStringLiteral(", ") + status.word);
        if (summary.id == kept)
            setCurrentItem(item);
    }
    m_showing = false;
}

QString CaseList::noteOf(const CaseSummary &summary, const QDate &today, int offsetSeconds) const
{
    const QDateTime when = summary.receivedAt.isValid() ? summary.receivedAt : summary.changedAt;
    QStringList parts{momentIn(when, offsetSeconds, today), maskName(summary.applicantName), summary.receiptNumber};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace yichuang
