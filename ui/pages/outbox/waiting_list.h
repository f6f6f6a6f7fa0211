// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/outbox/wait_words.h"

#include <QListWidget>

namespace yichuang
{

/// The cases that wait, each with its word at the end of the line; several can be chosen (Shift, Ctrl).
class WaitingList : public QListWidget
{
    Q_OBJECT

public:
    WaitingList(const Theme &theme, QWidget *parent);
    /// What was chosen stays so.
    void show(const QList<OutboxLine> &lines, const HallTime &time);
    /// Ids of the chosen cases, in the order of the list.
    [[nodiscard]] QStringList chosen() const;
    void choose(int row);

Q_SIGNALS:
    /// The line under the cursor is another, or the choice is.
    void moved(const QString &caseId);
    /// Enter, or a click: to work on the case.
    void entered(const QString &caseId);

private:
    void build(const QList<OutboxLine> &lines);
    static void fill(QListWidgetItem *item, const OutboxLine &line, const HallTime &time);

    bool m_showing = false;
};

} // namespace yichuang
