// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/outbox_flow.h"
#include "ui/pages/outbox/wait_words.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace yichuang
{

class Actions;
class CarryPanel;
class QueueActs;
class Theme;
class WaitingCase;
class WaitingList;

/// 待发: what waits for the centre, why, and when it goes on; what needs attention, part by part; carrying work to
/// another window.
class OutboxPage : public QWidget
{
    Q_OBJECT

public:
    OutboxPage(OutboxFlow &flow, std::function<QDateTime()> now, const Theme &theme, Actions &actions, QWidget *parent);
    /// Shows the first case that needs somebody, or the first that waits.
    void focusWork();
    /// Opens the panel that writes a bundle of the chosen cases; of all that waits where one at most is chosen.
    void carryAway();
    void bringIn();

protected:
    /// Lists are filled while they are seen; what changed meanwhile is shown with the page.
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildList(Actions &actions);
    void follow();
    void followChoice();
    void showOpened();
    void open(CarryPanel *panel, const QStringList &caseIds);
    void closePanel();
    [[nodiscard]] HallTime time() const;
    [[nodiscard]] QString standingInWords() const;
    [[nodiscard]] QString linkInWords() const;

    OutboxFlow &m_flow;
    std::function<QDateTime()> m_now;
    const Theme &m_theme;
    QLabel *m_standing = nullptr;
    QLabel *m_why = nullptr;
    WaitingList *m_list = nullptr;
    QPushButton *m_carry = nullptr;
    QStackedWidget *m_side = nullptr;
    WaitingCase *m_case = nullptr;
    CarryPanel *m_out = nullptr;
    CarryPanel *m_in = nullptr;
};

} // namespace yichuang
