// SPDX-License-Identifier: Apache-2.0
// A file to import: whatever its bytes, it is refused with one of the reasons that the header names, or gives pages
// within the limits that can be drawn.
#include "app/documents/foreign_file.h"

#include <cstdlib>

namespace
{

using namespace yichuang;

void demand(bool holds)
{
    if (!holds)
        std::abort();
}

bool isNamed(Fault fault)
{
    return fault == Fault::NotAnImage || fault == Fault::ImageTooLarge || fault == Fault::TooManyPages
           || fault == Fault::NotAPdf || fault == Fault::PdfLocked || fault == Fault::BadArgument;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *bytes, std::size_t size)
{
    // Codes of pictures alone: PDF pages are PDFium's, which has fuzzers of its own.
    const QByteArray file(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(size));
    if (size > 65'536 || file.left(1024).contains("%PDF-"))
        return 0;
    const Result<QImage> image = decodeImage(file);
    demand(image ? !image->isNull() : isNamed(image.error().fault));
    if (image)
        demand(static_cast<qint64>(image->width()) * image->height() <= foreignPixelLimit);
    const Result<int> pages = pageCount(file);
    demand(pages ? *pages >= 1 && *pages <= foreignPageLimit : isNamed(pages.error().fault));
    for (const int page : {0, 1}) {
        const Result<ScannedPage> drawn = renderPage(file, QStringLiteral("image/png"), page, 64);
        demand(drawn ? drawn->width <= 64 && !drawn->bytes.isEmpty() : isNamed(drawn.error().fault));
    }
    return 0;
}
