// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/desk.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace yichuang
{

class Actions;
class ElidedLabel;
class Theme;

/// The head of the window: which window and clerk, who is served, how many wait, and the calls.
class TopBar : public QFrame
{
    Q_OBJECT

public:
    TopBar(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent);
    /// Moves what counts seconds.
    void tick();

private:
    void build(Actions &actions);
    void follow();
    void showQueue();

    Desk &m_desk;
    const Theme &m_theme;
    Actions &m_actions;
    QLabel *m_window = nullptr;
    ElidedLabel *m_clerk = nullptr;
    QLabel *m_ticket = nullptr;
    QLabel *m_name = nullptr;
    ElidedLabel *m_times = nullptr;
    QLabel *m_waiting = nullptr;
    QPushButton *m_call = nullptr;
    QList<QWidget *> m_whenServing;
};

} // namespace yichuang
