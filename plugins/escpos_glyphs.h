// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

namespace yichuang::escpos
{

/// A GlyphPainter that uses the system's Chinese font. Needs a QGuiApplication.
[[nodiscard]] QImage paintGlyph(const QString &character);

} // namespace yichuang::escpos
