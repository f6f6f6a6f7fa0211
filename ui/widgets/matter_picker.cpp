// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/matter_picker.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_lines.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace yichuang
{

MatterPicker::MatterPicker(const Theme &theme, MatterLookup search, QWidget *parent)
    : QFrame(parent),
      m_theme(theme),
      m_search(std::move(search)),
      m_line(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_nothing(nullptr)
{
    setRole(this, "card");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("What is the visitor applying for?"), "title", this, true));
    m_line->setPlaceholderText(tr("Name, pinyin initials, code or department"));
    setNames(m_line, "matterSearch", tr("Find a matter"));
    setRole(m_line, "search");
    m_line->setClearButtonEnabled(false);
    m_line->installEventFilter(this);
    column->addWidget(m_line);
    setNames(m_list, "matterHits", tr("Matters found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new TwoLineDelegate(theme, m_list));
    column->addWidget(m_list, 1);
    m_nothing = makeLabel(tr("Nothing by that name. Try part of the name, the initials of the pinyin, or the code."),
                          "second", this, true);
    m_nothing->hide();
    column->addWidget(m_nothing);
    connect(m_line, &QLineEdit::textChanged, this, &MatterPicker::refresh);
    connect(m_line, &QLineEdit::returnPressed, this, &MatterPicker::pickCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &MatterPicker::pickCurrent);
}

void MatterPicker::begin()
{
    m_line->clear();
    refresh();
    m_line->setFocus(Qt::OtherFocusReason);
}

void MatterPicker::refresh()
{
    const QList<FoundMatter> hits = m_search ? m_search(m_line->text().trimmed()) : QList<FoundMatter>();
    m_list->clear();
    for (const FoundMatter &hit : hits) {
        auto *item = new QListWidgetItem(hit.name, m_list);
        item->setData(TwoLineDelegate::SecondLine, hit.note);
        item->setData(TwoLineDelegate::Key, hit.code);
    }
    m_list->setCurrentRow(0);
    m_nothing->setVisible(hits.isEmpty());
}

void MatterPicker::pickCurrent()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        Q_EMIT picked(item->data(TwoLineDelegate::Key).toString());
}

bool MatterPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            Q_EMIT left();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace yichuang
