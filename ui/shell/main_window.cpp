// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/main_window.h"

#include "ui/pages/settings/ui_settings.h"
#include "ui/pages/signin/sign_in_page.h"
#include "ui/shell/shell.h"
#include "ui/widgets/labels.h"

#include <QScrollArea>
#include <QStackedWidget>

namespace yichuang
{
namespace
{

constexpr QSize usualSize(1366, 768);

QString placeOf(const Issuer &issuer)
{
    QStringList parts{issuer.hall, issuer.windowName};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

MainWindow::MainWindow(Desk &desk, Theme &theme, QWidget *parent) : QMainWindow(parent), m_desk(desk), m_theme(theme)
{
    setObjectName(QStringLiteral("mainWindow"));
    dress();
    m_actions = new Actions(m_desk.settings, this);
    setWindowTitle(tr("Yichuang"));
    m_stack = new QStackedWidget(this);
    setCentralWidget(m_stack);
    m_signIn = new SignInPage(m_desk.signIn, m_desk.link, m_theme, placeOf(m_desk.visit.rules().issuer), m_stack);
    m_signInFrame = makeScrolling(m_signIn, m_stack);
    m_stack->addWidget(m_signInFrame);
    resize(usualSize);
    connect(m_actions->of(Act::Lock), &QAction::triggered, this, [this] { m_desk.signIn.lock(); });
    connect(m_actions->of(Act::SignOut), &QAction::triggered, this, [this] { m_desk.signIn.signOut(); });
    connect(m_actions->of(Act::Help), &QAction::triggered, this, [this] {
        if (m_shell != nullptr && m_stack->currentWidget() == m_shell)
            m_shell->help(m_language.name());
    });
    connect(&m_desk.signIn, &SignInFlow::changed, this, &MainWindow::follow);
    connect(&m_desk.settings, &Settings::changed, this, [this](const QString &key) {
        const bool seen = key == QLatin1String(ui_setting::look.key) || key == QLatin1String(ui_setting::large.key)
                          || key == QLatin1String(ui_setting::zoom.key)
                          || key == QLatin1String(ui_setting::language.key);
        if (seen && !m_rebuilding) {
            m_rebuilding = true;
            QMetaObject::invokeMethod(this, &MainWindow::rebuild, Qt::QueuedConnection);
        }
    });
    follow();
}

void MainWindow::dress()
{
    m_language.speak(m_desk.settings.get(ui_setting::language));
    m_theme.wear(lookOf(m_desk.settings), m_desk.settings.get(ui_setting::large),
                 m_desk.settings.get(ui_setting::zoom));
}

void MainWindow::follow()
{
    const bool in = std::holds_alternative<SignedIn>(m_desk.signIn.state());
    m_actions->allow(in);
    if (std::holds_alternative<SignedOut>(m_desk.signIn.state()) && m_shell != nullptr) {
        m_stack->removeWidget(m_shell);
        m_shell->deleteLater();
        m_shell = nullptr;
    }
    if (!in) {
        m_stack->setCurrentWidget(m_signInFrame);
        return;
    }
    if (m_shell == nullptr) {
        m_shell = new Shell(m_desk, m_theme, *m_actions, m_stack);
        m_stack->addWidget(m_shell);
    }
    m_stack->setCurrentWidget(m_shell);
    m_shell->go(m_shell->place());
}

void MainWindow::rebuild()
{
    m_rebuilding = false;
    const std::optional<Place> place = m_shell ? std::optional(m_shell->place()) : std::nullopt;
    delete m_shell;
    m_shell = nullptr;
    delete m_signInFrame;
    dress();
    m_actions->retranslate();
    setWindowTitle(tr("Yichuang"));
    m_signIn = new SignInPage(m_desk.signIn, m_desk.link, m_theme, placeOf(m_desk.visit.rules().issuer), m_stack);
    m_signInFrame = makeScrolling(m_signIn, m_stack);
    m_stack->insertWidget(0, m_signInFrame);
    follow();
    if (m_shell != nullptr && place)
        m_shell->go(*place);
}

} // namespace yichuang
