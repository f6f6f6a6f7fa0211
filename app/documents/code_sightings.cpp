// SPDX-License-Identifier: Apache-2.0
#include "app/documents/code_sightings.h"

#include <QTransform>

#include <algorithm>
#include <cmath>
#include <vector>

namespace yichuang
{
namespace
{

constexpr int cell = 16;       // pixels across, where edges are counted
constexpr int fewestCells = 9; // of a block
constexpr int mostSightings = 3;
constexpr double turn = 20; // degrees

/// A field of numbers, one a cell.
struct Cells {
    int columns = 0;
    int rows = 0;
    std::vector<int> values;

    [[nodiscard]] int &at(int column, int row) { return values[static_cast<std::size_t>(row * columns + column)]; }
};

/// The sum of differences between neighbours in each cell.
Cells edges(const QImage &grey)
{
    Cells cells{grey.width() / cell, grey.height() / cell, {}};
    cells.values.assign(static_cast<std::size_t>(cells.columns * cells.rows), 0);
    for (int y = 0; y + 1 < cells.rows * cell; ++y) {
        const uchar *line = grey.constScanLine(y);
        const uchar *below = grey.constScanLine(y + 1);
        for (int column = 0; column < cells.columns; ++column) {
            int sum = 0;
            const int end = std::min((column + 1) * cell, grey.width() - 1);
            for (int x = column * cell; x < end; ++x)
                sum += std::abs(line[x] - line[x + 1]) + std::abs(line[x] - below[x]);
            cells.at(column, y / cell) += sum;
        }
    }
    return cells;
}

struct Block {
    QRect place; ///< in cells
    int cells = 0;
    qint64 edges = 0;

    /// Codes are full and about as wide as high; lines of text are not.
    [[nodiscard]] double likelihood() const
    {
        const double width = place.width();
        const double height = place.height();
        const double fullness = cells / (width * height);
        return fullness * std::min(width, height) * std::sqrt(std::min(width, height) / std::max(width, height))
               * std::sqrt(static_cast<double>(edges) / cells);
    }
};

/// The cells around (column, row) that hang together; they are set to nothing.
Block takeBlock(Cells &cells, int column, int row, int threshold)
{
    Block block;
    std::vector<QPoint> next{QPoint(column, row)};
    while (!next.empty()) {
        const QPoint here = next.back();
        next.pop_back();
        if (here.x() < 0 || here.y() < 0 || here.x() >= cells.columns || here.y() >= cells.rows)
            continue;
        int &value = cells.at(here.x(), here.y());
        if (value < threshold)
            continue;
        block.place |= QRect(here, QSize(1, 1));
        block.edges += value;
        ++block.cells;
        value = 0;
        for (const QPoint step : {QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1)})
            next.push_back(here + step);
    }
    return block;
}

/// Each pixel changed: int(int x, int y, int value).
template <typename Change>
QImage mapped(const QImage &grey, const Change &change)
{
    QImage image(grey.size(), QImage::Format_Grayscale8);
    const int width = grey.width();
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *from = grey.constScanLine(y);
        uchar *to = image.scanLine(y);
        for (int x = 0; x < width; ++x)
            to[x] = static_cast<uchar>(std::clamp(change(x, y, from[x]), 0, 255));
    }
    return image;
}

/// The darkest and the lightest of each cell and those around it.
struct Extremes {
    Cells dark;
    Cells light;
};

Extremes extremesOf(const QImage &grey, int side)
{
    const int columns = (grey.width() + side - 1) / side;
    const int rows = (grey.height() + side - 1) / side;
    const auto count = static_cast<std::size_t>(columns * rows);
    Extremes own{{columns, rows, std::vector<int>(count, 255)}, {columns, rows, std::vector<int>(count, 0)}};
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *line = grey.constScanLine(y);
        for (int x = 0; x < grey.width(); ++x) {
            int &dark = own.dark.at(x / side, y / side);
            int &light = own.light.at(x / side, y / side);
            dark = std::min(dark, int(line[x]));
            light = std::max(light, int(line[x]));
        }
    }
    Extremes wide = own;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            for (int beside = 0; beside < 9; ++beside) {
                const int c = std::clamp(column + beside % 3 - 1, 0, columns - 1);
                const int r = std::clamp(row + beside / 3 - 1, 0, rows - 1);
                wide.dark.at(column, row) = std::min(wide.dark.at(column, row), own.dark.at(c, r));
                wide.light.at(column, row) = std::max(wide.light.at(column, row), own.light.at(c, r));
            }
        }
    }
    return wide;
}

/// The value between the middles of four cells.
double between(Cells &cells, double column, double row)
{
    const double c = std::clamp(column - 0.5, 0.0, cells.columns - 1.0);
    const double r = std::clamp(row - 0.5, 0.0, cells.rows - 1.0);
    const int left = static_cast<int>(c);
    const int top = static_cast<int>(r);
    const int right = std::min(left + 1, cells.columns - 1);
    const int bottom = std::min(top + 1, cells.rows - 1);
    const double over = c - left;
    const double down = r - top;
    return (cells.at(left, top) * (1 - over) + cells.at(right, top) * over) * (1 - down)
           + (cells.at(left, bottom) * (1 - over) + cells.at(right, bottom) * over) * down;
}

QImage levelled(const QImage &grey)
{
    constexpr int faintest = 12; // below, a neighbourhood is blank
    const int side = std::clamp(std::min(grey.width(), grey.height()) / 12, 12, 64);
    Extremes extremes = extremesOf(grey, side);
    return mapped(grey, [&extremes, side](int x, int y, int value) {
        const double column = (x + 0.5) / side;
        const double row = (y + 0.5) / side;
        const double dark = between(extremes.dark, column, row);
        const double light = between(extremes.light, column, row);
        return light - dark < faintest ? 255 : static_cast<int>((value - dark) * 255 / (light - dark));
    });
}

/// Each pixel with half of those beside it and a quarter of those at its corners.
QImage softened(const QImage &grey)
{
    QImage image(grey.size(), QImage::Format_Grayscale8);
    const int last = grey.width() - 1;
    for (int y = 0; y < grey.height(); ++y) {
        const uchar *above = grey.constScanLine(std::max(y - 1, 0));
        const uchar *here = grey.constScanLine(y);
        const uchar *below = grey.constScanLine(std::min(y + 1, grey.height() - 1));
        const auto column = [&](int x) { return above[x] + 2 * here[x] + below[x]; };
        uchar *to = image.scanLine(y);
        for (int x = 0; x <= last; ++x)
            to[x] =
                static_cast<uchar>((column(std::max(x - 1, 0)) + 2 * column(x) + column(std::min(x + 1, last))) / 16);
    }
    return image;
}

/// Each pixel the mean of four.
QImage halved(const QImage &grey)
{
    QImage image(std::max(grey.width() / 2, 1), std::max(grey.height() / 2, 1), QImage::Format_Grayscale8);
    const int width = image.width();
    const int last = grey.width() - 1;
    for (int y = 0; y < image.height(); ++y) {
        const uchar *above = grey.constScanLine(2 * y);
        const uchar *below = grey.constScanLine(std::min(2 * y + 1, grey.height() - 1));
        uchar *to = image.scanLine(y);
        for (int x = 0; x < width; ++x) {
            const int right = std::min(2 * x + 1, last);
            to[x] = static_cast<uchar>((above[2 * x] + above[right] + below[2 * x] + below[right]) / 4);
        }
    }
    return image;
}

/// Twice the size, each pixel between its four nearest.
QImage doubled(const QImage &grey)
{
    QImage image(grey.size() * 2, QImage::Format_Grayscale8);
    const int width = image.width();
    const int last = grey.width() - 1;
    for (int y = 0; y < image.height(); ++y) {
        const uchar *near = grey.constScanLine(y / 2);
        const uchar *far = grey.constScanLine(std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, grey.height() - 1));
        uchar *to = image.scanLine(y);
        for (int x = 0; x < width; ++x) {
            const int here = x / 2;
            const int beside = std::clamp(here + (x % 2 == 0 ? -1 : 1), 0, last);
            to[x] = static_cast<uchar>((9 * near[here] + 3 * near[beside] + 3 * far[here] + far[beside] + 8) / 16);
        }
    }
    return image;
}

QImage turned(const QImage &grey, double degrees)
{
    const QImage large =
        grey.convertToFormat(QImage::Format_RGB32).transformed(QTransform().rotate(degrees), Qt::SmoothTransformation);
    return large.convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

QList<QRect> codeSightings(const QImage &grey)
{
    Cells cells = edges(grey);
    if (cells.values.empty())
        return {};
    std::vector<int> sorted = cells.values;
    const auto high = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() * 98 / 100);
    std::nth_element(sorted.begin(), high, sorted.end());
    const int threshold = std::max(*high * 2 / 5, cell * cell);
    QList<Block> blocks;
    for (int row = 0; row < cells.rows; ++row) {
        for (int column = 0; column < cells.columns; ++column) {
            const Block block = takeBlock(cells, column, row, threshold);
            if (block.cells >= fewestCells)
                blocks.append(block);
        }
    }
    std::sort(blocks.begin(), blocks.end(),
              [](const Block &a, const Block &b) { return a.likelihood() > b.likelihood(); });
    QList<QRect> sightings;
    for (const Block &block : blocks.mid(0, mostSightings)) {
        const QRect place(block.place.topLeft() * cell, block.place.size() * cell);
        const int room = cell + std::min(place.width(), place.height()) / 8;
        sightings.append(place.adjusted(-room, -room, room, room) & grey.rect());
    }
    return sightings;
}

QImage treated(const QImage &grey, Treatment treatment)
{
    switch (treatment) {
    case Treatment::Inverted:
        return mapped(grey, [](int, int, int value) { return 255 - value; });
    case Treatment::Halved:
        return halved(grey);
    case Treatment::Doubled:
        return doubled(grey);
    case Treatment::Levelled:
        return levelled(grey);
    case Treatment::Softened:
        return softened(grey);
    case Treatment::Turned:
        return turned(grey, turn);
    case Treatment::TurnedBack:
        return turned(grey, -turn);
    }
    return grey;
}

} // namespace yichuang
