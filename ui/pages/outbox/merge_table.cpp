// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/outbox/merge_table.h"

#include "ui/pages/outbox/comparison.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace yichuang
{

MergeTable::MergeTable(const Theme &theme, QWidget *parent) : QTableWidget(parent), m_theme(theme)
{
    setNames(this, "comparison", tr("Both versions of the case"));
    setColumnCount(Columns);
    setHorizontalHeaderLabels({tr("Part"), tr("At the centre"), tr("At this window"), tr("Will be")});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    setShowGrid(false);
    setWordWrap(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    verticalHeader()->setMinimumSectionSize(theme.px(34));
    connect(this, &QTableWidget::cellClicked, this, [this](int row, int column) {
        if (column == Centre || column == Ours)
            Q_EMIT chosen(row, column == Centre ? Side::Centre : Side::Ours);
    });
}

void MergeTable::show(const Merge &merge, const Matter *matter)
{
    const int kept = currentRow();
    // Rows are measured once, when all is in: not again for each cell.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowCount(static_cast<int>(merge.parts.size()));
    m_sides.clear();
    for (int row = 0; row < merge.parts.size(); ++row) {
        m_sides.append(merge.parts.at(row).side);
        fillRow(row, merge.parts.at(row), merge, matter);
    }
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    if (rowCount() > 0)
        setCurrentCell(std::clamp(kept, 0, rowCount() - 1), Part);
}

void MergeTable::fillRow(int row, const DisputedPart &part, const Merge &merge, const Matter *matter)
{
    const PartInWords words = inWords(part, merge, matter);
    const bool open = part.side == Side::Undecided;
    const QString tick = QStringLiteral("✓ ");
    const QString result = open ? tr("choose ← or →") : part.side == Side::Centre ? words.centre : words.ours;
    const QStringList texts{part.bothChanged ? tr("%1 (both changed)").arg(words.part) : words.part,
                            (part.side == Side::Centre ? tick : QString()) + words.centre,
                            (part.side == Side::Ours ? tick : QString()) + words.ours, result};
    for (int column = 0; column < Columns; ++column) {
        auto *cell = new QTableWidgetItem(texts.at(column));
        cell->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const bool taken =
            (column == Centre && part.side == Side::Centre) || (column == Ours && part.side == Side::Ours);
        if (column == Part)
            cell->setForeground(part.bothChanged ? m_theme.tokens().warning.ink : m_theme.tokens().second);
        if (taken) {
            cell->setForeground(m_theme.tokens().accent.ink);
            cell->setFont(m_theme.font(1.0, true));
        }
        if (column == Result && open)
            cell->setForeground(m_theme.tokens().warning.ink);
        if (open)
            cell->setBackground(m_theme.tokens().warning.soft);
        setItem(row, column, cell);
    }
}

int MergeTable::nextOpen(int from) const
{
    for (int step = 0; step < m_sides.size(); ++step) {
        const int row = (from + step) % static_cast<int>(m_sides.size());
        if (m_sides.at(row) == Side::Undecided)
            return row;
    }
    return -1;
}

void MergeTable::goToOpen()
{
    if (rowCount() > 0)
        setCurrentCell(std::max(0, nextOpen(0)), Part);
    setFocus();
}

void MergeTable::keyPressEvent(QKeyEvent *event)
{
    const bool back = layoutDirection() == Qt::RightToLeft;
    switch (event->key()) {
    case Qt::Key_Left:
        return Q_EMIT chosen(currentRow(), back ? Side::Ours : Side::Centre);
    case Qt::Key_Right:
        return Q_EMIT chosen(currentRow(), back ? Side::Centre : Side::Ours);
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const int row = nextOpen(currentRow());
        return row < 0 ? Q_EMIT finished() : setCurrentCell(row, Part);
    }
    default:
        QTableWidget::keyPressEvent(event);
    }
}

void MergeTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    const int all = viewport()->width();
    const int part = std::min(m_theme.px(150), all * 27 / 100);
    const int third = (all - part) / 3;
    setColumnWidth(Part, part);
    setColumnWidth(Centre, third);
    setColumnWidth(Ours, third);
    setColumnWidth(Result, all - part - 2 * third);
}

} // namespace yichuang
