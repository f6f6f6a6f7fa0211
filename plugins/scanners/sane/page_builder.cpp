// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/sane/page_builder.h"

namespace yichuang::sane
{
namespace
{

constexpr qsizetype pixelLimit = 100'000'000;

tl::unexpected<Reason> failed(Fault fault, const char *detail)
{
    return failure(fault, QStringLiteral("sane.page"), QString::fromLatin1(detail));
}

/// One line of grey from a line of bits, where 1 is black (the SANE standard, 3.2.1).
void unpackBits(const char *from, uchar *to, int width)
{
    for (int x = 0; x < width; ++x) {
        const bool black = (static_cast<uchar>(from[x / 8]) & (0x80 >> (x % 8))) != 0;
        to[x] = black ? 0 : 255;
    }
}

/// One line of samples of one byte; of two-byte samples (native order) the high byte.
void copySamples(const char *from, uchar *to, int samples, int bytesEach)
{
    if (bytesEach == 1) {
        memcpy(to, from, static_cast<size_t>(samples));
        return;
    }
    for (int i = 0; i < samples; ++i) {
        quint16 sample = 0;
        memcpy(&sample, from + 2 * i, sizeof sample);
        to[i] = static_cast<uchar>(sample >> 8);
    }
}

} // namespace

Result<PageBuilder> PageBuilder::begin(const SANE_Parameters &parameters)
{
    const bool grey = parameters.format == SANE_FRAME_GRAY
                      && (parameters.depth == 1 || parameters.depth == 8 || parameters.depth == 16);
    const bool colour = parameters.format == SANE_FRAME_RGB && (parameters.depth == 8 || parameters.depth == 16);
    if (!grey && !colour)
        return failed(Fault::Unsupported, "frame format");
    const qsizetype samples = static_cast<qsizetype>(parameters.pixels_per_line) * (colour ? 3 : 1);
    const qsizetype lineBytes = parameters.depth == 1 ? (samples + 7) / 8 : samples * (parameters.depth / 8);
    if (parameters.pixels_per_line <= 0 || parameters.bytes_per_line < lineBytes)
        return failed(Fault::ScannerIo, "line size");
    if (static_cast<qsizetype>(parameters.pixels_per_line) * std::max(parameters.lines, 1) > pixelLimit)
        return failed(Fault::ImageTooLarge, "pixels");
    return PageBuilder(parameters);
}

Result<Done> PageBuilder::add(const QByteArray &bytes)
{
    const qsizetype lines = (m_bytes.size() + bytes.size()) / m_parameters.bytes_per_line;
    if (lines * m_parameters.pixels_per_line > pixelLimit)
        return failed(Fault::ImageTooLarge, "pixels");
    m_bytes.append(bytes);
    return Done{};
}

int PageBuilder::percent() const
{
    const qsizetype whole = static_cast<qsizetype>(m_parameters.bytes_per_line) * std::max(m_parameters.lines, 0);
    return whole == 0 ? 0 : static_cast<int>(std::min<qsizetype>(100, m_bytes.size() * 100 / whole));
}

Result<QImage> PageBuilder::finish() const
{
    const int width = m_parameters.pixels_per_line;
    const auto lines = static_cast<int>(m_bytes.size() / m_parameters.bytes_per_line);
    if (lines == 0)
        return failed(Fault::ScannerIo, "no lines");
    const bool colour = m_parameters.format == SANE_FRAME_RGB;
    QImage image(width, lines, colour ? QImage::Format_RGB888 : QImage::Format_Grayscale8);
    if (image.isNull())
        return failed(Fault::ImageTooLarge, "memory");
    for (int y = 0; y < lines; ++y) {
        const char *from = m_bytes.constData() + static_cast<qsizetype>(y) * m_parameters.bytes_per_line;
        if (m_parameters.depth == 1)
            unpackBits(from, image.scanLine(y), width);
        else
            copySamples(from, image.scanLine(y), colour ? 3 * width : width, m_parameters.depth / 8);
    }
    return image;
}

} // namespace yichuang::sane
