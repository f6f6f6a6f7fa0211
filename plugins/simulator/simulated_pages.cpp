// SPDX-License-Identifier: Apache-2.0
#include "plugins/simulator/simulated_pages.h"

#include <QBuffer>
#include <QFuture>
#include <QImage>
#include <QPainter>

#include <cmath>

namespace yichuang::simulator
{
namespace
{

constexpr int pageMs = 120;
constexpr double inchMm = 25.4;
constexpr int jpegQuality = 85;

QString scannerName()
{
    return QStringLiteral("simulator:0");
}

void drawPage(QPainter &painter, const QSizeF &size, int number)
{
    QFont font(QStringList{QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("Noto Sans CJK SC")});
    const qreal unit = size.height() / 40;
    font.setPixelSize(static_cast<int>(3 * unit));
    painter.setFont(font);
    painter.drawText(QRectF(0, 3 * unit, size.width(), 4 * unit), Qt::AlignCenter, QStringLiteral("培训样张"));
    font.setPixelSize(static_cast<int>(unit));
    painter.setFont(font);
    painter.drawText(QRectF(0, 7 * unit, size.width(), 2 * unit), Qt::AlignCenter,
                     QStringLiteral("第 %1 页").arg(number));
    for (int line = 0; line < 18; ++line) {
        const qreal width = size.width() * (line % 5 == 4 ? 0.5 : 0.8);
        painter.fillRect(QRectF(size.width() * 0.1, (11 + line * 1.4) * unit, width, unit / 8), Qt::darkGray);
    }
    painter.drawRect(QRectF(size.width() * 0.06, unit, size.width() * 0.88, size.height() - 2 * unit));
}

} // namespace

SimulatedPages::SimulatedPages(int pagesInFeeder, QObject *parent) : PageSource(parent), m_pagesInFeeder(pagesInFeeder)
{
    m_step.setSingleShot(true);
    m_step.setInterval(pageMs);
    connect(&m_step, &QTimer::timeout, this, &SimulatedPages::step);
}

QFuture<Result<QList<ScannerChoice>>> SimulatedPages::scanners()
{
    return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(
        QList<ScannerChoice>{{scannerName(), QStringLiteral("Yichuang"), QStringLiteral("培训扫描仪")}}));
}

QFuture<Result<ScannerAbilities>> SimulatedPages::abilities(const QString &)
{
    return QtFuture::makeReadyFuture(Result<ScannerAbilities>(
        ScannerAbilities{true, true, true, {PaperSize::A4, PaperSize::A5, PaperSize::A3, PaperSize::IdCard}, 75, 600}));
}

void SimulatedPages::scan(const ScanRequest &request)
{
    if (m_step.isActive()) {
        Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("simulator.scan"), {}});
        return;
    }
    m_request = request;
    m_pages = 0;
    m_cancelled = false;
    setState(DeviceState::Busy);
    m_step.start();
}

void SimulatedPages::step()
{
    const auto reason = [](Fault fault) { return Reason{fault, QStringLiteral("simulator.scan"), {}}; };
    if (m_cancelled) {
        end(reason(Fault::Cancelled));
        return;
    }
    if (!m_request.scanner.isEmpty() && m_request.scanner != scannerName()) {
        end(reason(Fault::ScannerMissing));
        return;
    }
    const int ready = m_request.feeder ? std::min(m_pagesInFeeder, m_request.maxPages) : 1;
    if (m_pages >= ready) {
        end(m_pages == 0 ? std::optional(reason(Fault::FeederEmpty)) : std::nullopt);
        return;
    }
    const double dots = m_request.dpi / inchMm;
    const QSizeF paper = sheetOf(m_request.paper).millimetres;
    QImage image(static_cast<int>(std::lround(paper.width() * dots)),
                 static_cast<int>(std::lround(paper.height() * dots)),
                 m_request.colour ? QImage::Format_RGB32 : QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawPage(painter, image.size(), ++m_pages);
    painter.end();
    ScannedPage page{{}, QStringLiteral("image/jpeg"), image.width(), image.height(), m_request.dpi, {}};
    QBuffer buffer(&page.bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", jpegQuality);
    m_step.start();
    Q_EMIT pageScanned(page);
}

void SimulatedPages::end(const std::optional<Reason> &reason)
{
    setState(DeviceState::Ready);
    Q_EMIT finished(m_pages, reason);
}

void SimulatedPages::setState(DeviceState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged(state);
}

} // namespace yichuang::simulator
