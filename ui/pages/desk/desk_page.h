// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/cases_flow.h"
#include "app/workflows/visit_flow.h"

#include <QWidget>

class QLabel;

namespace yichuang
{

class Actions;
class CaseList;
class Theme;

/// 叫号: who is at the window, how the queue stands, and what was done last.
class DeskPage : public QWidget
{
    Q_OBJECT

public:
    DeskPage(VisitFlow &visit, CasesFlow &cases, CentreLink &link, const Theme &theme, Actions &actions,
             QWidget *parent);

Q_SIGNALS:
    void caseWanted(const QString &caseId);

protected:
    /// Lists are filled while they are seen; what changed meanwhile is shown with the page.
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildTicket(Actions &actions);
    [[nodiscard]] QWidget *buildQueue();
    [[nodiscard]] QWidget *buildRecent();
    void showVisit();
    void showQueue();
    void showRecent();

    VisitFlow &m_visit;
    CasesFlow &m_cases;
    CentreLink &m_link;
    const Theme &m_theme;
    QLabel *m_state = nullptr;
    QLabel *m_number = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_waiting = nullptr;
    QLabel *m_longest = nullptr;
    QLabel *m_queueNote = nullptr;
    QList<QWidget *> m_whenFree;
    QList<QWidget *> m_whenServing;
    CaseList *m_recent = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace yichuang
