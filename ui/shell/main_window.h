// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/desk.h"
#include "ui/shell/language.h"
#include "ui/widgets/actions.h"

#include <QMainWindow>

class QScrollArea;
class QStackedWidget;

namespace yichuang
{

class Shell;
class SignInPage;
class Theme;

/// The window. Only the sign-in page is built at the start; the rest when a clerk has been admitted. Appearance and
/// language follow the settings at once. Main thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `desk` and `theme` outlive the window.
    MainWindow(Desk &desk, Theme &theme, QWidget *parent = nullptr);
    [[nodiscard]] Actions &actions() { return *m_actions; }
    /// What is shown to a signed-in clerk; nullptr before the first sign-in.
    [[nodiscard]] Shell *shell() const { return m_shell; }

private:
    void dress();
    void follow();
    void rebuild();

    Desk &m_desk;
    Theme &m_theme;
    Language m_language;
    Actions *m_actions = nullptr;
    QStackedWidget *m_stack = nullptr;
    SignInPage *m_signIn = nullptr;
    QScrollArea *m_signInFrame = nullptr;
    Shell *m_shell = nullptr;
    bool m_rebuilding = false;
};

} // namespace yichuang
