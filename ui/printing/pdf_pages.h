// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QFuture>
#include <QImage>

namespace yichuang
{

/// The pages of a PDF as pictures `width` pixels wide, at most 20, off the caller's thread. NotAPdf, PdfLocked.
[[nodiscard]] QFuture<Result<QList<QImage>>> renderPdf(const QByteArray &pdf, int width);

/// Sends a PDF to a page printer (empty: the system's default), off the caller's thread. PrinterUnreachable where there
/// is no such printer, PrinterCutShort where the job was not taken.
[[nodiscard]] QFuture<Result<Done>> printPdf(const QByteArray &pdf, const QString &printer, const QString &title);

/// The page printers of this machine, the default one first, off the caller's thread.
[[nodiscard]] QFuture<QStringList> pagePrinters();

/// How a page printer (empty: the system's default, else any) stands as the print system knows it: Absent where there
/// is none, Trouble where it is stopped. Off the caller's thread.
[[nodiscard]] QFuture<DeviceState> pagePrinterState(const QString &printer);

} // namespace yichuang
