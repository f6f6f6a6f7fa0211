// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/main_window.h"

#include "ui/citizen/citizen_place.h"
#include "ui/pages/settings/ui_settings.h"
#include "ui/pages/signin/sign_in_page.h"
#include "ui/shell/keyboard_wedge.h"
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
    heedKeyboard();
    m_actions = new Actions(m_desk.settings, this);
    setWindowTitle(tr("Yichuang"));
    m_stack = new QStackedWidget(this);
    setCentralWidget(m_stack);
    buildSignIn();
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
        if (key.startsWith(QLatin1String(ui_setting::wedge.key)))
            heedKeyboard();
    });
    const Issuer &issuer = m_desk.visit.rules().issuer;
    m_citizen = std::make_unique<CitizenPlace>(m_desk.citizen, m_desk.settings, m_theme,
                                               CitizenPlaceNames{issuer.hall, issuer.windowName}, this);
    follow();
}

MainWindow::~MainWindow() = default;

void MainWindow::dress()
{
    m_language.speak(m_desk.settings.get(ui_setting::language));
    m_theme.wear(lookOf(m_desk.settings), m_desk.settings.get(ui_setting::large),
                 m_desk.settings.get(ui_setting::zoom));
}

void MainWindow::heedKeyboard()
{
    delete std::exchange(m_wedge, nullptr);
    if (!m_desk.settings.get(ui_setting::wedge))
        return;
    WedgeHabits habits;
    habits.prefix = m_desk.settings.get(ui_setting::wedgePrefix);
    habits.suffix = m_desk.settings.get(ui_setting::wedgeSuffix);
    m_wedge = new KeyboardWedge(habits, this);
    // Whoever listens to the code scanner hears this one too.
    connect(m_wedge, &CodeSource::codeRead, &m_desk.codes, &CodeSource::codeRead);
    m_wedge->start();
}

void MainWindow::buildSignIn()
{
    m_signInFrame = makeScrollArea(m_stack);
    m_signIn = new SignInPage(m_desk.signIn, m_desk.link, m_theme, placeOf(m_desk.visit.rules().issuer), m_desk.trial,
                              m_signInFrame->viewport());
    m_signInFrame->setWidget(m_signIn);
    m_stack->insertWidget(0, m_signInFrame);
}

bool MainWindow::isComplete() const
{
    return m_work.isDone() && !m_rebuilding && (m_shell == nullptr || m_shell->isComplete());
}

void MainWindow::follow()
{
    if (m_signInFrame == nullptr)
        return; // being built again; follows at its end
    const SignInState &state = m_desk.signIn.state();
    const bool in = std::holds_alternative<SignedIn>(state);
    if (std::holds_alternative<SignedOut>(state) && m_entered)
        retire();
    m_entered = m_entered || in;
    if (m_shell == nullptr && (in || std::holds_alternative<SigningIn>(state))) {
        m_shell = new Shell(m_desk, m_theme, *m_actions, m_stack);
        m_stack->addWidget(m_shell);
        connect(m_shell, &Shell::stood, this, &MainWindow::follow);
    }
    const bool shown = in && m_shell->stands();
    m_actions->allow(shown);
    if (shown) {
        m_stack->setCurrentWidget(m_shell);
        m_shell->go(std::exchange(m_placeBefore, std::nullopt).value_or(m_shell->place()));
    } else {
        m_stack->setCurrentWidget(m_signInFrame);
    }
    if (shown || !in)
        setUpdatesEnabled(true);
}

/// Takes the shell away: at once for the clerk, in pieces for the event loop.
void MainWindow::retire()
{
    m_entered = false;
    if (m_shell == nullptr)
        return;
    Shell *old = std::exchange(m_shell, nullptr);
    m_stack->removeWidget(old);
    old->dismantle(m_work);
    m_work.add([old] { delete old; });
}

void MainWindow::rebuild()
{
    setUpdatesEnabled(false);
    m_actions->allow(false);
    if (m_shell != nullptr && m_shell->stands())
        m_placeBefore = m_shell->place();
    retire();
    m_work.add([this] { delete std::exchange(m_signInFrame, nullptr); });
    m_work.add([this] {
        m_rebuilding = false; // what changes from here on is for another time
        dress();
        m_actions->retranslate();
        setWindowTitle(tr("Yichuang"));
    });
    m_work.add([this] {
        buildSignIn();
        follow();
    });
}

} // namespace yichuang
