// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"
#include "ui/widgets/labels.h"

#include <QPair>

namespace yichuang
{

class Theme;

/// A part of the settings page: a card of rows, each a title with its control; a locked one says who holds it.
class SettingRows : public Card
{
    Q_OBJECT

public:
    SettingRows(const QString &heading, Settings &settings, const Theme &theme, QWidget *parent);
    void addChoice(const Setting<QString> &setting, const QString &title,
                   const QList<QPair<QString, QString>> &choices); ///< {value, words}
    void addChoice(const Setting<int> &setting, const QString &title, const QList<QPair<int, QString>> &choices);
    void addSwitch(const Setting<bool> &setting, const QString &title, const QString &words);
    void addText(const Setting<QString> &setting, const QString &title, const QString &hint);
    /// A control of the caller's own; `key` says whether it is locked. An empty key is never locked.
    void addControl(const QString &title, QWidget *control, const QString &key = {});
    void addWords(const QString &title, const QString &words);
    /// Hides the rows whose title has not the text; false where none is left.
    bool filter(const QString &text);

Q_SIGNALS:
    void told(const yichuang::Reason &reason);

private:
    void put(const char *key, const QJsonValue &value);

    Settings &m_settings;
    const Theme &m_theme;
    QList<QPair<QString, QWidget *>> m_rows;
};

} // namespace yichuang
