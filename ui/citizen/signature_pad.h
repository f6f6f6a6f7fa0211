// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/signature.h"
#include "ui/widgets/theme.h"

#include <QWidget>

class QTouchEvent;

namespace yichuang
{

/// Where a visitor signs: by pen, finger or mouse. Keeps each stroke with pressure and time, within the limits of a
/// Signature; what comes beyond them is not taken.
class SignaturePad : public QWidget
{
    Q_OBJECT

public:
    SignaturePad(const Theme &theme, QWidget *parent);
    [[nodiscard]] const QList<SignatureStroke> &strokes() const { return m_strokes; }
    /// Of the pad in the unit of its points.
    [[nodiscard]] int unitHeight() const;
    [[nodiscard]] bool isDrawn() const { return yichuang::isDrawn(m_strokes); }
    /// Nothing is taken while it is being kept.
    void setTaking(bool taking) { m_taking = taking; }
    void clear();
    /// Black on white, PNG.
    [[nodiscard]] QByteArray picture() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void drawnChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabletEvent(QTabletEvent *event) override;

private:
    void begin(const QPointF &at, double pressure, quint64 time);
    void move(const QPointF &at, double pressure, quint64 time);
    void end();
    bool touch(QTouchEvent *event);
    void take(const QPointF &at, double pressure, quint64 time);

    const Theme &m_theme;
    QList<SignatureStroke> m_strokes;
    qsizetype m_points = 0;
    quint64 m_first = 0; ///< the time of the first point
    bool m_drawing = false;
    bool m_taking = true;
};

/// Draws strokes into a rectangle as wide as the pad.
void paintStrokes(QPainter &painter, const QRectF &where, const QList<SignatureStroke> &strokes, const QColor &ink);

} // namespace yichuang
