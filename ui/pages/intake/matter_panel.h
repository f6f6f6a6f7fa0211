// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit_flow.h"
#include "ui/widgets/labels.h"

class QMenu;
class QProgressBar;
class QPushButton;

namespace yichuang
{

class ActionButton;
class Actions;
class Chip;
class FormPanel;
class MaterialsTable;
class Theme;

/// The middle of the intake: the matter, its form and its materials.
class MatterPanel : public Card
{
    Q_OBJECT

public:
    /// `scan` makes the request that the settings ask for.
    MatterPanel(VisitFlow &flow, std::function<ScanRequest()> scan, const Theme &theme, Actions &actions,
                QWidget *parent);
    /// Puts the focus where there is something to do: the first empty required field, else the materials.
    void focusWork();
    void focusField(const QString &key);
    void focusMaterials();
    /// Reports what is still being typed.
    void flush();
    /// True while something that was typed has not come back saved.
    [[nodiscard]] bool hasUnsaved() const { return !m_sent.isEmpty(); }
    /// Saving failed: nothing is waited for any more.
    void forgetUnsaved() { m_sent = {}; }

private:
    void buildHead();
    void buildMaterials(Actions &actions);
    [[nodiscard]] QWidget *makeScanChoices();
    void buildProgress(Actions &actions);
    void follow();
    void showHead(const Matter &matter, const Case &theCase);
    void showMaterials(const Matter &matter, const Serving &serving);
    void showProgress(const Matter &matter, const Serving &serving);
    void fillSituations(const Matter &matter, const Case &theCase);

    VisitFlow &m_flow;
    std::function<ScanRequest()> m_scan;
    const Theme &m_theme;
    ElidedLabel *m_name = nullptr;
    Chip *m_kind = nullptr;
    Chip *m_mode = nullptr;
    QPushButton *m_situation = nullptr;
    QMenu *m_situations = nullptr;
    FormPanel *m_form = nullptr;
    Chip *m_count = nullptr;
    MaterialsTable *m_materials = nullptr;
    QList<QWidget *> m_actButtons;
    ActionButton *m_shared = nullptr;
    QWidget *m_progress = nullptr;
    QLabel *m_progressWords = nullptr;
    QProgressBar *m_bar = nullptr;
    QString m_situationsOf;
    SituationAnswers m_answers;
    QString m_case;
    QJsonObject m_sent; ///< values reported and not yet seen in the case
    int m_pagesAtStart = -1;
};

} // namespace yichuang
