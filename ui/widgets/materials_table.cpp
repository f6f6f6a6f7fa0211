// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/materials_table.h"

#include <QDragEnterEvent>
#include <QHeaderView>
#include <QMimeData>
#include <QPainter>

namespace yichuang
{
namespace
{

constexpr int mostGlyphs = 4;

/// A small sheet of paper with lines of writing.
void paintSheet(QPainter &painter, const QRectF &sheet, const Tokens &tokens, bool darkGround)
{
    painter.setPen(QPen(tokens.second, 1));
    painter.setBrush(darkGround ? QColor(0xF2F4F7U) : tokens.surface);
    painter.drawRect(sheet);
    painter.setPen(QPen(QColor(0x8A95A3U), 1));
    for (int line = 0; line < 6; ++line) {
        const double y = sheet.top() + sheet.height() * (line + 1.4) / 8.0;
        const double end = line % 3 == 2 ? 0.6 : 0.85;
        painter.drawLine(QPointF(sheet.left() + sheet.width() * 0.15, y),
                         QPointF(sheet.left() + sheet.width() * end, y));
    }
}

class LineDelegate final : public QStyledItemDelegate
{
public:
    LineDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &row = static_cast<const MaterialsModel *>(index.model())->rows().at(index.row());
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setLayoutDirection(option.direction);
        painter->fillRect(option.rect, selected ? m_theme.tokens().accent.soft : m_theme.tokens().surface);
        painter->setPen(m_theme.tokens().border);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        const QRect inner = option.rect.adjusted(m_theme.px(6), 0, -m_theme.px(4), -1);
        if (index.column() == MaterialsModel::State)
            paintChip(*painter, inner, row.status, m_theme);
        else if (index.column() == MaterialsModel::Pages)
            paintPages(*painter, inner, row.pages);
        else
            paintText(*painter, inner, index, selected);
        painter->restore();
    }

private:
    void paintText(QPainter &painter, const QRect &where, const QModelIndex &index, bool selected) const
    {
        const bool name = index.column() == MaterialsModel::Name;
        painter.setFont(m_theme.font(name ? 1.0 : 0.95, name && selected));
        painter.setPen(name ? m_theme.tokens().text : m_theme.tokens().second);
        const QString text = index.data(Qt::DisplayRole).toString();
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, where.width());
        painter.drawText(where, Qt::AlignVCenter | Qt::AlignLeading, shown);
    }

    void paintPages(QPainter &painter, const QRect &where, int pages) const
    {
        painter.setRenderHint(QPainter::Antialiasing);
        const double height = where.height() - m_theme.px(8);
        const double width = height * 0.74;
        const int shown = std::min(pages, mostGlyphs);
        double x = where.right() - m_theme.px(2);
        const bool darkGround = m_theme.look() != Look::Light;
        for (int i = 0; i < shown; ++i) {
            x -= width;
            paintSheet(painter, QRectF(x + 0.5, where.top() + m_theme.px(4) + 0.5, width - 1, height - 1),
                       m_theme.tokens(), darkGround);
            x -= m_theme.px(8);
        }
        if (pages > shown) {
            painter.setFont(m_theme.font(0.9));
            painter.setPen(m_theme.tokens().second);
            painter.drawText(QRectF(where.left(), where.top(), x - where.left(), where.height()),
                             Qt::AlignVCenter | Qt::AlignRight, QStringLiteral("+%1").arg(pages - shown));
        }
    }

    const Theme &m_theme;
};

QStringList localFiles(const QMimeData *mime)
{
    QStringList paths;
    for (const QUrl &url : mime->urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

void MaterialsModel::show(const QList<MaterialRow> &rows)
{
    if (rows == m_rows)
        return;
    bool sameLines = rows.size() == m_rows.size();
    for (qsizetype i = 0; sameLines && i < rows.size(); ++i)
        sameLines = rows.at(i).id == m_rows.at(i).id;
    if (!sameLines) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (rows.at(i) == m_rows.at(i))
            continue;
        m_rows[i] = rows.at(i);
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
    }
}

int MaterialsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MaterialsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MaterialsModel::data(const QModelIndex &index, int role) const
{
    const MaterialRow &row = m_rows.at(index.row());
    if (role == Qt::ToolTipRole && index.column() == Name)
        return row.name;
    if (role == Qt::AccessibleTextRole)
        return row.name + QStringLiteral(", ") + row.status.word;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Number:
        return index.row() + 1;
    case Name:
        return row.name;
    case Form:
        return row.form;
    case Source:
        return row.source;
    case State:
        return row.status.word;
    case Pages:
        return row.pages;
    default:
        return {};
    }
}

QVariant MaterialsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList heads{tr("No."), tr("Material"), tr("Form"), tr("From"), tr("State"), tr("Pages")};
    return heads.value(section);
}

MaterialsTable::MaterialsTable(const Theme &theme, QWidget *parent) : QTableView(parent), m_theme(theme)
{
    setNames(this, "materials", tr("Materials"));
    setModel(&m_model);
    setItemDelegate(new LineDelegate(theme, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    horizontalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->hide();
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(theme.px(41));
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (!m_showing && now.isValid())
            Q_EMIT chosen(m_model.rows().at(now.row()).id);
    });
}

void MaterialsTable::show(const QList<MaterialRow> &rows, const QString &chosenId)
{
    m_showing = true;
    verticalHeader()->setDefaultSectionSize(m_theme.px(41));
    m_model.show(rows);
    for (int i = 0; i < rows.size(); ++i) {
        if (rows.at(i).id == chosenId && !selectionModel()->isRowSelected(i))
            selectRow(i);
    }
    if (chosenId.isEmpty())
        clearSelection();
    fitColumns();
    m_showing = false;
}

int MaterialsTable::heightFor(int rows) const
{
    return rows * m_theme.px(41) + 2 * frameWidth();
}

void MaterialsTable::fitColumns()
{
    const int all = viewport()->width();
    const QFontMetrics metrics(m_theme.font(0.95));
    int form = 0;
    int source = 0;
    int state = 0;
    int pages = 0;
    bool more = false; ///< a row has more pages than sheets are drawn: its number needs room too
    for (const MaterialRow &row : m_model.rows()) {
        form = std::max(form, metrics.horizontalAdvance(row.form));
        source = std::max(source, metrics.horizontalAdvance(row.source));
        state = std::max(state, chipSize(row.status, m_theme).width());
        pages = std::max(pages, std::min(row.pages, mostGlyphs));
        more = more || row.pages > mostGlyphs;
    }
    const int gap = m_theme.px(16);
    const int number = m_theme.px(28);
    form = std::min(form + gap, all / 6);
    source = std::min(source + gap, all / 6);
    state = std::min(state + gap, all / 3);
    const int count = more ? metrics.horizontalAdvance(QStringLiteral("+9999")) : 0;
    pages = pages == 0 ? 0 : pages * m_theme.px(33) + m_theme.px(12) + count;
    int name = all - number - form - source - state - pages;
    if (name < all / 4) {
        source = 0;
        name = all - number - form - state - pages;
    }
    if (name < all / 4) {
        pages = 0;
        name = all - number - form - state;
    }
    const int widths[] = {number, name, form, source, state, pages};
    for (int i = 0; i < MaterialsModel::ColumnCount; ++i) {
        setColumnHidden(i, widths[i] <= 0);
        if (widths[i] > 0)
            setColumnWidth(i, widths[i]);
    }
}

void MaterialsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void MaterialsTable::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MaterialsTable::dragMoveEvent(QDragMoveEvent *event)
{
    if (indexAt(event->position().toPoint()).isValid())
        event->acceptProposedAction();
    else
        event->ignore();
}

void MaterialsTable::dropEvent(QDropEvent *event)
{
    const QModelIndex under = indexAt(event->position().toPoint());
    const QStringList paths = localFiles(event->mimeData());
    if (!under.isValid() || paths.isEmpty())
        return;
    event->acceptProposedAction();
    Q_EMIT dropped(m_model.rows().at(under.row()).id, paths);
}

} // namespace yichuang
