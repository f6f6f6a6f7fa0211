// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/matter.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace yichuang
{

/// A form made from fields: label above each editor, marks on what is wrong, Enter goes to the next one. What a person
/// changes is reported when they leave the field or pause for 0.6 s, and only that.
class FormPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FormPanel(int columns, QWidget *parent = nullptr);
    /// Builds the editors anew where the fields differ from those that stand.
    void setFields(const QList<FormField> &fields);
    /// Shows values; leaves alone an editor in which somebody is typing.
    void setValues(const QJsonObject &values);
    void setIssues(const QList<FieldIssue> &issues);
    void setReadOnly(bool readOnly);
    /// Moves the focus there; false where there is no such field.
    bool focusField(const QString &key);
    /// The first required field without a value; false where none is empty.
    bool focusFirstEmpty();
    [[nodiscard]] const QList<FormField> &fields() const { return m_fields; }
    /// Reports at once what was typed and not reported yet.
    void flush();

Q_SIGNALS:
    /// Only the values that changed; null for one that was emptied.
    void edited(const QJsonObject &changed);
    /// Enter in the last field.
    void completed();

private:
    struct Row {
        FormField field;
        QWidget *box = nullptr;
        QLabel *mark = nullptr;
        QWidget *editor = nullptr;
        QJsonValue shown;
    };

    void build();
    [[nodiscard]] Row makeRow(const FormField &field);
    [[nodiscard]] QWidget *makeEditor(const FormField &field, QWidget *parent);
    [[nodiscard]] static QJsonValue valueOf(const Row &row);
    static void showValue(const Row &row, const QJsonValue &value);
    void goOnFrom(const QWidget *editor);

    int m_columns;
    QGridLayout *m_grid;
    QList<FormField> m_fields;
    QList<Row> m_rows;
    QTimer m_pause;
    bool m_readOnly = false;
};

} // namespace yichuang
