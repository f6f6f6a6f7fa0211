// SPDX-License-Identifier: Apache-2.0
#include "plugins/scanners/camera/desk_page.h"

#include "plugins/scanners/camera/sheet_edges.h"

#include <opencv2/imgproc.hpp>

#include <QPainter>

#include <cmath>

namespace yichuang::camera
{
namespace
{

constexpr int roughWidth = 800;     // pixels, in which the outline is looked for first
constexpr double leastShare = 0.02; // of the picture
constexpr double mostShare = 0.97;  //
constexpr int leastDifference = 14; // of 255, from the empty desk
constexpr double proportionsOff = 0.1;
constexpr int topOfScale = 250;
constexpr int edgeReach = 8;    // pixels to both sides of an edge
constexpr int leastSlope = 16;  // of Sobel's eight times a step
constexpr int leastHeight = 16; // of 255
constexpr std::size_t fewestEdges = 40;
constexpr double inchMm = 25.4;
constexpr QSizeF a4{210, 297};
constexpr QSizeF card{85.6, 54};

/// A view of the picture's own bytes; the picture must outlive it.
cv::Mat view(const QImage &picture, int type)
{
    return cv::Mat(picture.height(), picture.width(), type, const_cast<uchar *>(picture.constBits()),
                   static_cast<std::size_t>(picture.bytesPerLine()));
}

QImage colourOf(const QImage &picture)
{
    return picture.convertToFormat(QImage::Format_RGB888);
}

cv::Mat smaller(const QImage &rgb, double scale)
{
    cv::Mat small;
    cv::resize(view(rgb, CV_8UC3), small, cv::Size(), scale, scale, cv::INTER_AREA);
    cv::GaussianBlur(small, small, cv::Size(5, 5), 0);
    return small;
}

/// Where the picture differs from the desk: the strongest of the three colours counts. A shadow is only ever darker.
cv::Mat differing(const cv::Mat &picture, const cv::Mat &desk, bool lighterOnly)
{
    cv::Mat apart;
    if (lighterOnly)
        cv::subtract(picture, desk, apart);
    else
        cv::absdiff(picture, desk, apart);
    std::vector<cv::Mat> colours;
    cv::split(apart, colours);
    const cv::Mat strongest = cv::max(colours[0], cv::max(colours[1], colours[2]));
    cv::Mat mask;
    const double parted = cv::threshold(strongest, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    cv::threshold(strongest, mask, std::max<double>(leastDifference, 0.7 * parted), 255, cv::THRESH_BINARY);
    return mask;
}

cv::Mat lighter(const cv::Mat &picture, bool darker)
{
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    cv::Mat mask;
    cv::threshold(grey, mask, 0, 255, (darker ? cv::THRESH_BINARY_INV : cv::THRESH_BINARY) | cv::THRESH_OTSU);
    return mask;
}

/// The corners clockwise, beginning nearest the upper left.
Outline ordered(std::vector<cv::Point2f> corners)
{
    cv::Point2f centre;
    for (const cv::Point2f &corner : corners)
        centre += corner * 0.25F;
    std::sort(corners.begin(), corners.end(), [&centre](const cv::Point2f &a, const cv::Point2f &b) {
        return std::atan2(a.y - centre.y, a.x - centre.x) < std::atan2(b.y - centre.y, b.x - centre.x);
    });
    const auto first = std::min_element(corners.begin(), corners.end(), [](const cv::Point2f &a, const cv::Point2f &b) {
        return a.x + a.y < b.x + b.y;
    });
    std::rotate(corners.begin(), first, corners.end());
    Outline outline;
    for (std::size_t i = 0; i < 4; ++i)
        outline[i] = QPointF(corners[i].x, corners[i].y);
    return outline;
}

/// Four corners of what the mask holds, where that is a quadrangle.
std::optional<std::vector<cv::Point2f>> quadrangle(const std::vector<cv::Point> &contour)
{
    std::vector<cv::Point> hull;
    cv::convexHull(contour, hull);
    const double area = cv::contourArea(hull);
    const double length = cv::arcLength(hull, true);
    for (double share = 0.01; share <= 0.08; share += 0.005) {
        std::vector<cv::Point> corners;
        cv::approxPolyDP(hull, corners, share * length, true);
        if (corners.size() == 4) {
            const bool same = cv::contourArea(corners) > 0.9 * area;
            return same ? std::optional(std::vector<cv::Point2f>(corners.begin(), corners.end())) : std::nullopt;
        }
        if (corners.size() < 4)
            break;
    }
    return std::nullopt;
}

std::optional<Outline> largest(cv::Mat mask)
{
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(9, 9));
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, disc);
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN, disc);
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
    const double whole = static_cast<double>(mask.total());
    double best = leastShare * whole;
    std::optional<std::vector<cv::Point2f>> found;
    for (const std::vector<cv::Point> &contour : contours) {
        const double area = cv::contourArea(contour);
        const cv::Rect around = cv::boundingRect(contour);
        const bool over = around.x <= 1 && around.y <= 1 && around.width >= mask.cols - 2;
        if (area <= best || area > mostShare * whole || over)
            continue;
        if (const auto corners = quadrangle(contour)) {
            best = area;
            found = corners;
        }
    }
    return found ? std::optional(ordered(*found)) : std::nullopt;
}

QSizeF meanSides(const Outline &outline)
{
    const auto length = [&outline](std::size_t from, std::size_t to) {
        return std::hypot(outline[from].x() - outline[to].x(), outline[from].y() - outline[to].y());
    };
    return {(length(0, 1) + length(3, 2)) / 2, (length(0, 3) + length(1, 2)) / 2};
}

} // namespace

std::optional<Outline> findSheet(const QImage &picture, const QImage &emptyDesk)
{
    const QImage rgb = colourOf(picture);
    if (rgb.width() < 64 || rgb.height() < 64)
        return std::nullopt;
    const double scale = std::min(1.0, static_cast<double>(roughWidth) / rgb.width());
    const cv::Mat small = smaller(rgb, scale);
    std::optional<Outline> outline;
    if (emptyDesk.size() == picture.size()) {
        const cv::Mat desk = smaller(colourOf(emptyDesk), scale);
        outline = largest(differing(small, desk, true));
        if (!outline)
            outline = largest(differing(small, desk, false));
    } else {
        outline = largest(lighter(small, false));
        if (!outline)
            outline = largest(lighter(small, true));
    }
    if (!outline)
        return std::nullopt;
    for (QPointF &corner : *outline)
        corner = (corner + QPointF(0.5, 0.5)) / scale - QPointF(0.5, 0.5);
    return onEdges(rgb.convertToFormat(QImage::Format_Grayscale8), *outline, 4 / scale);
}

QImage straightened(const QImage &picture, const Outline &outline, const QSize &size)
{
    const QImage rgb = colourOf(picture);
    QImage page(size, QImage::Format_RGB888);
    if (page.isNull())
        return page;
    std::array<cv::Point2f, 4> from;
    for (std::size_t i = 0; i < 4; ++i)
        from[i] = {static_cast<float>(outline[i].x()), static_cast<float>(outline[i].y())};
    const auto right = static_cast<float>(size.width() - 1);
    const auto bottom = static_cast<float>(size.height() - 1);
    const std::array<cv::Point2f, 4> to{cv::Point2f(0, 0), {right, 0}, {right, bottom}, {0, bottom}};
    cv::Mat target = view(page, CV_8UC3);
    cv::warpPerspective(view(rgb, CV_8UC3), target, cv::getPerspectiveTransform(from.data(), to.data()),
                        cv::Size(size.width(), size.height()), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return page;
}

QSizeF sheetMillimetres(const Outline &outline, const QSizeF &known)
{
    const double wide = meanSides(outline).width();
    const double high = meanSides(outline).height();
    const double longer = std::max(known.width(), known.height());
    const double shorter = std::min(known.width(), known.height());
    const double seen = std::min(wide, high) / std::max({wide, high, 1.0});
    const double other = std::abs(seen / (shorter / longer) - 1) > proportionsOff ? longer * seen : shorter;
    return wide > high ? QSizeF(longer, other) : QSizeF(other, longer);
}

QSize ownPixels(const Outline &outline)
{
    const QSizeF size = meanSides(outline);
    return {std::max(1, static_cast<int>(std::lround(size.width()))),
            std::max(1, static_cast<int>(std::lround(size.height())))};
}

double edgeWidth(const QImage &page)
{
    const QImage greyPage = page.convertToFormat(QImage::Format_Grayscale8);
    cv::Mat grey;
    cv::GaussianBlur(view(greyPage, CV_8UC1), grey, cv::Size(5, 5), 1);
    cv::Mat across;
    cv::Sobel(grey, across, CV_16S, 1, 0, 3);
    // An edge is as wide as its height divided by its steepest step; the steepest ones tell how sharp the lens was.
    std::vector<double> widths;
    for (int y = 2; y + 2 < grey.rows; y += 3) {
        const auto *slope = across.ptr<short>(y);
        const uchar *line = grey.ptr<uchar>(y);
        for (int x = edgeReach; x + edgeReach < grey.cols; ++x) {
            const int steep = std::abs(slope[x]);
            if (steep < leastSlope || steep < std::abs(slope[x - 1]) || steep <= std::abs(slope[x + 1]))
                continue;
            const auto ends = std::minmax_element(line + x - edgeReach, line + x + edgeReach + 1);
            if (const int height = *ends.second - *ends.first; height >= leastHeight)
                widths.push_back(height / (steep / 8.0));
        }
    }
    if (widths.size() < fewestEdges)
        return 0;
    const auto quarter = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 4);
    std::nth_element(widths.begin(), quarter, widths.end());
    return *quarter;
}

double glareShare(const QImage &page)
{
    const QImage rgb = colourOf(page);
    const double scale = std::min(1.0, static_cast<double>(roughWidth) / rgb.width());
    const cv::Mat small = smaller(rgb, scale);
    cv::Mat grey;
    cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
    cv::Mat burnt;
    cv::threshold(grey, burnt, topOfScale, 255, cv::THRESH_BINARY);
    cv::morphologyEx(burnt, burnt, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(7, 7)));
    const double share = cv::countNonZero(burnt) / static_cast<double>(burnt.total());
    // A page that is white all over is well lit; a burnt spot lies on paper that is darker.
    return share < 0.4 ? share : 0;
}

QImage cardPage(const QImage &front, const QImage &back, int dpi)
{
    const auto dots = [dpi](double millimetres) { return static_cast<int>(std::lround(millimetres * dpi / inchMm)); };
    QImage page(dots(a4.width()), dots(a4.height()), QImage::Format_RGB888);
    page.fill(Qt::white);
    QPainter painter(&page);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize size(dots(card.width()), dots(card.height()));
    const int left = (page.width() - size.width()) / 2;
    painter.drawImage(QRect(QPoint(left, dots(70)), size), front);
    painter.drawImage(QRect(QPoint(left, dots(70 + card.height() + 30)), size), back);
    return page;
}

} // namespace yichuang::camera
