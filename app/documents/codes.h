// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/ports/devices.h"

#include <QImage>

namespace yichuang
{

/// How hard to look where a plain look finds nothing.
struct CodeEffort {
    int attempts = 16;            ///< at most; 1 is one plain look at the whole picture
    qint64 budgetMs = 60;         ///< no attempt begins later than this; the first always runs
    const Clock *clock = nullptr; ///< whose time the budget is; none: the attempts alone count
};

/// The codes in a picture, each with its text: its bytes as strict UTF-8, else GB18030, since a decoder's guess of a
/// Chinese text is mostly wrong. `formats` are names as ReadCode::format; empty: QRCode, Code128, DataMatrix. Only
/// the formats asked for are tried: decoders of others are a risk on foreign pictures. Where a plain look finds none,
/// the picture and the places on it where a code may be are looked at inverted, larger, smaller, levelled and turned,
/// until one of them gives codes or the effort is spent. CodeNotFound where there is none, BadArgument for an unknown
/// format. Any thread; call it in the helper for foreign pictures.
[[nodiscard]] Result<QList<ReadCode>> decodeCodes(const QImage &image, const QStringList &formats = {},
                                                  const CodeEffort &effort = {});
/// The same for the bytes of a picture file; NotAnImage, ImageTooLarge.
[[nodiscard]] Result<QList<ReadCode>> decodeCodes(const QByteArray &bytes, const QStringList &formats = {},
                                                  const CodeEffort &effort = {});

/// The modules of a QR code of error correction level M: one grey pixel each, black or white, no margin. BadArgument
/// for text that is not ASCII (many scanners ignore the mark for another alphabet) or too long.
[[nodiscard]] Result<QImage> qrModules(const QString &text);

} // namespace yichuang
