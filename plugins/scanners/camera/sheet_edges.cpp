// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/sheet_edges.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace yichuang::camera
{
namespace
{

constexpr int samples = 160;      // a side
constexpr double leftOut = 0.06;  // of a side at each end: corners may be bent
constexpr double agreeWithin = 2; // pixels from the line
constexpr int tries = 120;        // pairs of steps that a line is laid through
constexpr double leastAgreeing = 0.3;

double dot(const QPointF &a, const QPointF &b)
{
    return a.x() * b.x() + a.y() * b.y();
}

struct Line {
    QPointF through;
    QPointF along; ///< of length 1

    [[nodiscard]] QPointF across() const { return {-along.y(), along.x()}; }
    [[nodiscard]] double distance(const QPointF &point) const { return std::abs(dot(point - through, across())); }
};

std::optional<Line> lineOf(const QPointF &from, const QPointF &to)
{
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    if (length < 1)
        return std::nullopt;
    return Line{from, way / length};
}

/// Mean grey of three pixels along the side, or nothing outside the picture.
std::optional<double> greyAt(const QImage &grey, const QPointF &place, const QPointF &along)
{
    double sum = 0;
    for (int step = -1; step <= 1; ++step) {
        const QPointF at = place + along * step;
        const int x = static_cast<int>(std::floor(at.x()));
        const int y = static_cast<int>(std::floor(at.y()));
        if (x < 0 || y < 0 || x + 1 >= grey.width() || y + 1 >= grey.height())
            return std::nullopt;
        const double right = at.x() - x;
        const double down = at.y() - y;
        const uchar *line = grey.constScanLine(y);
        const uchar *below = grey.constScanLine(y + 1);
        sum += (line[x] * (1 - right) + line[x + 1] * right) * (1 - down)
               + (below[x] * (1 - right) + below[x + 1] * right) * down;
    }
    return sum / 3;
}

/// Where the grey steps most across the side at a place.
std::optional<QPointF> stepAt(const QImage &grey, const QPointF &place, const Line &side, double reach)
{
    const QPointF across = side.across();
    std::vector<double> row;
    for (double away = -reach - 2; away <= reach + 2; away += 1) {
        const std::optional<double> value = greyAt(grey, place + across * away, side.along);
        if (!value)
            return std::nullopt;
        row.push_back(*value);
    }
    const auto step = [&row](std::size_t i) { return std::abs(row[i + 1] + row[i + 2] - row[i - 1] - row[i - 2]); };
    std::size_t best = 0;
    double highest = 12;
    for (std::size_t i = 2; i + 2 < row.size(); ++i) {
        if (step(i) > highest) {
            highest = step(i);
            best = i;
        }
    }
    if (best == 0)
        return std::nullopt;
    double shift = 0;
    if (best > 2 && best + 3 < row.size()) {
        const double before = step(best - 1);
        const double after = step(best + 1);
        const double curve = before - 2 * highest + after;
        if (curve < 0)
            shift = std::clamp((before - after) / (2 * curve), -0.5, 0.5);
    }
    return place + across * (-reach - 2 + static_cast<double>(best) + shift);
}

/// The straight line nearest to the points that agree with one laid through two of them.
std::optional<Line> lineThrough(const std::vector<QPointF> &points)
{
    std::vector<QPointF> agreeing;
    const std::size_t count = points.size();
    for (int attempt = 0; count > 8 && attempt < tries; ++attempt) {
        const std::size_t first = (static_cast<std::size_t>(attempt) * 37) % count;
        const std::size_t second = (first + count / 4 + (static_cast<std::size_t>(attempt) * 53) % (count / 2)) % count;
        const std::optional<Line> line = lineOf(points[first], points[second]);
        if (!line)
            continue;
        std::vector<QPointF> near;
        std::copy_if(points.begin(), points.end(), std::back_inserter(near),
                     [&line](const QPointF &point) { return line->distance(point) <= agreeWithin; });
        if (near.size() > agreeing.size())
            agreeing = std::move(near);
    }
    if (static_cast<double>(agreeing.size()) < leastAgreeing * samples)
        return std::nullopt;
    QPointF centre;
    for (const QPointF &point : agreeing)
        centre += point;
    centre /= static_cast<double>(agreeing.size());
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (const QPointF &point : agreeing) {
        const QPointF away = point - centre;
        xx += away.x() * away.x();
        xy += away.x() * away.y();
        yy += away.y() * away.y();
    }
    const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
    return Line{centre, {std::cos(angle), std::sin(angle)}};
}

std::optional<QPointF> crossing(const Line &one, const Line &other)
{
    const double turn = dot(one.along, other.across());
    if (std::abs(turn) < 0.2)
        return std::nullopt;
    return one.through + one.along * (dot(other.through - one.through, other.across()) / turn);
}

} // namespace

std::optional<Outline> onEdges(const QImage &grey, const Outline &rough, double reach)
{
    int seenSides = 0;
    std::array<std::optional<Line>, 4> sides;
    for (std::size_t i = 0; i < 4; ++i) {
        const QPointF from = rough[i];
        const QPointF to = rough[(i + 1) % 4];
        const std::optional<Line> side = lineOf(from, to);
        if (!side)
            return std::nullopt;
        std::vector<QPointF> steps;
        for (int k = 0; k < samples; ++k) {
            const double share = leftOut + (1 - 2 * leftOut) * k / (samples - 1);
            if (const auto step = stepAt(grey, from + (to - from) * share, *side, reach))
                steps.push_back(*step);
        }
        const std::optional<Line> seen = lineThrough(steps);
        seenSides += seen ? 1 : 0;
        sides[i] = seen ? seen : side;
    }
    if (seenSides < 3)
        return std::nullopt;
    Outline outline = rough;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::optional<QPointF> corner = crossing(*sides[(i + 3) % 4], *sides[i]);
        if (corner && std::hypot(corner->x() - rough[i].x(), corner->y() - rough[i].y()) <= 4 * reach)
            outline[i] = *corner;
    }
    return outline;
}

} // namespace yichuang::camera
