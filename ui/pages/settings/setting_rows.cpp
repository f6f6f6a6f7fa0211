// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/settings/setting_rows.h"

#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace yichuang
{

SettingRows::SettingRows(const QString &heading, Settings &settings, const Theme &theme, QWidget *parent)
    : Card(heading, parent),
      m_settings(settings),
      m_theme(theme)
{
    column()->setContentsMargins(20, 16, 20, 16);
    column()->setSpacing(10);
}

void SettingRows::addControl(const QString &title, QWidget *control, const QString &key)
{
    auto *box = new QWidget(this);
    setRole(box, "plain");
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    auto *name = makeLabel(title, "body", box, true);
    name->setFixedWidth(m_theme.column(220));
    name->setBuddy(control);
    name->setMinimumHeight(m_theme.px(34));
    row->addWidget(name, 0, Qt::AlignTop);
    control->setParent(box);
    control->setAccessibleName(title);
    control->setMinimumHeight(m_theme.px(34));
    row->addWidget(control, 0, Qt::AlignTop);
    if (!key.isEmpty()) {
        control->setObjectName(key);
        if (m_settings.isLocked(key)) {
            control->setEnabled(false);
            row->addWidget(makeLabel(tr("Managed by your organisation"), "small", box), 0, Qt::AlignVCenter);
        }
    }
    row->addStretch(1);
    column()->addWidget(box);
    m_rows.append({title, box});
}

void SettingRows::addChoice(const Setting<QString> &setting, const QString &title,
                            const QList<QPair<QString, QString>> &choices)
{
    auto *box = new QComboBox(this);
    box->setMinimumWidth(m_theme.column(220));
    const QString value = m_settings.get(setting);
    for (const auto &choice : choices) {
        box->addItem(choice.second, choice.first);
        if (choice.first == value)
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this,
            [this, box, key = setting.key] { put(key, box->currentData().toString()); });
    addControl(title, box, QLatin1String(setting.key));
}

void SettingRows::addChoice(const Setting<int> &setting, const QString &title,
                            const QList<QPair<int, QString>> &choices)
{
    auto *box = new QComboBox(this);
    box->setMinimumWidth(m_theme.column(220));
    const int value = m_settings.get(setting);
    for (const auto &choice : choices) {
        box->addItem(choice.second, choice.first);
        if (choice.first == value)
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this, [this, box, key = setting.key] { put(key, box->currentData().toInt()); });
    addControl(title, box, QLatin1String(setting.key));
}

void SettingRows::addSwitch(const Setting<bool> &setting, const QString &title, const QString &words)
{
    auto *box = new QCheckBox(words, this);
    box->setChecked(m_settings.get(setting));
    connect(box, &QCheckBox::clicked, this, [this, key = setting.key](bool on) { put(key, on); });
    addControl(title, box, QLatin1String(setting.key));
}

void SettingRows::addText(const Setting<QString> &setting, const QString &title, const QString &hint)
{
    auto *line = new QLineEdit(m_settings.get(setting), this);
    line->setPlaceholderText(hint);
    line->setMinimumWidth(m_theme.column(220));
    connect(line, &QLineEdit::editingFinished, this, [this, line, setting] {
        if (line->text() != m_settings.get(setting))
            put(setting.key, line->text());
    });
    addControl(title, line, QLatin1String(setting.key));
}

void SettingRows::addWords(const QString &title, const QString &words)
{
    auto *label = makeLabel(words, "body", this, true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setMinimumWidth(m_theme.column(420));
    addControl(title, label);
    label->setAccessibleName(title + QStringLiteral(": ") + words);
}

bool SettingRows::filter(const QString &text)
{
    bool any = text.isEmpty();
    const bool wholePart = heading()->text().contains(text, Qt::CaseInsensitive);
    for (const auto &row : std::as_const(m_rows)) {
        const bool fits = text.isEmpty() || wholePart || row.first.contains(text, Qt::CaseInsensitive);
        row.second->setVisible(fits);
        any = any || fits;
    }
    return any;
}

void SettingRows::put(const char *key, const QJsonValue &value)
{
    if (auto done = m_settings.set(QLatin1String(key), value); !done)
        Q_EMIT told(done.error());
}

} // namespace yichuang
