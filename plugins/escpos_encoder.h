// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/paper.h"
#include "plugins/escpos_profile.h"

#include <QImage>

namespace yichuang::escpos
{

/// Draws one character as black on white, 24 by 24 dots: for what the printer's two-byte GBK does not have.
using GlyphPainter = std::function<QImage(const QString &character)>;

/// The bytes of a slip. Text goes in GBK under FS &; U+00A5 becomes U+FFE5, whose GBK bytes every Chinese printer
/// has; other characters outside two-byte GBK are drawn, and by a profile that says so all that are not ASCII. The
/// profile's cash drawer opens first. Lines are broken at the profile's columns. Codes go as the
/// printer's own QR (GS ( k, model 2, level M) or as a picture; BadArgument for a code that fits no QR on this paper.
[[nodiscard]] Result<QByteArray> encodeSlip(const Slip &slip, const Profile &profile, const GlyphPainter &paint);

/// The GBK bytes of one character, one or two; empty where it has none.
[[nodiscard]] QByteArray gbkOf(const QString &character);

/// The modules of a QR code (level M), 1 dot a module, without a margin. BadArgument for text that fits none.
[[nodiscard]] Result<QImage> qrDots(const QString &text);

} // namespace yichuang::escpos
