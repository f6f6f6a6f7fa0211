// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"

#include <QAction>
#include <QHash>
#include <QPushButton>

class QActionGroup;

namespace yichuang
{

/// Every act that can be done by a key. Each is one QAction.
enum class Act {
    Call,
    Recall,
    Pass,
    Transfer,
    WalkIn,
    Finish,
    ReadCard,
    ScanCode,
    Scan,
    StopScan,
    NextMaterial,
    Shared,
    PaperKept,
    Import,
    ClearMaterial,
    AddMatter,
    EditApplicant,
    Unmask,
    Accept,
    Notice,
    Tolerance,
    Refuse,
    AskVisitor,
    AskVisitorNoMore,
    PrintPaper,
    SavePaper,
    ClosePanel,
    SendNow,
    Palette,
    Help,
    Lock,
    SignOut,
    GoDesk,
    GoIntake,
    GoCases,
    GoOutbox,
    GoSettings,
};

/// One row of the table of acts.
struct ActRow {
    Act act;
    const char *name; ///< in the settings, below "ui.keys"
    const char *text; ///< source text in the context "Actions"
    const char *key;  ///< portable default; may be empty
};

/// The acts of a window with their keys; the keys of a person are kept in the setting "ui.keys".
class Actions : public QObject
{
    Q_OBJECT

public:
    /// The actions belong to `window` and work wherever the focus is within it.
    Actions(Settings &settings, QWidget *window);
    [[nodiscard]] QAction *of(Act act) const { return m_actions.value(act); }
    [[nodiscard]] static const QList<ActRow> &rows();
    /// Takes up a new key; an empty one leaves the act without. ConfigLocked and the reasons of Settings::set().
    [[nodiscard]] Result<Done> setKey(Act act, const QKeySequence &key);
    /// The act that holds a key already.
    [[nodiscard]] std::optional<Act> holderOf(const QKeySequence &key) const;
    /// Nothing but help may be done while nobody is signed in; each act keeps its own state for afterwards.
    void allow(bool allowed);
    /// Texts anew, after the language changed.
    void retranslate();

private:
    void readKeys();

    Settings &m_settings;
    QActionGroup *m_group;
    QHash<Act, QAction *> m_actions;
};

/// A button for an act: its text with the key beside it, enabled as the act is.
class ActionButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Key { Shown, InToolTip };
    ActionButton(QAction *action, const char *role, QWidget *parent, Key key = Key::Shown);
    [[nodiscard]] QSize sizeHint() const override;
    /// Without the key, which is left out where there is no room for both.
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Disables the button alone, its tool tip says why; the key stays and is answered. Empty: as the act is.
    void refuse(const QString &why);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();
    void fit();
    [[nodiscard]] QSize hintFor(const QString &text) const;

    QAction *m_action;
    Key m_key;
    QString m_words;
    QString m_both;
    QString m_refusal;
};

} // namespace yichuang
