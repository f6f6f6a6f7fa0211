// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/actions.h"

#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QWidget>

namespace yichuang
{
namespace
{

const QList<ActRow> table{
    {Act::Call, "call", QT_TRANSLATE_NOOP("Actions", "Call"), "F2"},
    {Act::Recall, "recall", QT_TRANSLATE_NOOP("Actions", "Call again"), "Shift+F2"},
    {Act::Pass, "pass", QT_TRANSLATE_NOOP("Actions", "Did not come"), "Ctrl+F2"},
    {Act::Transfer, "transfer", QT_TRANSLATE_NOOP("Actions", "Transfer"), "Ctrl+Shift+F2"},
    {Act::WalkIn, "walkIn", QT_TRANSLATE_NOOP("Actions", "Visitor without a ticket"), "Ctrl+N"},
    {Act::Finish, "finish", QT_TRANSLATE_NOOP("Actions", "Finish visit"), "Ctrl+Return"},
    {Act::ReadCard, "readCard", QT_TRANSLATE_NOOP("Actions", "Read card"), "F3"},
    {Act::ScanCode, "scanCode", QT_TRANSLATE_NOOP("Actions", "Scan code"), "F4"},
    {Act::Scan, "scan", QT_TRANSLATE_NOOP("Actions", "Scan"), "F5"},
    {Act::StopScan, "stopScan", QT_TRANSLATE_NOOP("Actions", "Stop scanning"), "Shift+F5"},
    {Act::NextMaterial, "nextMaterial", QT_TRANSLATE_NOOP("Actions", "Next material"), "F6"},
    {Act::Shared, "shared", QT_TRANSLATE_NOOP("Actions", "Shared data"), "F7"},
    {Act::PaperKept, "paperKept", QT_TRANSLATE_NOOP("Actions", "Original seen"), "Ctrl+O"},
    {Act::Import, "import", QT_TRANSLATE_NOOP("Actions", "Import"), "Ctrl+I"},
    {Act::ClearMaterial, "clearMaterial", QT_TRANSLATE_NOOP("Actions", "Take back"), "Ctrl+D"},
    {Act::AddMatter, "addMatter", QT_TRANSLATE_NOOP("Actions", "Add a matter"), "Ctrl+M"},
    {Act::EditApplicant, "editApplicant", QT_TRANSLATE_NOOP("Actions", "Type the applicant"), "Ctrl+E"},
    {Act::Unmask, "unmask", QT_TRANSLATE_NOOP("Actions", "Show the number"), "Ctrl+Shift+U"},
    {Act::Accept, "accept", QT_TRANSLATE_NOOP("Actions", "Accept and print"), "F9"},
    {Act::Notice, "notice", QT_TRANSLATE_NOOP("Actions", "One-time notice"), "F10"},
    {Act::Tolerance, "tolerance", QT_TRANSLATE_NOOP("Actions", "With tolerance"), "Ctrl+F9"},
    {Act::Refuse, "refuse", QT_TRANSLATE_NOOP("Actions", "Do not accept"), "Ctrl+F10"},
    {Act::AskVisitor, "askVisitor", QT_TRANSLATE_NOOP("Actions", "Ask the visitor"), "F8"},
    {Act::AskVisitorNoMore, "askVisitorNoMore", QT_TRANSLATE_NOOP("Actions", "Take the question back"), "Shift+F8"},
    {Act::PrintPaper, "printPaper", QT_TRANSLATE_NOOP("Actions", "Print"), "Ctrl+P"},
    {Act::SavePaper, "savePaper", QT_TRANSLATE_NOOP("Actions", "Save as PDF"), "Ctrl+S"},
    {Act::ClosePanel, "closePanel", QT_TRANSLATE_NOOP("Actions", "Close"), "Esc"},
    {Act::SendNow, "sendNow", QT_TRANSLATE_NOOP("Actions", "Send now"), "Ctrl+Shift+S"},
    {Act::Palette, "palette", QT_TRANSLATE_NOOP("Actions", "Everything by name"), "Ctrl+K"},
    {Act::Help, "help", QT_TRANSLATE_NOOP("Actions", "Help"), "F1"},
    {Act::Lock, "lock", QT_TRANSLATE_NOOP("Actions", "Lock"), "F12"},
    {Act::SignOut, "signOut", QT_TRANSLATE_NOOP("Actions", "Sign out"), ""},
    {Act::GoDesk, "goDesk", QT_TRANSLATE_NOOP("Actions", "Calling"), "Alt+1"},
    {Act::GoIntake, "goIntake", QT_TRANSLATE_NOOP("Actions", "Intake"), "Alt+2"},
    {Act::GoCases, "goCases", QT_TRANSLATE_NOOP("Actions", "Cases"), "Alt+3"},
    {Act::GoOutbox, "goOutbox", QT_TRANSLATE_NOOP("Actions", "To send"), "Alt+4"},
    {Act::GoSettings, "goSettings", QT_TRANSLATE_NOOP("Actions", "Settings"), "Alt+5"},
};

QString keysSetting()
{
    return QStringLiteral("ui.keys");
}

} // namespace

Actions::Actions(Settings &settings, QWidget *window)
    : QObject(window),
      m_settings(settings),
      m_group(new QActionGroup(this))
{
    m_group->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    for (const ActRow &row : table) {
        auto *action = new QAction(window);
        action->setObjectName(QLatin1String(row.name));
        window->addAction(action);
        if (row.act != Act::Help && row.act != Act::ClosePanel)
            m_group->addAction(action);
        m_actions.insert(row.act, action);
    }
    readKeys();
    retranslate();
}

const QList<ActRow> &Actions::rows()
{
    return table;
}

void Actions::readKeys()
{
    const QJsonObject kept = m_settings.object(keysSetting());
    for (const ActRow &row : table) {
        const QString key = kept.value(QLatin1String(row.name)).toString(QLatin1String(row.key));
        of(row.act)->setShortcut(QKeySequence::fromString(key, QKeySequence::PortableText));
    }
}

Result<Done> Actions::setKey(Act act, const QKeySequence &key)
{
    QJsonObject kept = m_settings.object(keysSetting());
    for (const ActRow &row : table) {
        if (row.act == act)
            kept.insert(QLatin1String(row.name), key.toString(QKeySequence::PortableText));
    }
    if (auto done = m_settings.set(keysSetting(), kept); !done)
        return done;
    readKeys();
    return Done{};
}

std::optional<Act> Actions::holderOf(const QKeySequence &key) const
{
    for (const ActRow &row : table) {
        if (!key.isEmpty() && of(row.act)->shortcut() == key)
            return row.act;
    }
    return std::nullopt;
}

void Actions::allow(bool allowed)
{
    m_group->setEnabled(allowed);
}

void Actions::retranslate()
{
    for (const ActRow &row : table)
        of(row.act)->setText(QCoreApplication::translate("Actions", row.text));
}

ActionButton::ActionButton(QAction *action, const char *role, QWidget *parent, Key key)
    : QPushButton(parent),
      m_action(action),
      m_key(key)
{
    setRole(this, role);
    setObjectName(action->objectName() + QStringLiteral("Button"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(action, &QAction::changed, this, &ActionButton::follow);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void ActionButton::follow()
{
    m_words = m_action->text();
    const QString key = m_action->shortcut().toString(QKeySequence::NativeText);
    const QString whole = key.isEmpty() ? m_words : m_words + QStringLiteral("  ") + key;
    m_both = m_key == Key::Shown ? whole : m_words;
    setToolTip(m_refusal.isEmpty() ? whole : whole + QStringLiteral("\n") + m_refusal);
    setAccessibleName(m_words);
    setAccessibleDescription(m_refusal);
    setEnabled(m_action->isEnabled() && m_refusal.isEmpty());
    updateGeometry();
    fit();
}

void ActionButton::refuse(const QString &why)
{
    if (std::exchange(m_refusal, why) != why)
        follow();
}

void ActionButton::fit()
{
    constexpr int rounding = 3;
    const QString &wanted = hintFor(m_both).width() <= width() + rounding ? m_both : m_words;
    if (text() != wanted)
        setText(wanted);
}

QSize ActionButton::hintFor(const QString &wanted) const
{
    ensurePolished();
    QSize hint = QPushButton::sizeHint();
    hint.rwidth() += fontMetrics().horizontalAdvance(wanted) - fontMetrics().horizontalAdvance(text());
    return hint;
}

QSize ActionButton::sizeHint() const
{
    return hintFor(m_both);
}

QSize ActionButton::minimumSizeHint() const
{
    return hintFor(m_words);
}

void ActionButton::resizeEvent(QResizeEvent *event)
{
    QPushButton::resizeEvent(event);
    fit();
}

} // namespace yichuang
