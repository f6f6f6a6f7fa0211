// SPDX-License-Identifier: Apache-2.0
#include "ui/printing/pdf_pages.h"

#include "app/documents/paper_layout.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfDocument>
#include <QPrinter>
#include <QPrinterInfo>
#include <QThreadPool>

namespace yichuang
{
namespace
{

constexpr int mostPages = 20;

/// Runs `work` on the thread pool and gives its answer.
template <typename T>
QFuture<T> away(std::function<T()> work)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QFuture<T> future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

DeviceState deviceStateOf(QPrinter::PrinterState state)
{
    switch (state) {
    case QPrinter::Idle:
        return DeviceState::Ready;
    case QPrinter::Active:
        return DeviceState::Busy;
    case QPrinter::Aborted:
    case QPrinter::Error:
        break;
    }
    return DeviceState::Trouble;
}

Result<Done> openPdf(QPdfDocument &document, QBuffer &buffer)
{
    buffer.open(QIODevice::ReadOnly);
    document.load(&buffer);
    if (document.error() == QPdfDocument::Error::IncorrectPassword)
        return failure(Fault::PdfLocked, QStringLiteral("printing.open"));
    if (document.status() != QPdfDocument::Status::Ready || document.pageCount() < 1)
        return failure(Fault::NotAPdf, QStringLiteral("printing.open"));
    return Done{};
}

Result<QList<QImage>> render(const QByteArray &pdf, int width)
{
    QBuffer buffer;
    buffer.setData(pdf);
    QPdfDocument document;
    if (auto opened = openPdf(document, buffer); !opened)
        return failure(opened.error());
    QList<QImage> pages;
    for (int i = 0; i < std::min(document.pageCount(), mostPages); ++i) {
        const QSizeF points = document.pagePointSize(i);
        const int height = static_cast<int>(width * points.height() / std::max(1.0, points.width()));
        QImage page(QSize(width, height), QImage::Format_RGB32);
        page.fill(Qt::white);
        const QImage drawn = document.render(i, page.size());
        QPainter(&page).drawImage(0, 0, drawn);
        pages.append(page);
    }
    return pages;
}

Result<Done> print(const PaperText &paper, const QString &name, const QString &title)
{
    const auto failed = [&name](Fault fault) { return failure(fault, QStringLiteral("printing.print"), name); };
    const QPrinterInfo known = name.isEmpty() ? QPrinterInfo::defaultPrinter() : QPrinterInfo::printerInfo(name);
    if (known.isNull())
        return failed(Fault::PrinterUnreachable);
    const PaperLayout layout(paper);
    QPrinter printer(known, QPrinter::HighResolution);
    printer.setDocName(title);
    printer.setPageSize(QPageSize(QPageSize::A4));
    printer.setFullPage(true);
    QPainter painter;
    if (!painter.begin(&printer))
        return failed(Fault::PrinterCutShort);
    const QSizeF dots = printer.paperRect(QPrinter::DevicePixel).size();
    painter.scale(dots.width() / PaperLayout::pageWidth, dots.height() / PaperLayout::pageHeight);
    for (int page = 0; page < layout.pageCount(); ++page) {
        if (page > 0 && !printer.newPage())
            return failed(Fault::PrinterCutShort);
        layout.paint(painter, page);
    }
    if (!painter.end() || printer.printerState() == QPrinter::Error)
        return failed(Fault::PrinterCutShort);
    if (QPrinterInfo::printerInfo(known.printerName()).state() == QPrinter::Error)
        return failed(Fault::PrinterOffline);
    return Done{};
}

} // namespace

QFuture<Result<QList<QImage>>> renderPdf(const QByteArray &pdf, int width)
{
    return away<Result<QList<QImage>>>([pdf, width] { return render(pdf, width); });
}

QFuture<Result<Done>> printPaper(const PaperText &paper, const QString &printer, const QString &title)
{
    return away<Result<Done>>([paper, printer, title] { return print(paper, printer, title); });
}

QFuture<QStringList> pagePrinters()
{
    return away<QStringList>([] {
        QStringList names = QPrinterInfo::availablePrinterNames();
        const QString usual = QPrinterInfo::defaultPrinterName();
        if (names.removeOne(usual))
            names.prepend(usual);
        return names;
    });
}

QFuture<DeviceState> pagePrinterState(const QString &printer)
{
    return away<DeviceState>([printer] {
        QPrinterInfo found = printer.isEmpty() ? QPrinterInfo::defaultPrinter() : QPrinterInfo::printerInfo(printer);
        if (found.isNull() && printer.isEmpty()) {
            const QStringList names = QPrinterInfo::availablePrinterNames();
            if (!names.isEmpty())
                found = QPrinterInfo::printerInfo(names.constFirst());
        }
        return found.isNull() ? DeviceState::Absent : deviceStateOf(found.state());
    });
}

} // namespace yichuang
