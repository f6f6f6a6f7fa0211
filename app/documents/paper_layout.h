// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/paper.h"
#include "app/domain/signature.h"

#include <QFont>
#include <QImage>
#include <QPainter>

namespace yichuang
{

/// A paper laid out on A4 pages: the one layout of preview, printer and PDF (format of GB/T 9704 where it fits a
/// notice). Measured in tenths of a millimetre, so that it is the same on every device. Immutable; any thread.
class PaperLayout
{
public:
    static constexpr int pageWidth = 2100;  ///< tenths of a millimetre
    static constexpr int pageHeight = 2970; ///< tenths of a millimetre

    explicit PaperLayout(const PaperText &paper);

    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }
    /// Draws a page (from 0); one unit of the painter's coordinates is a tenth of a millimetre.
    void paint(QPainter &painter, int page) const;
    /// A page as a picture, for the preview. `dpi` from 30 to 600.
    [[nodiscard]] QImage image(int page, int dpi) const;
    /// Whether the QR of the paper could be drawn; a paper without one is still a paper.
    [[nodiscard]] bool hasCode() const { return m_hasCode; }

private:
    struct Piece {
        enum class Kind { Text, Line, Circle, Modules, Strokes };
        Kind kind = Kind::Text;
        QRectF area;
        QString text;
        int height = 0; ///< of the letters
        Qt::Alignment alignment = Qt::AlignLeft;
        QImage modules;
        Signature signature = {}; ///< drawn as lines, so that no printer makes it coarse
    };
    using Page = QList<Piece>;

    void startPage();
    void room(qreal height);
    void putText(const QString &text, int height, Qt::Alignment alignment, qreal indent = 0);
    void putLine();
    void putRows(const QList<QPair<QString, QString>> &rows);
    void putMaterials(const QStringList &materials, const QString &heading);
    void putFoot(const PaperText &paper);
    void putSignature(const PaperText &paper);
    void putPageNumbers();
    void place(Piece piece) { m_pages.last().append(std::move(piece)); }
    static void paintPiece(QPainter &painter, const Piece &piece);
    static void paintModules(QPainter &painter, const Piece &piece);
    static void paintStrokes(QPainter &painter, const Piece &piece);

    QList<Page> m_pages;
    qreal m_y = 0;
    bool m_hasCode = false;
};

/// The font of papers. WenQuanYi keeps its text searchable in a PDF, which Qt 6.4 does not achieve with Noto CJK.
[[nodiscard]] QFont paperFont(int height);

/// The paper as PDF bytes, A4. Any thread. Needs a QGuiApplication.
[[nodiscard]] Result<QByteArray> paperPdf(const PaperText &paper);

} // namespace yichuang
