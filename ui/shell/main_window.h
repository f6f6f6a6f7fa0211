// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/desk.h"
#include "ui/shell/language.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/staged_work.h"

#include <QMainWindow>

class QScrollArea;
class QStackedWidget;

namespace yichuang
{

class CitizenPlace;
class KeyboardWedge;
class Shell;
class SignInPage;
enum class Place;
class Theme;

/// The window. Only the sign-in page is built at the start; the rest, in pieces, while the centre is asked who the
/// clerk is. Appearance and language follow the settings at once: the picture stands still until the new one is whole.
/// Main thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// `desk` and `theme` outlive the window.
    MainWindow(Desk &desk, Theme &theme, QWidget *parent = nullptr);
    ~MainWindow() override;
    [[nodiscard]] Actions &actions() { return *m_actions; }
    /// What is shown to a signed-in clerk; nullptr before the first sign-in. It may be told things before it stands.
    [[nodiscard]] Shell *shell() const { return m_shell; }
    /// True once nothing is left to build or to take away.
    [[nodiscard]] bool isComplete() const;
    /// Where the visitor's window is.
    [[nodiscard]] const CitizenPlace &citizen() const { return *m_citizen; }

private:
    void dress();
    void heedKeyboard();
    void buildSignIn();
    void follow();
    void retire();
    void rebuild();

    Desk &m_desk;
    Theme &m_theme;
    Language m_language;
    Actions *m_actions = nullptr;
    QStackedWidget *m_stack = nullptr;
    SignInPage *m_signIn = nullptr;
    QScrollArea *m_signInFrame = nullptr;
    Shell *m_shell = nullptr;
    KeyboardWedge *m_wedge = nullptr;
    std::unique_ptr<CitizenPlace> m_citizen;
    StagedWork m_work;
    std::optional<Place> m_placeBefore; ///< to return to, where the shell is built again
    bool m_entered = false;             ///< a clerk has been in the shell
    bool m_rebuilding = false;
};

} // namespace yichuang
