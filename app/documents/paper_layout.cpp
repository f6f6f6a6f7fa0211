// SPDX-License-Identifier: Apache-2.0
#include "app/documents/paper_layout.h"

#include "app/documents/codes.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPdfWriter>

#include <cmath>

namespace yichuang
{
namespace
{

// Tenths of a millimetre.
constexpr qreal left = 280;
constexpr qreal right = 1840;
constexpr qreal top = 250;
constexpr qreal bottom = 2700;
constexpr qreal labelWidth = 380;
constexpr qreal gap = 24;
constexpr qreal codeSide = 300;
constexpr qreal sealSide = 420;
constexpr qreal footHeight = 700;
constexpr qreal lineSpacing = 1.45;
constexpr int titleHeight = 78;
constexpr int bodyHeight = 46;
constexpr int smallHeight = 34;
constexpr int digestHeight = 26;
constexpr qreal signatureWidth = 460;
constexpr qreal signatureHeight = 150;
constexpr qreal finestPen = 2;
constexpr qreal broadestPen = 7;
constexpr double tenthsAnInch = 254;

qreal widthOf(const QString &text, int height)
{
    return QFontMetricsF(paperFont(height)).horizontalAdvance(text);
}

/// Lines of at most `width`, broken between any two Chinese characters, and not before closing punctuation.
QStringList broken(const QString &text, int height, qreal width)
{
    static const QString notFirst = QStringLiteral("，。；：！？、）》」』”’％,.;:!?)%");
    const QFontMetricsF metrics(paperFont(height));
    QStringList lines;
    QString line;
    for (const QChar c : text) {
        if (c == u'\n') {
            lines.append(std::exchange(line, {}));
            continue;
        }
        if (!line.isEmpty() && metrics.horizontalAdvance(line + c) > width && !notFirst.contains(c)) {
            const bool splitsPair = c.isLowSurrogate() && line.back().isHighSurrogate();
            const QString carried = splitsPair ? line.right(1) : QString();
            line.chop(carried.size());
            lines.append(std::exchange(line, carried));
        }
        line.append(c);
    }
    lines.append(line);
    return lines;
}

QString materialsHeading(PaperKind kind)
{
    switch (kind) {
    case PaperKind::CorrectionNotice:
        return QStringLiteral("需要补正的材料：");
    case PaperKind::ToleranceNotice:
        return QStringLiteral("需要在期限内补交的材料：");
    default:
        return QStringLiteral("收到的材料：");
    }
}

} // namespace

QFont paperFont(int height)
{
    QFont font(QStringList{QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("WenQuanYi Zen Hei"),
                           QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(height);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

PaperLayout::PaperLayout(const PaperText &paper)
{
    startPage();
    if (paper.copy > 0)
        putText(QStringLiteral("第%1次补打").arg(paper.copy), smallHeight, Qt::AlignRight);
    putText(paper.title, titleHeight, Qt::AlignHCenter);
    m_y += gap;
    if (!paper.number.isEmpty())
        putText(paper.number, bodyHeight, Qt::AlignRight);
    putLine();
    for (const QString &paragraph : paper.paragraphs)
        putText(paragraph, bodyHeight, Qt::AlignLeft, 2 * bodyHeight);
    m_y += gap;
    putRows(paper.lines);
    if (!paper.materials.isEmpty())
        putMaterials(paper.materials, materialsHeading(paper.kind));
    if (paper.provisional)
        putText(QStringLiteral("注：办理期限涉及尚未公布的节假日安排，届时以中心公布的日期为准。"), smallHeight,
                Qt::AlignLeft);
    if (paper.offline)
        putText(QStringLiteral("本件为离线出具，效力不变"), smallHeight, Qt::AlignLeft);
    putFoot(paper);
    putPageNumbers();
}

void PaperLayout::startPage()
{
    m_pages.append(Page());
    m_y = top;
}

void PaperLayout::room(qreal height)
{
    if (m_y + height > bottom)
        startPage();
}

void PaperLayout::putText(const QString &text, int height, Qt::Alignment alignment, qreal indent)
{
    const qreal spacing = height * lineSpacing;
    // The first line's indent is made of room, not of characters, so that the text stays what it is.
    const QString blank(static_cast<qsizetype>(std::lround(indent / height)), QChar(0x3000));
    const QStringList lines = broken(blank + text, height, right - left);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        room(spacing);
        const bool first = i == 0 && indent > 0;
        const qreal from = first ? left + indent : left;
        place(Piece{Piece::Kind::Text,
                    QRectF(from, m_y, right - from, spacing),
                    first ? lines.at(i).mid(blank.size()) : lines.at(i),
                    height,
                    alignment,
                    {}});
        m_y += spacing;
    }
}

void PaperLayout::putLine()
{
    room(gap);
    place(Piece{Piece::Kind::Line, QRectF(left, m_y + gap / 2, right - left, 0), {}, 0, {}, {}});
    m_y += gap;
}

void PaperLayout::putRows(const QList<QPair<QString, QString>> &rows)
{
    const qreal spacing = bodyHeight * lineSpacing;
    for (const auto &[label, value] : rows) {
        const QStringList labels = broken(label, bodyHeight, labelWidth - gap);
        const QStringList values = broken(value, bodyHeight, right - left - labelWidth);
        room(spacing * static_cast<qreal>(std::max(labels.size(), values.size())));
        for (qsizetype i = 0; i < std::max(labels.size(), values.size()); ++i) {
            if (m_y + spacing > bottom)
                startPage();
            if (i < labels.size())
                place(Piece{Piece::Kind::Text,
                            QRectF(left, m_y, labelWidth, spacing),
                            labels.at(i),
                            bodyHeight,
                            Qt::AlignLeft,
                            {}});
            if (i < values.size())
                place(Piece{Piece::Kind::Text,
                            QRectF(left + labelWidth, m_y, right - left - labelWidth, spacing),
                            values.at(i),
                            bodyHeight,
                            Qt::AlignLeft,
                            {}});
            m_y += spacing;
        }
    }
    if (!rows.isEmpty())
        putLine();
}

void PaperLayout::putMaterials(const QStringList &materials, const QString &heading)
{
    putText(heading, bodyHeight, Qt::AlignLeft);
    for (qsizetype i = 0; i < materials.size(); ++i)
        putText(QStringLiteral("%1. %2").arg(i + 1).arg(materials.at(i)), bodyHeight, Qt::AlignLeft);
    m_y += gap;
}

void PaperLayout::putFoot(const PaperText &paper)
{
    room(footHeight);
    m_y = std::max(m_y, bottom - footHeight); // the seal and the signature stand at the bottom of the last page
    putSignature(paper);
    const qreal start = m_y + 2 * gap;
    const Result<QImage> modules = paper.code.isEmpty() ? failure(Fault::BadArgument, {}) : qrModules(paper.code);
    if (modules) {
        m_hasCode = true;
        place(Piece{Piece::Kind::Modules, QRectF(left, start, codeSide, codeSide), {}, 0, {}, *modules});
        place(Piece{Piece::Kind::Text,
                    QRectF(left, start + codeSide + gap, 700, smallHeight * lineSpacing),
                    QStringLiteral("扫码查询办理进度"),
                    smallHeight,
                    Qt::AlignLeft,
                    {}});
    }
    if (!paper.receiptNumber.isEmpty()) {
        place(Piece{Piece::Kind::Text,
                    QRectF(left, start + codeSide + gap + 56, 900, smallHeight * lineSpacing),
                    QStringLiteral("收件号：") + paper.receiptNumber,
                    smallHeight,
                    Qt::AlignLeft,
                    {}});
    }
    const qreal sealLeft = right - sealSide - 120;
    place(Piece{Piece::Kind::Circle, QRectF(sealLeft, start, sealSide, sealSide), {}, 0, {}, {}});
    const qreal spacing = bodyHeight * lineSpacing;
    const QString day = paper.issuedAt.toString(QStringLiteral("yyyy年M月d日"));
    place(Piece{Piece::Kind::Text,
                QRectF(left + 800, start + sealSide / 2 - spacing, right - left - 800, spacing),
                paper.issuer,
                bodyHeight,
                Qt::AlignRight,
                {}});
    place(Piece{Piece::Kind::Text,
                QRectF(left + 800, start + sealSide / 2, right - left - 800, spacing),
                day,
                bodyHeight,
                Qt::AlignRight,
                {}});
    place(Piece{Piece::Kind::Text,
                QRectF(sealLeft, start + sealSide, sealSide, smallHeight * lineSpacing),
                QStringLiteral("（印章）"),
                smallHeight,
                Qt::AlignHCenter,
                {}});
    m_y = start + sealSide + 2 * gap;
}

/// The line to sign on, or what was drawn on the second screen, with the day.
void PaperLayout::putSignature(const PaperText &paper)
{
    const auto signature = paper.signature.isEmpty() ? failure(Fault::NotFound, QStringLiteral("paper"))
                                                     : signatureFromBytes(paper.signature);
    if (!signature) {
        putText(QStringLiteral("申请人（签名）：________________　　日期：______年____月____日"), bodyHeight,
                Qt::AlignLeft);
        return;
    }
    const QDateTime at = signature->signedAt.toOffsetFromUtc(paper.issuedAt.offsetFromUtc());
    const qreal line = m_y;
    putText(QStringLiteral("申请人（签名）：　　　　　　　　　　日期：")
                + at.toString(QStringLiteral("yyyy年M月d日 hh:mm")),
            bodyHeight, Qt::AlignLeft);
    const qreal from = left + widthOf(QStringLiteral("申请人（签名）："), bodyHeight);
    const qreal high = signatureWidth * signature->height / Signature::width;
    const qreal shown = std::min(high, signatureHeight);
    const qreal wide = signatureWidth * shown / high;
    place(Piece{Piece::Kind::Strokes,
                QRectF(from, line + bodyHeight * lineSpacing / 2 - shown / 2, wide, shown),
                {},
                0,
                {},
                {},
                *signature});
    putText(QStringLiteral("签名所确认内容的摘要（SHA-256）：") + QString::fromLatin1(signature->statement),
            digestHeight, Qt::AlignLeft);
}

void PaperLayout::putPageNumbers()
{
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        m_pages[i].append(Piece{Piece::Kind::Text,
                                QRectF(left, bottom + 90, right - left, smallHeight * lineSpacing),
                                QStringLiteral("第%1页，共%2页").arg(i + 1).arg(m_pages.size()),
                                smallHeight,
                                Qt::AlignHCenter,
                                {}});
    }
}

void PaperLayout::paintPiece(QPainter &painter, const Piece &piece)
{
    switch (piece.kind) {
    case Piece::Kind::Text: {
        painter.setFont(paperFont(piece.height));
        const qreal spare = piece.area.width() - widthOf(piece.text, piece.height);
        qreal x = piece.area.left();
        if (piece.alignment.testFlag(Qt::AlignRight))
            x += std::max<qreal>(spare, 0);
        else if (piece.alignment.testFlag(Qt::AlignHCenter))
            x += std::max<qreal>(spare / 2, 0);
        painter.drawText(QPointF(x, piece.area.top() + piece.height), piece.text);
        break;
    }
    case Piece::Kind::Line:
        painter.setPen(QPen(Qt::black, 2));
        painter.drawLine(piece.area.topLeft(), piece.area.topRight());
        break;
    case Piece::Kind::Circle:
        painter.setPen(QPen(Qt::gray, 2, Qt::DashLine));
        painter.drawEllipse(piece.area);
        painter.setPen(Qt::black);
        break;
    case Piece::Kind::Modules:
        paintModules(painter, piece);
        break;
    case Piece::Kind::Strokes:
        paintStrokes(painter, piece);
        break;
    }
}

void PaperLayout::paintModules(QPainter &painter, const Piece &piece)
{
    const qreal side = piece.area.width() / piece.modules.width();
    for (int y = 0; y < piece.modules.height(); ++y) {
        for (int x = 0; x < piece.modules.width(); ++x) {
            if (qGray(piece.modules.pixel(x, y)) < 128)
                painter.fillRect(QRectF(piece.area.left() + x * side, piece.area.top() + y * side, side, side),
                                 Qt::black);
        }
    }
}

void PaperLayout::paintStrokes(QPainter &painter, const Piece &piece)
{
    const qreal unit = piece.area.width() / Signature::width;
    const auto place = [&](const SignaturePoint &point) {
        return piece.area.topLeft() + QPointF(point.x * unit, point.y * unit);
    };
    painter.save();
    for (const SignatureStroke &stroke : piece.signature.strokes) {
        for (qsizetype i = 0; i < stroke.size(); ++i) {
            const qreal thick = finestPen + (broadestPen - finestPen) * stroke.at(i).pressure / 1000;
            painter.setPen(QPen(Qt::black, thick, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawLine(place(stroke.at(std::max<qsizetype>(0, i - 1))), place(stroke.at(i)));
        }
    }
    painter.restore();
}

void PaperLayout::paint(QPainter &painter, int page) const
{
    if (page < 0 || page >= pageCount())
        return;
    painter.save();
    painter.setPen(Qt::black);
    for (const Piece &piece : m_pages.at(page))
        paintPiece(painter, piece);
    painter.restore();
}

QImage PaperLayout::image(int page, int dpi) const
{
    const double scale = std::clamp(dpi, 30, 600) / tenthsAnInch;
    QImage image(static_cast<int>(std::lround(pageWidth * scale)), static_cast<int>(std::lround(pageHeight * scale)),
                 QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    paint(painter, page);
    return image;
}

Result<QByteArray> paperPdf(const PaperText &paper)
{
    const PaperLayout layout(paper);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setResolution(static_cast<int>(tenthsAnInch));
    writer.setTitle(paper.title);
    writer.setCreator(QStringLiteral("Yichuang " YICHUANG_VERSION));
    QPainter painter;
    if (!painter.begin(&writer))
        return failure(Fault::BadArgument, QStringLiteral("documents.pdf"), QStringLiteral("no painter"));
    for (int page = 0; page < layout.pageCount(); ++page) {
        if (page > 0)
            writer.newPage();
        layout.paint(painter, page);
    }
    painter.end();
    return bytes;
}

} // namespace yichuang
