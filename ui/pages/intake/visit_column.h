// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/citizen_flow.h"

#include <QWidget>

class QVBoxLayout;

namespace yichuang
{

class Actions;
class ApplicantCard;
class Theme;

/// The left of the intake: the applicant, what the visitor is asked, and the matters of this visit.
class VisitColumn : public QWidget
{
    Q_OBJECT

public:
    VisitColumn(VisitFlow &flow, CitizenFlow &citizen, const Theme &theme, Actions &actions, QWidget *parent);
    [[nodiscard]] ApplicantCard *applicant() const { return m_applicant; }

private:
    struct Line {
        QString name;
        QString note;
        bool current = false;
        bool operator==(const Line &) const = default;
    };
    void follow();
    void rebuild(const QList<Line> &lines);
    [[nodiscard]] QWidget *makeLine(const Line &line, int index);

    VisitFlow &m_flow;
    const Theme &m_theme;
    ApplicantCard *m_applicant;
    QVBoxLayout *m_matters;
    QWidget *m_add;
    QList<Line> m_lines;
    bool m_built = false;
};

} // namespace yichuang
