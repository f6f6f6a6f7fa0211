// SPDX-License-Identifier: Apache-2.0
#include "plugins/escpos_glyphs.h"

#include <QFont>
#include <QPainter>

namespace yichuang::escpos
{

QImage paintGlyph(const QString &character)
{
    constexpr int side = 24;
    QImage image(side, side, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QFont font(QStringList{QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("WenQuanYi Zen Hei"),
                           QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(side - 2);
    font.setStyleStrategy(QFont::NoAntialias);
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(image.rect(), Qt::AlignCenter, character);
    return image;
}

} // namespace yichuang::escpos
