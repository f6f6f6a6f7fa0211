// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/flow_layout.h"

#include <QStyle>
#include <QWidget>

namespace yichuang
{

FlowLayout::FlowLayout(int gap, Qt::Alignment side) : m_gap(gap), m_side(side)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size.rwidth() += hint.width() + (size.width() > 0 ? m_gap : 0);
        size.setHeight(std::max(size.height(), hint.height()));
    }
    return size;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->sizeHint());
    }
    return size;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect &rect, bool really) const
{
    const bool trailing = m_side.testFlag(Qt::AlignTrailing);
    int y = rect.y();
    qsizetype first = 0;
    while (first < m_items.size()) {
        int width = 0;
        int height = 0;
        qsizetype end = first;
        for (; end < m_items.size(); ++end) {
            if (m_items.at(end)->isEmpty())
                continue;
            const QSize hint = m_items.at(end)->sizeHint();
            const int wanted = width + (width > 0 ? m_gap : 0) + hint.width();
            if (width > 0 && wanted > rect.width())
                break;
            width = wanted;
            height = std::max(height, hint.height());
        }
        int x = trailing ? rect.x() + std::max(0, rect.width() - width) : rect.x();
        for (qsizetype i = first; really && i < end; ++i) {
            if (m_items.at(i)->isEmpty())
                continue;
            const QSize hint = m_items.at(i)->sizeHint();
            const QRect spot(x, y + (height - hint.height()) / 2, std::min(hint.width(), rect.width()), hint.height());
            m_items.at(i)->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), rect, spot));
            x += hint.width() + m_gap;
        }
        y += height + (end < m_items.size() ? m_gap : 0);
        first = end;
    }
    return y - rect.y();
}

} // namespace yichuang
