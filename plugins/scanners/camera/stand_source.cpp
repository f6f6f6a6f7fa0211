// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/stand_source.h"

#include "plugins/scanners/camera/video_frames.h"

#include <QBuffer>
#include <QImageReader>
#include <QTransform>

#include <cmath>

namespace yichuang::camera
{
namespace
{

constexpr double inchMm = 25.4;
constexpr double sameAsTaken = 10; // of 255: below it the sheet that was taken still lies there

QSize dotsOf(const QSizeF &millimetres, int dpi)
{
    return {static_cast<int>(std::lround(millimetres.width() * dpi / inchMm)),
            static_cast<int>(std::lround(millimetres.height() * dpi / inchMm))};
}

/// Of a page in the camera's own pixels.
QList<PageFlag> flagsOf(const QImage &page)
{
    QList<PageFlag> flags;
    if (edgeWidth(page) > blurredAbove)
        flags.append(PageFlag::Blurred);
    if (glareShare(page) > glareAbove)
        flags.append(PageFlag::Glare);
    return flags;
}

} // namespace

StandSource::StandSource(std::unique_ptr<FrameSource> frames, Cameras cameras, Options options, QObject *parent)
    : PageSource(parent),
      m_frames(std::move(frames)),
      m_cameras(std::move(cameras)),
      m_options(std::move(options))
{
    if (!m_options.emptyDesk.isEmpty())
        m_emptyDesk = QImageReader(m_options.emptyDesk).read().convertToFormat(QImage::Format_RGB888);
    connect(m_frames.get(), &FrameSource::frameCame, this, &StandSource::look);
    connect(m_frames.get(), &FrameSource::faulted, this, &StandSource::end);
}

QFuture<Result<QList<ScannerChoice>>> StandSource::scanners()
{
    return QtFuture::makeReadyFuture(Result<QList<ScannerChoice>>(m_cameras()));
}

QFuture<Result<ScannerAbilities>> StandSource::abilities(const QString &)
{
    // The distance is not known, but the sheet's size is: as many dots as asked for are made of it.
    return QtFuture::makeReadyFuture(Result<ScannerAbilities>(
        ScannerAbilities{true, true, false, {PaperSize::A4, PaperSize::A5, PaperSize::IdCard}, 75, 300}));
}

void StandSource::scan(const ScanRequest &request)
{
    if (m_scanning) {
        Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("camera.scan"), {}});
        return;
    }
    m_request = request;
    m_request.dpi = std::min(request.dpi, 300);
    m_scanning = true;
    m_pages = 0;
    m_taken = {};
    m_front = {};
    m_waitingSince.reset();
    m_steadiness = Steadiness();
    Q_EMIT stateChanged(state());
    QMetaObject::invokeMethod(
        this,
        [this, batch = ++m_batch] {
            if (m_scanning && batch == m_batch)
                begin();
        },
        Qt::QueuedConnection);
}

void StandSource::begin()
{
    const QList<ScannerChoice> cameras = m_cameras();
    const bool known = m_request.scanner.isEmpty()
                       || std::any_of(cameras.begin(), cameras.end(),
                                      [this](const ScannerChoice &choice) { return choice.name == m_request.scanner; });
    if (!known || cameras.isEmpty())
        end(Reason{Fault::ScannerMissing, QStringLiteral("camera.scan"), QStringLiteral("no such camera")});
    else
        m_frames->start();
}

void StandSource::cancel()
{
    if (m_scanning)
        end(Reason{Fault::Cancelled, QStringLiteral("camera.scan"), {}});
}

void StandSource::look(const Frame &frame)
{
    const QImage picture = pictureOf(frame);
    if (!m_scanning || picture.isNull())
        return;
    if (!m_waitingSince)
        m_waitingSince = frame.atMs;
    if (m_steadiness.feed(picture, frame.atMs)) {
        const QImage glimpse = Steadiness::glimpse(picture);
        const bool lies = !m_taken.isNull() && Steadiness::difference(m_taken, glimpse) <= sameAsTaken;
        const std::optional<Outline> sheet = lies ? std::nullopt : findSheet(picture, m_emptyDesk);
        if (sheet) {
            m_waitingSince.reset();
            m_taken = glimpse;
            take(picture, *sheet);
            return;
        }
        if (!lies) {
            m_taken = {};
            m_emptyDesk = picture.copy();
        }
    }
    if (m_waitingSince && frame.atMs - *m_waitingSince >= m_options.patienceMs) {
        const bool empty = m_pages == 0;
        end(empty ? std::optional(Reason{Fault::FeederEmpty, QStringLiteral("camera.scan"), {}}) : std::nullopt);
    }
}

void StandSource::take(const QImage &picture, const Outline &outline)
{
    const bool isCard = m_request.paper == PaperSize::IdCard;
    const QSizeF known = sheetOf(m_request.paper).millimetres;
    // A card is laid as its long side lies; both sides of it are shown lying.
    const QSizeF size = sheetMillimetres(outline, known);
    QImage page = straightened(picture, outline, dotsOf(size, m_request.dpi));
    const QList<PageFlag> flags = flagsOf(straightened(picture, outline, ownPixels(outline)));
    if (!isCard)
        return give(page, flags);
    if (page.height() > page.width())
        page = page.transformed(QTransform().rotate(90));
    if (m_front.isNull()) {
        m_front = page;
        m_frontFlags = flags;
        Q_EMIT progressed(50);
        return;
    }
    QList<PageFlag> both = m_frontFlags;
    for (const PageFlag flag : flags) {
        if (!both.contains(flag))
            both.append(flag);
    }
    give(cardPage(std::exchange(m_front, {}), page, m_request.dpi), both);
}

void StandSource::give(const QImage &drawn, const QList<PageFlag> &flags)
{
    QImage image = m_request.colour ? drawn : drawn.convertToFormat(QImage::Format_Grayscale8);
    const auto perMetre = static_cast<int>(std::lround(m_request.dpi * 1000 / inchMm));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    ScannedPage page{{}, QStringLiteral("image/jpeg"), image.width(), image.height(), m_request.dpi, {}, flags};
    QBuffer buffer(&page.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "JPEG", m_options.quality))
        return end(Reason{Fault::ImageTooLarge, QStringLiteral("camera.jpeg"), {}});
    ++m_pages;
    Q_EMIT pageScanned(page);
    if (m_scanning && (!m_request.feeder || m_pages >= m_request.maxPages))
        end(std::nullopt);
}

void StandSource::end(const std::optional<Reason> &reason)
{
    if (!std::exchange(m_scanning, false))
        return;
    m_frames->stop();
    Q_EMIT stateChanged(state());
    Q_EMIT finished(m_pages, reason);
}

} // namespace yichuang::camera
