// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/command_palette.h"

#include "ui/widgets/actions.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/two_lines.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace yichuang
{
namespace
{

constexpr int actRole = TwoLineDelegate::StatusSymbol + 1;
constexpr int mostMatters = 8;

} // namespace

CommandPalette::CommandPalette(Desk &desk, const Theme &theme, Actions &actions, QWidget *parent)
    : QFrame(parent),
      m_desk(desk),
      m_actions(actions),
      m_line(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    setRole(this, "panel");
    setNames(this, "commandPalette", tr("Everything by name"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_line->setPlaceholderText(tr("An act or a matter, by name, pinyin or initials"));
    setNames(m_line, "paletteLine", tr("Find an act or a matter"));
    setRole(m_line, "search");
    m_line->installEventFilter(this);
    setNames(m_list, "paletteHits", tr("What was found"));
    m_list->setItemDelegate(new TwoLineDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_line);
    column->addWidget(m_list, 1);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_line, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
}

void CommandPalette::begin()
{
    m_line->clear();
    search();
    show();
    raise();
    m_line->setFocus();
}

bool CommandPalette::fits(const QString &name, const QString &typed) const
{
    if (typed.isEmpty() || name.contains(typed, Qt::CaseInsensitive))
        return true;
    return m_desk.meansName && m_desk.meansName(name, typed);
}

void CommandPalette::search()
{
    const QString typed = m_line->text().trimmed();
    m_list->clear();
    for (const ActRow &row : Actions::rows()) {
        const QAction *action = m_actions.of(row.act);
        if (!action->isEnabled() || row.act == Act::Palette || row.act == Act::ClosePanel
            || !fits(action->text(), typed))
            continue;
        auto *item = new QListWidgetItem(action->text(), m_list);
        item->setData(TwoLineDelegate::SecondLine, action->shortcut().toString(QKeySequence::NativeText));
        item->setData(actRole, static_cast<int>(row.act));
    }
    if (!typed.isEmpty() && m_desk.findMatters) {
        const QList<FoundMatter> matters = m_desk.findMatters(typed).mid(0, mostMatters);
        for (const FoundMatter &matter : matters) {
            auto *item = new QListWidgetItem(matter.name, m_list);
            item->setData(TwoLineDelegate::SecondLine, matter.note);
            item->setData(TwoLineDelegate::Key, matter.code);
        }
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr)
        return;
    const QString code = item->data(TwoLineDelegate::Key).toString();
    const int act = item->data(actRole).toInt();
    hide();
    if (!code.isEmpty())
        Q_EMIT matterWanted(code);
    else
        QTimer::singleShot(0, m_actions.of(static_cast<Act>(act)), &QAction::trigger);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    if (watched == m_line && event->type() == QEvent::FocusOut && isVisible())
        QTimer::singleShot(0, this, [this] {
            if (!isAncestorOf(window()->focusWidget()))
                hide();
        });
    return QFrame::eventFilter(watched, event);
}

} // namespace yichuang
