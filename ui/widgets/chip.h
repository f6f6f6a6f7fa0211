// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QWidget>

namespace yichuang
{

/// The small picture beside a status word, so that colour is never the only sign.
enum class Symbol { None, Tick, Bang, Ring, Cross, Arrow, Half, Dot };

/// A status: symbol, word and tone.
struct Status {
    Symbol symbol = Symbol::None;
    QString word;
    Tone tone = Tone::Neutral;
    bool operator==(const Status &) const = default;
};

/// Draws a symbol into a square, in the painter's own scale.
void paintSymbol(QPainter &painter, const QRectF &square, Symbol symbol, const QColor &ink);
/// How large a chip of a status is.
[[nodiscard]] QSize chipSize(const Status &status, const Theme &theme);
/// Draws a chip, left in the rectangle and centred in height; cut with an ellipsis where there is no room.
void paintChip(QPainter &painter, const QRect &where, const Status &status, const Theme &theme);

/// A status in a round soft field.
class Chip : public QWidget
{
    Q_OBJECT

public:
    Chip(const Theme &theme, QWidget *parent);
    void show(const Status &status);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] const Status &status() const { return m_status; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Status m_status;
};

/// A symbol and a word without a field, as in the status strip.
class StatusDot : public QWidget
{
    Q_OBJECT

public:
    StatusDot(const Theme &theme, QWidget *parent);
    void show(const Status &status);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Status m_status;
};

} // namespace yichuang
