// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/merge.h"

#include <QTableWidget>

namespace yichuang
{

class Theme;

/// Both versions side by side, a row for each part that differs. Up and down move, left and right (or a click) take the
/// centre's value or ours, Enter goes to the next part that is not decided.
class MergeTable : public QTableWidget
{
    Q_OBJECT

public:
    MergeTable(const Theme &theme, QWidget *parent);
    /// Keeps the row that is current.
    void show(const Merge &merge, const Matter *matter);
    /// To the first part that is not decided, or the first.
    void goToOpen();

Q_SIGNALS:
    void chosen(int part, yichuang::Side side);
    /// Enter, where nothing is left to decide.
    void finished();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Column { Part, Centre, Ours, Result, Columns };
    void fillRow(int row, const DisputedPart &part, const Merge &merge, const Matter *matter);
    [[nodiscard]] int nextOpen(int from) const;

    const Theme &m_theme;
    QList<Side> m_sides;
};

} // namespace yichuang
