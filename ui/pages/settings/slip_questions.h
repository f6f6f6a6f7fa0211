// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/settings/slip_answers.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace yichuang
{

class FormPanel;

/// Finds a slip printer's profile out: prints a test slip and asks what came out.
class SlipQuestions : public QWidget
{
    Q_OBJECT

public:
    explicit SlipQuestions(QWidget *parent);

public Q_SLOTS:
    /// The slip was printed, or not.
    void ask();

Q_SIGNALS:
    void slipWanted();
    /// A profile as the driver's setting takes it.
    void found(const QJsonValue &profile);

private:
    void weigh();

    QPushButton *m_begin;
    QPushButton *m_take;
    QLabel *m_verdict;
    FormPanel *m_form;
    QJsonObject m_given; ///< by question, what was answered
};

} // namespace yichuang
