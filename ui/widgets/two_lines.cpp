// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/two_lines.h"

#include <QPainter>

namespace yichuang
{

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect field = option.rect.adjusted(0, 1, 0, -1);
    if (selected) {
        painter->setPen(tokens.accent.ink);
        painter->setBrush(tokens.accent.soft);
        painter->drawRoundedRect(QRectF(field).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    QRect inner = field.adjusted(m_theme.px(11), m_theme.px(6), -m_theme.px(11), -m_theme.px(6));
    const Status status{static_cast<Symbol>(index.data(StatusSymbol).toInt()), index.data(StatusWord).toString(),
                        static_cast<Tone>(index.data(StatusTone).toInt())};
    if (!status.word.isEmpty()) {
        const int width = std::min(chipSize(status, m_theme).width(), inner.width() / 2);
        const bool mirrored = option.direction == Qt::RightToLeft;
        QRect chip = inner;
        mirrored ? chip.setRight(inner.left() + width) : chip.setLeft(inner.right() - width + 1);
        paintChip(*painter, chip, status, m_theme);
        mirrored ? inner.setLeft(inner.left() + width + m_theme.px(8)) : inner.setRight(chip.left() - m_theme.px(8));
    }
    const QFont first = m_theme.font(1.0, selected);
    painter->setFont(first);
    painter->setPen(selected ? tokens.accent.ink : tokens.text);
    const int firstHeight = QFontMetrics(first).height();
    painter->drawText(QRect(inner.left(), inner.top(), inner.width(), firstHeight), Qt::AlignVCenter | Qt::AlignLeading,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, inner.width()));
    painter->setFont(m_theme.font(0.93));
    painter->setPen(tokens.second);
    painter->drawText(
        QRect(inner.left(), inner.top() + firstHeight, inner.width(), inner.height() - firstHeight),
        Qt::AlignVCenter | Qt::AlignLeading,
        painter->fontMetrics().elidedText(index.data(SecondLine).toString(), Qt::ElideRight, inner.width()));
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int lines = QFontMetrics(m_theme.font()).height() + QFontMetrics(m_theme.font(0.93)).height();
    return {m_theme.px(120), lines + m_theme.px(14) + 2};
}

} // namespace yichuang
