// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/chip.h"

#include <QPainter>

namespace yichuang
{
namespace
{

constexpr double chipFont = 0.93;

int symbolSide(const Theme &theme)
{
    return theme.px(11);
}

} // namespace

void paintSymbol(QPainter &painter, const QRectF &square, Symbol symbol, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(square.topLeft());
    painter.scale(square.width() / 12.0, square.height() / 12.0);
    QPen pen(ink, 1.6);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (symbol) {
    case Symbol::Tick:
        painter.drawPolyline(QPolygonF({{2, 6.5}, {5, 9.5}, {10, 3}}));
        break;
    case Symbol::Bang:
        painter.drawLine(QPointF(6, 1.5), QPointF(6, 7));
        painter.drawPoint(QPointF(6, 10.2));
        break;
    case Symbol::Ring:
        painter.drawEllipse(QPointF(6, 6), 4.4, 4.4);
        break;
    case Symbol::Cross:
        painter.drawLine(QPointF(2.5, 2.5), QPointF(9.5, 9.5));
        painter.drawLine(QPointF(9.5, 2.5), QPointF(2.5, 9.5));
        break;
    case Symbol::Arrow:
        painter.drawPolyline(QPolygonF({{6, 10.5}, {6, 2}}));
        painter.drawPolyline(QPolygonF({{2.5, 5}, {6, 1.5}, {9.5, 5}}));
        break;
    case Symbol::Half:
        painter.drawEllipse(QPointF(6, 6), 4.4, 4.4);
        painter.setBrush(ink);
        painter.drawPie(QRectF(1.6, 1.6, 8.8, 8.8), 90 * 16, 180 * 16);
        break;
    case Symbol::Dot:
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(QPointF(6, 6), 5, 5);
        break;
    case Symbol::None:
        break;
    }
    painter.restore();
}

QSize chipSize(const Status &status, const Theme &theme)
{
    const QFontMetrics metrics(theme.font(chipFont));
    const int symbol = status.symbol == Symbol::None ? 0 : symbolSide(theme) + theme.px(4);
    return {metrics.horizontalAdvance(status.word) + symbol + 2 * theme.px(10), metrics.height() + theme.px(4)};
}

void paintChip(QPainter &painter, const QRect &where, const Status &status, const Theme &theme)
{
    const TonePair &pair = theme.tokens().pair(status.tone);
    const QSize size = chipSize(status, theme);
    const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
    const int width = std::min(size.width(), where.width());
    const QRect field(mirrored ? where.right() - width + 1 : where.left(), where.center().y() - size.height() / 2,
                      width, size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.look() == Look::Contrast ? QPen(pair.ink) : QPen(Qt::NoPen));
    painter.setBrush(pair.soft);
    painter.drawRoundedRect(QRectF(field).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    QRect inner = field.adjusted(theme.px(10), 0, -theme.px(10), 0);
    if (status.symbol != Symbol::None) {
        const int side = symbolSide(theme);
        const int left = mirrored ? inner.right() - side : inner.left();
        paintSymbol(painter, QRectF(left, field.center().y() - side / 2.0 + 0.5, side, side), status.symbol, pair.ink);
        (mirrored ? inner.setRight(inner.right() - side - theme.px(4))
                  : inner.setLeft(inner.left() + side + theme.px(4)));
    }
    painter.setFont(theme.font(chipFont));
    painter.setPen(pair.ink);
    const QString word = painter.fontMetrics().elidedText(status.word, Qt::ElideRight, inner.width() + 1);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextDontClip, word);
    painter.restore();
}

Chip::Chip(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::show(const Status &status)
{
    setVisible(!status.word.isEmpty());
    if (status == m_status)
        return;
    m_status = status;
    setAccessibleName(status.word);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return chipSize(m_status, m_theme);
}

QSize Chip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), m_theme.px(48)), sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_status, m_theme);
}

StatusDot::StatusDot(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void StatusDot::show(const Status &status)
{
    if (status == m_status)
        return;
    m_status = status;
    updateGeometry();
    update();
}

QSize StatusDot::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(0.95));
    return {metrics.horizontalAdvance(m_status.word) + m_theme.px(12) + m_theme.px(4) + 2, metrics.height()};
}

void StatusDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool plain = m_status.tone == Tone::Neutral;
    const QColor ink = m_theme.tokens().pair(m_status.tone).ink;
    const int side = m_theme.px(12);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF square(mirrored ? width() - side : 0, (height() - side) / 2.0, side, side);
    paintSymbol(painter, square, m_status.symbol, ink);
    painter.setFont(m_theme.font(0.95));
    painter.setPen(plain ? m_theme.tokens().second : ink);
    const int gap = side + m_theme.px(4);
    painter.drawText(rect().adjusted(mirrored ? 0 : gap, 0, mirrored ? -gap : 0, 0),
                     Qt::AlignVCenter | Qt::AlignLeading, m_status.word);
}

} // namespace yichuang
