// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/desk.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace yichuang
{

class Actions;
class Theme;

/// Ctrl+K: every act and every matter by name, pinyin or initials.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent);
    void begin();

Q_SIGNALS:
    void matterWanted(const QString &code);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void run();
    [[nodiscard]] bool fits(const QString &name, const QString &typed) const;

    Desk &m_desk;
    Actions &m_actions;
    QLineEdit *m_line;
    QListWidget *m_list;
};

} // namespace yichuang
