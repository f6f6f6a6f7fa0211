// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QPointF>
#include <QSizeF>

#include <array>
#include <optional>

namespace yichuang::camera
{

/// The four corners of a sheet on a picture, in pixels, clockwise from the one nearest the picture's upper left.
using Outline = std::array<QPointF, 4>;

/// The largest sheet on a desk: what differs from the picture of the empty desk (of the same size), or without one what
/// stands out as a lighter or darker quadrangle. Corners are to about a pixel of a sharp picture. Nothing where no
/// sheet covers a fiftieth of the picture, reaches over the picture's edge by more than a little, or has four sides.
/// Any thread.
[[nodiscard]] std::optional<Outline> findSheet(const QImage &picture, const QImage &emptyDesk = {});

/// The sheet seen from straight above, `size` pixels; its upper left is the outline's first corner. Pixels are moved,
/// not mended. Any thread.
[[nodiscard]] QImage straightened(const QImage &picture, const Outline &outline, const QSize &size);

/// Width and height of a sheet, in millimetres, as it lies: the known size turned so that it fits the outline; where
/// the outline's proportions are more than a tenth off, the proportions of the outline at the known size's length.
[[nodiscard]] QSizeF sheetMillimetres(const Outline &outline, const QSizeF &known);

/// How many pixels the sheet has on the picture.
[[nodiscard]] QSize ownPixels(const Outline &outline);

/// How sharp the writing on a page of ownPixels() is: the width, in pixels, over which its strongest edges rise. 0 for
/// a page without edges, of which nothing can be said. Any thread.
[[nodiscard]] double edgeWidth(const QImage &page);
/// Above this a page is called blurred.
inline constexpr double blurredAbove = 4.6;

/// How much of a page, 0 to 1, is burnt out by mirrored light: spots at the top of the scale that are lighter than the
/// paper around them. Any thread.
[[nodiscard]] double glareShare(const QImage &page);
/// Above this a page has glare.
inline constexpr double glareAbove = 0.004;

/// Both sides of an identity card (ISO/IEC 7810 ID-1) in their true size on one A4 page, the front above. Any thread.
[[nodiscard]] QImage cardPage(const QImage &front, const QImage &back, int dpi);

} // namespace yichuang::camera
