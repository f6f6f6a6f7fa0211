// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit_flow.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace yichuang
{

class Actions;
class Card;
class Chip;
class Theme;

/// The right of the intake: time limits, what is missing, the decision, what will be printed, what happened.
class DecisionColumn : public QWidget
{
    Q_OBJECT

public:
    DecisionColumn(VisitFlow &flow, const Theme &theme, Actions &actions, QWidget *parent);
    /// The one-time notice; asks for words in place where nothing is missing.
    void notice();
    /// Refusal: asks for the reason in place, then refuses.
    void refuse();

Q_SIGNALS:
    void applicantWanted();
    void fieldWanted(const QString &key);
    void materialWanted(const QString &id);

private:
    enum class Asking { Nothing, Notice, Refusal };
    struct MissingLine {
        enum class Kind { Applicant, Field, Material };
        Kind kind = Kind::Field;
        QString id;
        QString words;
        bool operator==(const MissingLine &) const = default;
    };

    void buildDecision(Actions &actions);
    void buildReason();
    void follow();
    void showDeadlines(const Matter &matter);
    void showMissing(const Matter &matter);
    void showOutcome(const CaseFile &file);
    void showHistory(const CaseFile &file);
    void ask(Asking what);
    void answer();
    [[nodiscard]] QList<MissingLine> missingLines(const Matter &matter) const;

    VisitFlow &m_flow;
    const Theme &m_theme;
    Card *m_limits;
    QLabel *m_promised = nullptr;
    QLabel *m_promisedDay = nullptr;
    QLabel *m_statutory = nullptr;
    QLabel *m_statutoryDay = nullptr;
    QLabel *m_limitsNote = nullptr;
    Card *m_missing;
    QVBoxLayout *m_missingLines = nullptr;
    QLabel *m_tolerable = nullptr;
    QList<MissingLine> m_shownMissing;
    bool m_missingBuilt = false;
    Card *m_decision;
    QWidget *m_deciding = nullptr;
    QWidget *m_decided = nullptr;
    QWidget *m_reasonBox = nullptr;
    QLabel *m_reasonTitle = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_tolerance = nullptr;
    QLabel *m_prints = nullptr;
    Chip *m_stateChip = nullptr;
    Chip *m_syncChip = nullptr;
    QLabel *m_receipt = nullptr;
    QLabel *m_number = nullptr;
    Card *m_history;
    QLabel *m_historyWords = nullptr;
    Asking m_asking = Asking::Nothing;
};

} // namespace yichuang
