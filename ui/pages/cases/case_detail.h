// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/cases_flow.h"

#include <QWidget>

class QVBoxLayout;

namespace yichuang
{

class Theme;

/// One case, whole: state, numbers, clocks, applicant, form, materials and what happened.
class CaseDetail : public QWidget
{
    Q_OBJECT

public:
    CaseDetail(const Theme &theme, const Rulebook &rules, QWidget *parent);
    /// `now` is UTC, corrected by the centre's offset.
    void show(const CaseFile &file, const QDateTime &now);
    void empty(const QString &words);

private:
    void showHead(const CaseFile &file, const Matter *matter);
    void showLimits(const Case &theCase, const Matter &matter, const QDate &today);
    void showContent(const Case &theCase, const Matter *matter);
    void showHistory(const CaseFile &file, const QDate &today);
    void addRow(QVBoxLayout *column, const QString &title, const QString &value);

    const Theme &m_theme;
    const Rulebook &m_rules;
    QVBoxLayout *m_column;
};

} // namespace yichuang
