// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/chip.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace yichuang
{

/// One line of the list of materials, in words.
struct MaterialRow {
    QString id;
    QString name;
    QString form;   ///< as "Copy · 2"
    QString source; ///< who issues it
    Status status;
    int pages = 0;
    bool missing = false;
    bool operator==(const MaterialRow &) const = default;
};

/// The materials of a case. Fed by values; cells that did not change are not painted again.
class MaterialsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Name, Form, Source, State, Pages, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void show(const QList<MaterialRow> &rows);
    [[nodiscard]] const QList<MaterialRow> &rows() const { return m_rows; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<MaterialRow> m_rows;
};

/// The table itself. Files can be dropped on a line.
class MaterialsTable : public QTableView
{
    Q_OBJECT

public:
    MaterialsTable(const Theme &theme, QWidget *parent);
    void show(const QList<MaterialRow> &rows, const QString &chosen);
    /// Height that shows `rows` lines.
    [[nodiscard]] int heightFor(int rows) const;
    void setDropsAllowed(bool allowed) { setAcceptDrops(allowed); }

Q_SIGNALS:
    void chosen(const QString &material);
    void dropped(const QString &material, const QStringList &paths);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void fitColumns();

    const Theme &m_theme;
    MaterialsModel m_model;
    bool m_showing = false;
};

} // namespace yichuang
