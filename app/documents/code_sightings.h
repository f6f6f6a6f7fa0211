// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QList>

namespace yichuang
{

/// Where codes may be on a grey picture: blocks of many edges with blank room around, the likeliest first, at most
/// three. Misses some and finds text too: it says where a second look may pay. Any thread.
[[nodiscard]] QList<QRect> codeSightings(const QImage &grey);

/// Another way to see a grey picture, for a reader that found nothing. Any thread.
enum class Treatment {
    Inverted, ///< white on black becomes black on white
    Halved,   ///< half as wide: what a screen's dots beat with is averaged away
    Doubled,  ///< twice as wide: modules of a pixel or two become ones that a reader can follow
    Levelled, ///< light and dark spread evenly over each neighbourhood: shade, glare, faded print
    Softened, ///< noise averaged away, each pixel with its neighbours
    Turned,   ///< by 20 degrees
    TurnedBack,
};
[[nodiscard]] QImage treated(const QImage &grey, Treatment treatment);

} // namespace yichuang
