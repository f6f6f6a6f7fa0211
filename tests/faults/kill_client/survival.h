// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/job.h"

#include <QMap>

namespace yichuang::tour
{

/// What the screen has acknowledged of a visit, and must show again after a kill.
struct Acknowledged {
    bool serving = false;
    QString ticket;
    QString holder; ///< name of the applicant
    QString matter;
    QMap<QString, QString> fields;    ///< title → value
    QMap<QString, QString> materials; ///< name → the line as a screen reader is told
    int missing = -1;                 ///< -1: no case open
    QString receipt;
    QString caseNumber;
};

/// Kills the real client with SIGKILL again and again while the main job is played, and looks whether everything that
/// was acknowledged is there afterwards.
class Survival
{
public:
    explicit Survival(Stage &stage) : m_stage(stage) {}

    /// The main job with a kill after each step; then all is at the centre. Throws Shortfall.
    void killBetweenSteps();
    /// A short job, killed `delayMs` after F9; the receipt is there whole or not at all, and what was printed stays.
    void killInDecision(int delayMs, bool offline);
    /// A short job with a kill after each step, the last one `delayMs` after F9.
    void killThroughShortJob(int delayMs, bool offline);
    [[nodiscard]] int kills() const { return m_kills; }

private:
    void killAndLook(const QString &after);
    void look() const;
    void noteMaterials();
    void prepareShortJob(bool killing);
    void decideAndKill(int delayMs, bool offline);
    [[nodiscard]] std::optional<QString> receiptShown() const;

    Stage &m_stage;
    Acknowledged m_known;
    int m_kills = 0;
};

} // namespace yichuang::tour
