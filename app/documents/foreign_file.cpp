// SPDX-License-Identifier: Apache-2.0
#include "app/documents/foreign_file.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QPdfDocument>

#include <cmath>

namespace yichuang
{
namespace
{

constexpr int memoryLimitMb = 512;
constexpr int narrowest = 16;
constexpr int widest = 4000;
constexpr qsizetype pdfHeaderWithin = 1024; // ISO 32000-1, annex H.3

tl::unexpected<Reason> failed(Fault fault, const QString &detail = {})
{
    return failure(fault, QStringLiteral("documents.import"), detail);
}

QString pdfMime()
{
    return QStringLiteral("application/pdf");
}

bool looksLikePdf(const QByteArray &bytes)
{
    return bytes.left(pdfHeaderWithin).contains("%PDF-");
}

QString mimeOfFormat(const QByteArray &format)
{
    static const QHash<QByteArray, QString> mimes = {
        {"jpeg", QStringLiteral("image/jpeg")}, {"jpg", QStringLiteral("image/jpeg")},
        {"png", QStringLiteral("image/png")},   {"tiff", QStringLiteral("image/tiff")},
        {"tif", QStringLiteral("image/tiff")},  {"bmp", QStringLiteral("image/bmp")}};
    return mimes.value(format.toLower());
}

/// A document and the bytes that it reads as long as it lives.
struct OpenPdf {
    QBuffer buffer;
    QPdfDocument document;
};

Result<std::unique_ptr<OpenPdf>> openPdf(const QByteArray &bytes)
{
    auto pdf = std::make_unique<OpenPdf>();
    pdf->buffer.setData(bytes);
    pdf->buffer.open(QIODevice::ReadOnly);
    const QPdfDocument &document = pdf->document;
    pdf->document.load(&pdf->buffer);
    switch (document.error()) {
    case QPdfDocument::Error::None:
        break;
    case QPdfDocument::Error::IncorrectPassword:
    case QPdfDocument::Error::UnsupportedSecurityScheme:
        return failed(Fault::PdfLocked);
    default:
        return failed(Fault::NotAPdf, QStringLiteral("reader error %1").arg(static_cast<int>(document.error())));
    }
    if (document.pageCount() < 1)
        return failed(Fault::NotAPdf, QStringLiteral("no pages"));
    if (document.pageCount() > foreignPageLimit)
        return failed(Fault::TooManyPages, QString::number(document.pageCount()));
    return pdf;
}

struct Picture {
    QImage image;
    QString mime;
};

/// `page` from 0: a TIFF file may hold several pictures.
Result<Picture> readPicture(const QByteArray &bytes, int page = 0)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAllocationLimit(memoryLimitMb);
    reader.setAutoTransform(true);
    const QString mime = mimeOfFormat(reader.format());
    if (mime.isEmpty())
        return failed(Fault::NotAnImage, QString::fromLatin1(reader.format()));
    if (const int pages = std::max(reader.imageCount(), 1); pages > foreignPageLimit)
        return failed(Fault::TooManyPages, QString::number(pages));
    else if (page >= pages || (page > 0 && !reader.jumpToImage(page)))
        return failed(Fault::BadArgument, QStringLiteral("page"));
    const QSize size = reader.size();
    if (static_cast<qint64>(size.width()) * size.height() > foreignPixelLimit)
        return failed(Fault::ImageTooLarge, QStringLiteral("%1 x %2").arg(size.width()).arg(size.height()));
    QImage image = reader.read();
    if (image.isNull())
        return failed(Fault::NotAnImage, reader.errorString());
    if (static_cast<qint64>(image.width()) * image.height() > foreignPixelLimit)
        return failed(Fault::ImageTooLarge);
    return Picture{std::move(image), mime};
}

Result<ScannedPage> inspectPdf(const QByteArray &bytes)
{
    if (const auto pdf = openPdf(bytes); !pdf)
        return failure(pdf.error());
    ScannedPage page;
    page.bytes = bytes;
    page.mime = pdfMime();
    return page;
}

Result<ScannedPage> inspectPicture(const QByteArray &bytes)
{
    const Result<Picture> picture = readPicture(bytes);
    if (!picture)
        return failure(picture.error());
    ScannedPage page;
    page.bytes = bytes;
    page.mime = picture->mime;
    page.width = picture->image.width();
    page.height = picture->image.height();
    page.dpi = static_cast<int>(std::lround(picture->image.dotsPerMeterX() * 0.0254));
    return page;
}

Result<QImage> renderPdf(const QByteArray &bytes, int page, int width)
{
    const auto pdf = openPdf(bytes);
    if (!pdf)
        return failure(pdf.error());
    QPdfDocument &document = (*pdf)->document;
    if (page >= document.pageCount())
        return failed(Fault::BadArgument, QStringLiteral("page"));
    const QSizeF points = document.pagePointSize(page);
    if (points.width() < 1 || points.height() < 1)
        return failed(Fault::NotAPdf, QStringLiteral("page size"));
    const double height = width * points.height() / points.width();
    if (height < 1 || width * height > static_cast<double>(foreignPixelLimit))
        return failed(Fault::ImageTooLarge);
    const QImage drawn = document.render(page, QSize(width, static_cast<int>(height)));
    if (drawn.isNull())
        return failed(Fault::NotAPdf, QStringLiteral("page cannot be drawn"));
    // Where a page paints nothing it is paper.
    QImage paper(drawn.size(), QImage::Format_RGB32);
    paper.fill(Qt::white);
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x) {
            const QRgb pixel = drawn.pixel(x, y);
            const auto over = [alpha = qAlpha(pixel)](int value) {
                return (value * alpha + 255 * (255 - alpha)) / 255;
            };
            paper.setPixel(x, y, qRgb(over(qRed(pixel)), over(qGreen(pixel)), over(qBlue(pixel))));
        }
    }
    return paper;
}

} // namespace

Result<ScannedPage> inspectFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return failed(Fault::FileUnreadable, file.errorString());
    if (file.size() > foreignFileLimit)
        return failed(Fault::TooLarge, QString::number(file.size()));
    const QByteArray bytes = file.read(foreignFileLimit + 1);
    if (bytes.size() > foreignFileLimit)
        return failed(Fault::TooLarge);
    if (bytes.isEmpty() && file.error() != QFileDevice::NoError)
        return failed(Fault::FileUnreadable, file.errorString());
    const bool saysPdf = path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    if (saysPdf && !looksLikePdf(bytes))
        return failed(Fault::NotAPdf, QStringLiteral("no PDF header"));
    Result<ScannedPage> page = looksLikePdf(bytes) ? inspectPdf(bytes) : inspectPicture(bytes);
    if (page)
        page->name = QFileInfo(path).fileName();
    return page;
}

Result<QImage> decodeImage(const QByteArray &bytes)
{
    return readPicture(bytes).map([](const Picture &picture) { return picture.image; });
}

Result<int> pageCount(const QByteArray &bytes)
{
    if (looksLikePdf(bytes))
        return openPdf(bytes).map([](const std::unique_ptr<OpenPdf> &pdf) { return pdf->document.pageCount(); });
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    if (mimeOfFormat(reader.format()).isEmpty())
        return failed(Fault::NotAnImage, QString::fromLatin1(reader.format()));
    const int pages = std::max(reader.imageCount(), 1);
    return pages > foreignPageLimit ? Result<int>(failed(Fault::TooManyPages, QString::number(pages))) : pages;
}

Result<QImage> pageImage(const QByteArray &bytes, int page, int width)
{
    if (page < 0 || width < narrowest || width > widest)
        return failed(Fault::BadArgument, QStringLiteral("page or width"));
    if (looksLikePdf(bytes))
        return renderPdf(bytes, page, width);
    return readPicture(bytes, page).map([](const Picture &one) { return one.image; });
}

Result<ScannedPage> renderPage(const QByteArray &bytes, const QString &mime, int page, int width)
{
    if (page < 0 || width < narrowest || width > widest)
        return failed(Fault::BadArgument, QStringLiteral("page or width"));
    const auto picture = [&] { return readPicture(bytes, page).map([](const Picture &one) { return one.image; }); };
    Result<QImage> image = mime == pdfMime() ? renderPdf(bytes, page, width) : picture();
    if (!image)
        return failure(image.error());
    if (image->width() > width)
        *image = image->scaledToWidth(width, Qt::SmoothTransformation);
    ScannedPage drawn;
    drawn.mime = QStringLiteral("image/png");
    drawn.width = image->width();
    drawn.height = image->height();
    QBuffer buffer(&drawn.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image->save(&buffer, "PNG"))
        return failed(Fault::ImageTooLarge);
    return drawn;
}

} // namespace yichuang
