// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QFuture>
#include <QImage>

namespace yichuang
{

/// The pages of a PDF as pictures `width` pixels wide, at most 20, off the caller's thread. NotAPdf, PdfLocked.
[[nodiscard]] QFuture<Result<QList<QImage>>> renderPdf(const QByteArray &pdf, int width);

/// Lays a paper out on a page printer (empty: the system's default), as the PDF is laid out, off the caller's thread.
/// PrinterUnreachable where there is no such printer; PrinterCutShort where the job could not be made (a queue that
/// refuses jobs is not told by Qt);
/// PrinterOffline where the printer is stopped: the print system keeps the job and prints it when it goes on.
[[nodiscard]] QFuture<Result<Done>> printPaper(const PaperText &paper, const QString &printer, const QString &title);

/// The page printers of this machine, the default one first, off the caller's thread.
[[nodiscard]] QFuture<QStringList> pagePrinters();

/// How a page printer (empty: the system's default, else any) stands as the print system knows it: Absent where there
/// is none, Trouble where it is stopped. Off the caller's thread.
[[nodiscard]] QFuture<DeviceState> pagePrinterState(const QString &printer);

} // namespace yichuang
