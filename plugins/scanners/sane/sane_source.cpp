// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/sane/sane_source.h"

#include "plugins/scanners/sane/sane_faults.h"

#include <QBuffer>
#include <QElapsedTimer>

#include <cmath>

namespace yichuang::sane
{
namespace
{

constexpr int sliceMs = 40;
constexpr double inchMm = 25.4;

QByteArray jpegOf(QImage image, int dpi, int quality)
{
    const auto perMetre = static_cast<int>(std::lround(dpi * 1000 / inchMm));
    image.setDotsPerMeterX(perMetre);
    image.setDotsPerMeterY(perMetre);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, "JPEG", quality) ? bytes : QByteArray();
}

} // namespace

SaneSource::SaneSource(Options options, QObject *parent)
    : PageSource(parent),
      m_options(std::move(options)),
      m_library(m_options.configDir)
{
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &SaneSource::step);
}

QFuture<Result<QList<ScannerChoice>>> SaneSource::scanners()
{
    return QtFuture::makeReadyFuture(m_library.scanners(m_options.localOnly));
}

void SaneSource::scan(const ScanRequest &request)
{
    if (m_device || m_slice.isActive()) {
        Q_EMIT finished(0, Reason{Fault::ScannerBusy, QStringLiteral("sane.scan"), {}});
        return;
    }
    m_request = request;
    m_pages = 0;
    m_cancelled = false;
    m_slice.start(0);
}

QFuture<Result<ScannerAbilities>> SaneSource::abilities(const QString &scanner)
{
    const auto answer = [this, &scanner]() -> Result<ScannerAbilities> {
        if (m_device || m_slice.isActive())
            return failure(Fault::ScannerBusy, QStringLiteral("sane.abilities"));
        return openNamed(scanner).map([](const std::unique_ptr<Device> &device) { return abilitiesOf(*device); });
    };
    return QtFuture::makeReadyFuture(answer());
}

/// An empty name: the first scanner.
Result<std::unique_ptr<Device>> SaneSource::openNamed(QString name)
{
    if (name.isEmpty()) {
        const Result<QList<ScannerChoice>> choices = m_library.scanners(m_options.localOnly);
        if (!choices)
            return failure(choices.error());
        if (choices->isEmpty())
            return failure(Fault::ScannerMissing, QStringLiteral("sane.scan"), QStringLiteral("no scanner"));
        name = choices->first().name;
    }
    return Device::open(name);
}

Result<Done> SaneSource::open()
{
    Result<std::unique_ptr<Device>> device = openNamed(m_request.scanner);
    if (!device)
        return failure(device.error());
    m_device = std::move(*device);
    m_feeder = prepare(*m_device, m_request, m_options.extra);
    const int resolution = m_device->resolution();
    m_dpi = resolution > 0 ? resolution : m_request.dpi;
    Q_EMIT stateChanged(state());
    return Done{};
}

void SaneSource::step()
{
    if (m_cancelled) {
        end(Reason{Fault::Cancelled, QStringLiteral("sane.scan"), {}});
        return;
    }
    if (!m_device) {
        const Result<Done> opened = open();
        if (opened)
            m_slice.start(0);
        else
            end(opened.error());
    } else if (!m_page) {
        beginPage();
    } else {
        readSlice();
    }
}

void SaneSource::beginPage()
{
    const SANE_Status status = m_device->start();
    if (status == SANE_STATUS_NO_DOCS && m_pages > 0) {
        end(std::nullopt);
        return;
    }
    if (status != SANE_STATUS_GOOD) {
        end(reasonOf(status, "start"));
        return;
    }
    const Result<SANE_Parameters> parameters = m_device->parameters();
    if (!parameters) {
        end(parameters.error());
        return;
    }
    Result<PageBuilder> page = PageBuilder::begin(*parameters);
    if (!page) {
        end(page.error());
        return;
    }
    m_page = std::move(*page);
    m_told = 0;
    m_slice.start(0);
}

void SaneSource::readSlice()
{
    QElapsedTimer time;
    time.start();
    QByteArray bytes;
    while (time.elapsed() < sliceMs) {
        const SANE_Status status = m_device->read(bytes);
        if (status == SANE_STATUS_EOF) {
            endPage();
            return;
        }
        if (status != SANE_STATUS_GOOD) {
            end(reasonOf(status, "read"));
            return;
        }
        const Result<Done> added = m_page->add(bytes);
        if (!added) {
            end(added.error());
            return;
        }
    }
    if (const int tens = m_page->percent() / 10 * 10; tens > m_told) {
        m_told = tens;
        Q_EMIT progressed(tens);
    }
    m_slice.start(0);
}

void SaneSource::endPage()
{
    const Result<QImage> image = m_page->finish();
    m_page.reset();
    if (!image) {
        end(image.error());
        return;
    }
    ScannedPage page;
    page.bytes = jpegOf(*image, m_dpi, m_options.quality);
    page.mime = QStringLiteral("image/jpeg");
    page.width = image->width();
    page.height = image->height();
    page.dpi = m_dpi;
    if (page.bytes.isEmpty()) {
        end(Reason{Fault::ImageTooLarge, QStringLiteral("sane.jpeg"), {}});
        return;
    }
    ++m_pages;
    Q_EMIT pageScanned(page);
    if (m_feeder && m_pages < m_request.maxPages)
        m_slice.start(0);
    else
        end(std::nullopt);
}

void SaneSource::end(const std::optional<Reason> &reason)
{
    m_page.reset();
    // Told before the scanner is let go: a backend may hang in its close.
    const std::unique_ptr<Device> device = std::move(m_device);
    const int pages = std::exchange(m_pages, 0);
    Q_EMIT stateChanged(state());
    Q_EMIT finished(pages, reason);
}

} // namespace yichuang::sane
