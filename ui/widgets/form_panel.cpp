// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/form_panel.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QJsonObject>
#include <QLineEdit>
#include <QSignalBlocker>

namespace yichuang
{
namespace
{

constexpr int pauseMs = 600;

bool isEmpty(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty());
}

QString asText(const QJsonValue &value)
{
    return value.isDouble() ? value.toVariant().toString() : value.toString();
}

/// The text as a value of the field's type; text that is no number stays text, for the form's rule to refuse.
QJsonValue typed(const FormField &field, const QString &text)
{
    if (text.isEmpty())
        return {};
    bool isNumber = false;
    if (field.type == QLatin1String("integer")) {
        const qlonglong number = text.toLongLong(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(text);
    }
    if (field.type == QLatin1String("number")) {
        const double number = text.toDouble(&isNumber);
        return isNumber ? QJsonValue(number) : QJsonValue(text);
    }
    return text;
}

} // namespace

FormPanel::FormPanel(int columns, QWidget *parent) : QWidget(parent), m_columns(columns), m_grid(new QGridLayout(this))
{
    setRole(this, "plain");
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &FormPanel::flush);
}

void FormPanel::setFields(const QList<FormField> &fields)
{
    if (fields == m_fields)
        return;
    m_pause.stop();
    m_fields = fields;
    build();
}

void FormPanel::build()
{
    clearLayout(m_grid);
    m_rows.clear();
    int at = 0;
    for (const FormField &field : m_fields) {
        const int span = field.wide ? m_columns : 1;
        if (at % m_columns + span > m_columns)
            at += m_columns - at % m_columns;
        Row row = makeRow(field);
        m_grid->addWidget(row.box, at / m_columns, at % m_columns, 1, span);
        m_rows.append(row);
        at += span;
    }
    for (int column = 0; column < m_columns; ++column)
        m_grid->setColumnStretch(column, 1);
    for (qsizetype i = 1; i < m_rows.size(); ++i)
        setTabOrder(m_rows.at(i - 1).editor, m_rows.at(i).editor);
    const bool readOnly = m_readOnly;
    m_readOnly = !readOnly;
    setReadOnly(readOnly);
}

FormPanel::Row FormPanel::makeRow(const FormField &field)
{
    Row row;
    row.field = field;
    row.box = new QWidget(this);
    setRole(row.box, "plain");
    auto *column = new QVBoxLayout(row.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    auto *title = new ElidedLabel(row.box);
    title->setFullText(field.title);
    setRole(title, "second");
    row.mark = makeLabel({}, "small", row.box);
    row.editor = makeEditor(field, row.box);
    row.editor->setObjectName(QStringLiteral("field.") + field.key);
    row.editor->setAccessibleName(field.title);
    title->setBuddy(row.editor);
    head->addWidget(title, 1);
    head->addWidget(row.mark);
    column->addLayout(head);
    column->addWidget(row.editor);
    column->addStretch(1);
    return row;
}

QWidget *FormPanel::makeEditor(const FormField &field, QWidget *parent)
{
    if (field.type == QLatin1String("boolean")) {
        auto *box = new QCheckBox(tr("Yes"), parent);
        connect(box, &QCheckBox::toggled, this, &FormPanel::flush);
        return box;
    }
    if (!field.choices.isEmpty()) {
        auto *box = new QComboBox(parent);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(6);
        box->setPlaceholderText(field.required ? tr("Required") : tr("Choose"));
        box->addItems(field.choices);
        box->setCurrentIndex(-1);
        connect(box, &QComboBox::currentIndexChanged, this, &FormPanel::flush);
        return box;
    }
    auto *line = new QLineEdit(parent);
    line->setMaxLength(1000);
    const QString hint =
        field.type == QLatin1String("date") && field.hint.isEmpty() ? tr("year-month-day") : field.hint;
    line->setPlaceholderText(field.required && hint.isEmpty() ? tr("Required") : hint);
    if (field.type == QLatin1String("integer"))
        line->setInputMethodHints(Qt::ImhDigitsOnly);
    connect(line, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(line, &QLineEdit::editingFinished, this, &FormPanel::flush);
    connect(line, &QLineEdit::returnPressed, this, [this, line] { goOnFrom(line); });
    return line;
}

QJsonValue FormPanel::valueOf(const Row &row)
{
    if (const auto *box = qobject_cast<const QCheckBox *>(row.editor))
        return box->isChecked();
    if (const auto *box = qobject_cast<const QComboBox *>(row.editor))
        return box->currentIndex() < 0 ? QJsonValue() : typed(row.field, box->currentText());
    return typed(row.field, qobject_cast<const QLineEdit *>(row.editor)->text().trimmed());
}

void FormPanel::showValue(const Row &row, const QJsonValue &value)
{
    const QSignalBlocker quiet(row.editor);
    if (auto *box = qobject_cast<QCheckBox *>(row.editor))
        box->setChecked(value.toBool());
    else if (auto *choice = qobject_cast<QComboBox *>(row.editor))
        choice->setCurrentIndex(isEmpty(value) ? -1 : choice->findText(asText(value)));
    else if (auto *line = qobject_cast<QLineEdit *>(row.editor); line->text() != asText(value))
        line->setText(asText(value));
}

void FormPanel::setValues(const QJsonObject &values)
{
    for (Row &row : m_rows) {
        const QJsonValue value = values.contains(row.field.key) ? values.value(row.field.key) : QJsonValue();
        const QJsonValue entered = valueOf(row);
        const bool beingTyped =
            row.editor->hasFocus() && entered != row.shown && !(isEmpty(entered) && isEmpty(row.shown));
        if (beingTyped && value == row.shown)
            continue;
        showValue(row, value);
        row.shown = valueOf(row);
    }
}

void FormPanel::setIssues(const QList<FieldIssue> &issues)
{
    for (const Row &row : m_rows) {
        QString word;
        QString issue;
        for (const FieldIssue &found : issues) {
            if (found.key != row.field.key)
                continue;
            const bool missing = found.fault == Fault::FieldMissing;
            issue = missing ? QStringLiteral("missing") : QStringLiteral("invalid");
            word = missing ? tr("required") : tr("please check");
        }
        setTrait(row.editor, "issue", issue);
        row.editor->setAccessibleDescription(word);
        const bool invalid = issue == QLatin1String("invalid");
        row.mark->setText(word);
        row.mark->setVisible(!word.isEmpty());
        setTrait(row.mark, "tone", word.isEmpty() ? QString() : QLatin1String(invalid ? "danger" : "warning"));
    }
}

void FormPanel::setReadOnly(bool readOnly)
{
    if (readOnly == m_readOnly)
        return;
    m_readOnly = readOnly;
    for (const Row &row : m_rows) {
        if (auto *line = qobject_cast<QLineEdit *>(row.editor)) {
            line->setReadOnly(readOnly);
            setTrait(line, "still", readOnly ? QStringLiteral("yes") : QString());
        } else {
            row.editor->setEnabled(!readOnly);
        }
    }
}

bool FormPanel::focusField(const QString &key)
{
    for (const Row &row : m_rows) {
        if (row.field.key == key) {
            row.editor->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}

bool FormPanel::focusFirstEmpty()
{
    for (const Row &row : m_rows) {
        if (row.field.required && row.field.type != QLatin1String("boolean") && isEmpty(valueOf(row)))
            return focusField(row.field.key);
    }
    return false;
}

void FormPanel::flush()
{
    m_pause.stop();
    if (m_readOnly)
        return;
    QJsonObject changed;
    for (Row &row : m_rows) {
        const QJsonValue value = valueOf(row);
        if (value == row.shown || (isEmpty(value) && isEmpty(row.shown)))
            continue;
        row.shown = value;
        changed.insert(row.field.key, value);
    }
    if (!changed.isEmpty())
        Q_EMIT edited(changed);
}

void FormPanel::goOnFrom(const QWidget *editor)
{
    flush();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).editor != editor)
            continue;
        if (i + 1 == m_rows.size()) {
            Q_EMIT completed();
            return;
        }
        m_rows.at(i + 1).editor->setFocus(Qt::TabFocusReason);
    }
}

} // namespace yichuang
