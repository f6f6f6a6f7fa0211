// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/cases_flow.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace yichuang
{

class CaseDetail;
class CaseList;
class Theme;

/// 办件: the cases held here, with one opened beside the list.
class CasesPage : public QWidget
{
    Q_OBJECT

public:
    /// `now`: UTC, corrected by the centre's offset.
    CasesPage(CasesFlow &flow, std::function<QDateTime()> now, const Theme &theme, QWidget *parent);
    /// Opens one case.
    void open(const QString &caseId);
    /// Searches for a text, as for a number read from paper.
    void search(const QString &text);
    void focusWork();

protected:
    /// Lists are filled while they are seen; what changed meanwhile is shown with the page.
    void showEvent(QShowEvent *event) override;

private:
    void follow();
    void showOpened();

    CasesFlow &m_flow;
    std::function<QDateTime()> m_now;
    QLineEdit *m_search;
    QLabel *m_count;
    CaseList *m_list;
    QPushButton *m_older;
    CaseDetail *m_detail;
    QTimer m_pause;
    bool m_openFirst = false;
    int m_goTo = -1; ///< a line that is to be seen once the list is longer
};

} // namespace yichuang
