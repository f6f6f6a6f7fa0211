// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/rail_button.h"

#include <QAction>
#include <QPainter>

namespace yichuang
{

RailButton::RailButton(const Theme &theme, QAction *action, QString icon, QWidget *parent)
    : QAbstractButton(parent),
      m_theme(theme),
      m_icon(std::move(icon))
{
    setCheckable(true);
    setAutoExclusive(true);
    setText(action->text());
    setNames(this, "", action->text());
    setObjectName(action->objectName() + QStringLiteral("Rail"));
    setToolTip(action->text() + QStringLiteral("  ") + action->shortcut().toString(QKeySequence::NativeText));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    setMaximumHeight(theme.px(54));
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
}

void RailButton::setCount(int count)
{
    if (count == m_count)
        return;
    m_count = count;
    setAccessibleDescription(count > 0 ? QString::number(count) : QString());
    update();
}

QSize RailButton::sizeHint() const
{
    const int word = QFontMetrics(m_theme.font(0.95)).horizontalAdvance(text()) + 8;
    return {std::max(m_theme.px(60), word), m_theme.px(54)};
}

QSize RailButton::minimumSizeHint() const
{
    return {sizeHint().width(), QFontMetrics(m_theme.font(0.95)).height() + m_theme.px(4)};
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens();
    const QColor ink = isChecked() ? tokens.accent.ink : tokens.second;
    const QRectF field = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? tokens.accent.soft : tokens.neutral.soft);
        painter.drawRoundedRect(field, 6, 6);
    }
    if (hasFocus()) {
        painter.setPen(tokens.accent.ink);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(field, 6, 6);
    }
    const int wordHeight = QFontMetrics(m_theme.font(0.95)).height();
    const bool room = height() >= wordHeight + m_theme.px(22);
    const int side = room ? m_theme.px(20) : 0;
    const int top = (height() - side - wordHeight - m_theme.px(2)) / 2;
    const QPixmap icon = room ? m_theme.icon(m_icon, ink, side, devicePixelRatioF()) : QPixmap();
    if (!icon.isNull())
        painter.drawPixmap(QRect((width() - side) / 2, top, side, side), icon);
    painter.setFont(m_theme.font(0.95));
    painter.setPen(isChecked() ? tokens.accent.ink : tokens.second);
    painter.drawText(QRect(0, top + side + m_theme.px(2), width(), wordHeight), Qt::AlignCenter, text());
    if (m_count <= 0)
        return;
    const QString number = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
    painter.setFont(m_theme.font(0.8, true));
    const int wide = painter.fontMetrics().horizontalAdvance(number) + m_theme.px(8);
    const QRectF badge(width() - wide - m_theme.px(4), m_theme.px(4), wide, painter.fontMetrics().height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.warning.soft);
    painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2);
    painter.setPen(tokens.warning.ink);
    painter.drawText(badge, Qt::AlignCenter, number);
}

} // namespace yichuang
