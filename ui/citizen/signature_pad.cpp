// SPDX-License-Identifier: Apache-2.0
#include "ui/citizen/signature_pad.h"

#include <QBuffer>
#include <QMouseEvent>
#include <QPainter>
#include <QTabletEvent>
#include <QTouchEvent>

#include <cmath>

namespace yichuang
{
namespace
{

constexpr double usualPressure = 0.5; ///< of a finger or a mouse, which tell none
constexpr int pictureWidth = 1200;
constexpr double finestPen = 0.002; ///< of the width
constexpr double broadestPen = 0.008;

} // namespace

void paintStrokes(QPainter &painter, const QRectF &where, const QList<SignatureStroke> &strokes, const QColor &ink)
{
    const double unit = where.width() / Signature::width;
    const auto place = [&](const SignaturePoint &point) {
        return where.topLeft() + QPointF(point.x * unit, point.y * unit);
    };
    painter.setRenderHint(QPainter::Antialiasing);
    for (const SignatureStroke &stroke : strokes) {
        for (qsizetype i = 0; i < stroke.size(); ++i) {
            const double share = finestPen + (broadestPen - finestPen) * stroke.at(i).pressure / 1000;
            painter.setPen(QPen(ink, share * where.width(), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawLine(place(stroke.at(std::max<qsizetype>(0, i - 1))), place(stroke.at(i)));
        }
    }
}

SignaturePad::SignaturePad(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setAttribute(Qt::WA_AcceptTouchEvents);
    setCursor(Qt::CrossCursor);
    setMinimumHeight(theme.px(120));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setNames(this, "signaturePad", tr("Sign here"));
}

QSize SignaturePad::sizeHint() const
{
    return {m_theme.px(700), m_theme.px(260)};
}

int SignaturePad::unitHeight() const
{
    constexpr int least = 500;
    constexpr int most = 20'000;
    return std::clamp(static_cast<int>(std::lround(double(Signature::width) * height() / std::max(1, width()))), least,
                      most);
}

void SignaturePad::clear()
{
    m_strokes.clear();
    m_points = 0;
    m_drawing = false;
    update();
    Q_EMIT drawnChanged();
}

QByteArray SignaturePad::picture() const
{
    QImage image(pictureWidth, pictureWidth * unitHeight() / Signature::width, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintStrokes(painter, image.rect(), m_strokes, Qt::black);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

void SignaturePad::take(const QPointF &at, double pressure, quint64 time)
{
    if (m_points == 0)
        m_first = time;
    const auto unit = [this](double length, int most) {
        return std::clamp(static_cast<int>(std::lround(length * Signature::width / std::max(1, width()))), 0, most);
    };
    const int before = m_strokes.constLast().isEmpty()
                           ? (m_strokes.size() > 1 ? m_strokes.at(m_strokes.size() - 2).constLast().ms : 0)
                           : m_strokes.constLast().constLast().ms;
    const int ms = static_cast<int>(std::min<quint64>(time > m_first ? time - m_first : 0, Signature::mostMs));
    m_strokes.last().append({unit(at.x(), Signature::width), unit(at.y(), unitHeight()),
                             std::clamp(static_cast<int>(std::lround(pressure * 1000)), 0, 1000),
                             std::max(before, ms)});
    m_points += 1;
    update();
    Q_EMIT drawnChanged();
}

void SignaturePad::begin(const QPointF &at, double pressure, quint64 time)
{
    if (!m_taking || m_strokes.size() >= Signature::mostStrokes || m_points >= Signature::mostPoints)
        return;
    m_drawing = true;
    m_strokes.append(SignatureStroke());
    take(at, pressure, time);
}

void SignaturePad::move(const QPointF &at, double pressure, quint64 time)
{
    if (m_drawing && m_taking && m_points < Signature::mostPoints)
        take(at, pressure, time);
}

void SignaturePad::end()
{
    m_drawing = false;
}

bool SignaturePad::touch(QTouchEvent *event)
{
    if (event->points().isEmpty())
        return false;
    const QEventPoint &point = event->points().constFirst(); // a second finger does not sign
    const double pressure = point.pressure() > 0 && point.pressure() < 1 ? point.pressure() : usualPressure;
    if (point.state() == QEventPoint::Pressed)
        begin(point.position(), pressure, event->timestamp());
    else if (point.state() == QEventPoint::Updated)
        move(point.position(), pressure, event->timestamp());
    else if (point.state() == QEventPoint::Released)
        end();
    return true;
}

bool SignaturePad::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
        event->accept();
        return touch(static_cast<QTouchEvent *>(event));
    case QEvent::TouchCancel:
        end();
        return true;
    default:
        return QWidget::event(event);
    }
}

void SignaturePad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        begin(event->position(), usualPressure, event->timestamp());
}

void SignaturePad::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        move(event->position(), usualPressure, event->timestamp());
}

void SignaturePad::mouseReleaseEvent(QMouseEvent *)
{
    end();
}

void SignaturePad::tabletEvent(QTabletEvent *event)
{
    if (event->type() == QEvent::TabletPress)
        begin(event->position(), event->pressure(), event->timestamp());
    else if (event->type() == QEvent::TabletMove)
        move(event->position(), event->pressure(), event->timestamp());
    else if (event->type() == QEvent::TabletRelease)
        end();
    event->accept(); // else it comes once more, as a mouse
}

void SignaturePad::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens();
    painter.setPen(QPen(tokens.second, 2));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    const double line = height() * 0.78;
    painter.setPen(QPen(tokens.border, 2));
    painter.drawLine(QPointF(width() * 0.06, line), QPointF(width() * 0.94, line));
    paintStrokes(painter, rect(), m_strokes, tokens.text);
}

} // namespace yichuang
