// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit_flow.h"
#include "ui/widgets/labels.h"

class QPushButton;
class QRadioButton;

namespace yichuang
{

class Theme;

/// 一件事: its questions, and the matters that the answers call for, before any case is opened. Enter begins, Esc
/// leaves.
class OneThingPanel : public Card
{
    Q_OBJECT

public:
    OneThingPanel(VisitFlow &flow, const Theme &theme, QWidget *parent);
    /// Puts the focus on the first question's answer.
    void begin();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Option {
        QString situation;
        QString option;
        QRadioButton *button = nullptr;
    };
    void follow();
    void ask(const OneThing &oneThing);
    void showMatters(const OneThing &oneThing, const SituationAnswers &answers);

    VisitFlow &m_flow;
    const Theme &m_theme;
    ElidedLabel *m_name = nullptr;
    QVBoxLayout *m_questions = nullptr;
    QLabel *m_mattersTitle = nullptr;
    QLabel *m_matters = nullptr;
    QPushButton *m_begin = nullptr;
    QString m_asked; ///< code of the one thing whose questions stand here
    QList<Option> m_options;
};

} // namespace yichuang
