// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/devices.h"

#include <QImage>

namespace yichuang
{

/// The codes in a picture, each with its text: its bytes as strict UTF-8, else GB18030, since a decoder's guess of a
/// Chinese text is mostly wrong. `formats` are names as ReadCode::format; empty: QRCode, Code128, DataMatrix. Only
/// the formats asked for are tried: decoders of others are a risk on foreign pictures. CodeNotFound where there is
/// none, BadArgument for an unknown format. Any thread; call it in the helper for foreign pictures.
[[nodiscard]] Result<QList<ReadCode>> decodeCodes(const QImage &image, const QStringList &formats = {});
/// The same for the bytes of a picture file; NotAnImage, ImageTooLarge.
[[nodiscard]] Result<QList<ReadCode>> decodeCodes(const QByteArray &bytes, const QStringList &formats = {});

/// The modules of a QR code of error correction level M: one grey pixel each, black or white, no margin. BadArgument
/// for text that is not ASCII (many scanners ignore the mark for another alphabet) or too long.
[[nodiscard]] Result<QImage> qrModules(const QString &text);

} // namespace yichuang
