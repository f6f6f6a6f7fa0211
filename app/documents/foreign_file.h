// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QImage>

namespace yichuang
{

/// Limits of files that come from outside.
inline constexpr qint64 foreignFileLimit = 50LL * 1024 * 1024;
inline constexpr qint64 foreignPixelLimit = 100'000'000;
inline constexpr int foreignPageLimit = 200;

/// Reads a file to import and checks that it is what it says: a PDF without a password, of at most 200 pages, or a
/// JPEG, PNG, TIFF, BMP picture of at most 100 megapixels (a TIFF file of at most 200 pages) that decodes wholly. The
/// page's bytes are the file's own; `width` and `height` are of the picture, of a PDF 0. FileUnreadable, TooLarge,
/// NotAPdf, PdfLocked, TooManyPages, NotAnImage, ImageTooLarge. Decodes foreign bytes: runs in the helper process.
[[nodiscard]] Result<ScannedPage> inspectFile(const QString &path);

/// A picture from foreign bytes. NotAnImage, ImageTooLarge.
[[nodiscard]] Result<QImage> decodeImage(const QByteArray &bytes);

/// How many pages the bytes of a PDF or a picture have, and one of them (from 0): of a PDF drawn `width` pixels wide
/// (16 to 4000), of a picture as it is. Reasons as inspectFile(), BadArgument for a page or a width that cannot be.
[[nodiscard]] Result<int> pageCount(const QByteArray &bytes);
[[nodiscard]] Result<QImage> pageImage(const QByteArray &bytes, int page, int width);

/// One page (from 0) of a PDF or of a picture (a TIFF file may have several) as PNG, at most `width` pixels wide (16 to
/// 4000). Reasons as inspectFile(), BadArgument for a page or a width that cannot be.
[[nodiscard]] Result<ScannedPage> renderPage(const QByteArray &bytes, const QString &mime, int page, int width);

} // namespace yichuang
