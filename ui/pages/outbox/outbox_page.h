// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/cases_flow.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace yichuang
{

class Actions;
class CaseList;
class Chip;
class ComparisonTable;
class Notice;
class Theme;

/// 待发: what waits for the centre, why, and what needs attention, with both versions.
class OutboxPage : public QWidget
{
    Q_OBJECT

public:
    OutboxPage(OutboxFlow &flow, std::function<QDateTime()> now, const Theme &theme, Actions &actions, QWidget *parent);
    /// Shows the first case that needs attention, or the first that waits.
    void focusWork();

protected:
    /// Lists are filled while they are seen; what changed meanwhile is shown with the page.
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildList(Actions &actions);
    [[nodiscard]] QWidget *buildDetail();
    void follow();
    void showOpened();
    void settle(Settlement settlement);

    OutboxFlow &m_flow;
    std::function<QDateTime()> m_now;
    const Theme &m_theme;
    QLabel *m_standing = nullptr;
    QLabel *m_why = nullptr;
    CaseList *m_list = nullptr;
    QLabel *m_name = nullptr;
    Chip *m_way = nullptr;
    QLabel *m_numbers = nullptr;
    Notice *m_attention = nullptr;
    QLabel *m_words = nullptr;
    ComparisonTable *m_comparison = nullptr;
    QWidget *m_settling = nullptr;
    QString m_opened;
};

} // namespace yichuang
