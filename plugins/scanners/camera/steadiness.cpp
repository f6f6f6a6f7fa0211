// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/steadiness.h"

#include <cmath>

namespace yichuang::camera
{
namespace
{

constexpr QSize glimpseSize(96, 72);
constexpr double moved = 6; // of 255, in the hundredth of the picture that changed most
constexpr int fewestFrames = 3;

} // namespace

QImage Steadiness::glimpse(const QImage &picture)
{
    return picture.scaled(glimpseSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_Grayscale8);
}

double Steadiness::difference(const QImage &one, const QImage &other)
{
    if (one.isNull() || one.size() != other.size())
        return 255;
    std::array<int, 256> counts{};
    for (int y = 0; y < one.height(); ++y) {
        const uchar *line = one.constScanLine(y);
        const uchar *with = other.constScanLine(y);
        for (int x = 0; x < one.width(); ++x)
            ++counts[static_cast<std::size_t>(std::abs(line[x] - with[x]))];
    }
    // A hand at the edge changes a small part by much; noise changes all by little.
    int left = one.width() * one.height() / 100;
    int value = 255;
    while (value > 0 && (left -= counts[static_cast<std::size_t>(value)]) > 0)
        --value;
    return value;
}

bool Steadiness::feed(const QImage &picture, qint64 atMs)
{
    const QImage now = glimpse(picture);
    if (difference(m_last, now) > moved) {
        m_alike = 0;
        m_since = atMs;
    }
    m_last = now;
    ++m_alike;
    return m_alike >= fewestFrames && atMs - m_since >= m_restMs;
}

} // namespace yichuang::camera
