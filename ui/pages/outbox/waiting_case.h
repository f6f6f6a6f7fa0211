// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/outbox_flow.h"
#include "ui/pages/outbox/wait_words.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLayout;
class QListWidget;
class QPushButton;

namespace yichuang
{

class Chip;
class MergeTable;
class Notice;
class Theme;

/// One case that waits: why, what it holds, what can be done; and where both versions differ, the choice part by part.
class WaitingCase : public QWidget
{
    Q_OBJECT

public:
    WaitingCase(OutboxFlow &flow, const Theme &theme, QWidget *parent);
    /// The opened case of the flow as it stands now.
    void show(const HallTime &time);
    void focusWork();

Q_SIGNALS:
    void carryWanted(const QString &caseId);

private:
    void buildHead(QBoxLayout *column);
    void buildMerge(QBoxLayout *column);
    void buildActs(QBoxLayout *column);
    void showMerge();
    void showHoldings(const CaseFile &file, const HallTime &time);
    void showActs(const CaseFile &file, WaitWord word);
    [[nodiscard]] QPushButton *addAct(QLayout *row, const char *name, const QString &text, const char *role);
    [[nodiscard]] const Matter *matter() const;

    OutboxFlow &m_flow;
    const Theme &m_theme;
    QLabel *m_name = nullptr;
    Chip *m_way = nullptr;
    QLabel *m_numbers = nullptr;
    Notice *m_attention = nullptr;
    QLabel *m_why = nullptr;
    QListWidget *m_holdings = nullptr;
    QWidget *m_merging = nullptr;
    MergeTable *m_table = nullptr;
    QLabel *m_outcome = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_allOurs = nullptr;
    QPushButton *m_allCentre = nullptr;
    QWidget *m_acts = nullptr;
    QPushButton *m_sendNow = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_keepCentre = nullptr;
    QPushButton *m_carry = nullptr;
};

} // namespace yichuang
