// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/citizen_flow.h"
#include "ui/widgets/matter_picker.h"
#include "ui/widgets/staged_work.h"

#include <QPointer>
#include <QWidget>

class QFileDialog;
class QHBoxLayout;
class QScrollArea;
class QStackedWidget;

namespace yichuang
{

class Actions;
class DecisionColumn;
class MatterPanel;
class OneThingPanel;
class Theme;
class VisitColumn;

/// 受理: one screen for the main job.
class IntakePage : public QWidget
{
    Q_OBJECT

public:
    /// `scan`: what F5 asks the scanner for. The page adds the pieces of itself to `work`, before what waits there, and
    /// may be used when they are done.
    IntakePage(VisitFlow &flow, CitizenFlow &citizen, MatterLookup lookup, std::function<ScanRequest()> scan,
               const Theme &theme, Actions &actions, StagedWork &work, QWidget *parent);
    /// Puts the focus where the work goes on.
    void focusWork();
    /// The catalogue was replaced.
    void refreshMatters();

private:
    void buildVisit();
    void buildMiddle();
    void buildMatter();
    void buildDecision();
    void bind(Actions &actions);
    void follow();
    void turn();
    void import();
    void enableActs();
    /// Decides as soon as everything typed is saved.
    void decide(std::function<void()> decision);
    void decideWhenSaved();
    /// Supplies the chosen material in one stroke and, once that is saved, goes on to the next that is missing.
    void supply(const VisitEvent &event);
    void goOn();

    VisitFlow &m_flow;
    CitizenFlow &m_citizen;
    MatterLookup m_lookup;
    std::function<ScanRequest()> m_scan;
    const Theme &m_theme;
    Actions &m_actions;
    StagedWork m_turns;
    QHBoxLayout *m_row = nullptr;
    VisitColumn *m_visit = nullptr;
    QStackedWidget *m_middle = nullptr;
    QWidget *m_free = nullptr;
    MatterPicker *m_picker = nullptr;
    QScrollArea *m_oneThingScroll = nullptr;
    OneThingPanel *m_oneThing = nullptr;
    QScrollArea *m_matterScroll = nullptr;
    MatterPanel *m_matter = nullptr;
    DecisionColumn *m_decision = nullptr;
    QScrollArea *m_decisionScroll = nullptr;
    QString m_shownCase;
    QPointer<QFileDialog> m_importing;
    QString m_importFolder;
    QString m_goOnFrom;
    std::function<void()> m_decisionWaits;
};

} // namespace yichuang
