// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit_flow.h"
#include "ui/widgets/labels.h"

class QPushButton;

namespace yichuang
{

class Actions;
class Chip;
class FormPanel;
class Theme;

/// Who stands at the window. Numbers are masked; showing one whole is an act that is logged and ends with the visit.
class ApplicantCard : public Card
{
    Q_OBJECT

public:
    ApplicantCard(VisitFlow &flow, const Theme &theme, Actions &actions, QWidget *parent);
    /// Opens the lines for typing and takes the focus.
    void edit();
    /// Shows the number whole, or masks it again.
    void unmask();

private:
    void build(Actions &actions);
    void follow();
    void showValues(const Applicant &applicant);
    void showEditor(const Applicant &applicant);
    void take(const QJsonObject &changed);
    [[nodiscard]] QList<FormField> editorFields(const Applicant &applicant) const;
    [[nodiscard]] QString numberFault(const Applicant &applicant) const;

    VisitFlow &m_flow;
    const Theme &m_theme;
    Applicant m_applicant;
    bool m_whole = false;
    bool m_editing = false;
    QWidget *m_values = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_traits = nullptr;
    QLabel *m_number = nullptr;
    Chip *m_source = nullptr;
    Chip *m_stands = nullptr;
    QFrame *m_rule = nullptr;
    QLabel *m_organisation = nullptr;
    QLabel *m_creditCode = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_fault = nullptr;
    QWidget *m_reveal = nullptr;
    QPushButton *m_edit = nullptr;
    FormPanel *m_editor = nullptr;
};

} // namespace yichuang
