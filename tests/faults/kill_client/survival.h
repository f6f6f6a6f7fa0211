// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/tour/job.h"

#include <QJsonObject>
#include <QMap>
#include <QRandomGenerator>

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
/// was acknowledged is there afterwards. One time in three it is killed once more while it opens the store.
class Survival
{
public:
    /// Both must outlive it.
    Survival(Stage &stage, QRandomGenerator &dice) : m_stage(stage), m_dice(dice) {}

    /// The main job with a kill after each step; then all is at the centre. Throws Shortfall.
    void killBetweenSteps();
    /// A short job with a kill after each step, the last one `delayMs` after F9: the receipt is there whole or not at
    /// all, and what was printed stays.
    void killThroughShortJob(int delayMs, bool offline);
    /// The main job off line, and before its decision the window gets one new key after the other: `yichuang-admin
    /// rotate-keys` is killed on its way, then the client, which goes on with the sealing when somebody signs in. At
    /// least so many kills of the two; then the case is decided and comes to the centre with its pages.
    void killInRenewals(int kills);
    /// Of the client and, in renewals, of the program that makes the new key.
    [[nodiscard]] int kills() const { return m_kills; }
    /// Those after which something was sealed by the key of before still.
    [[nodiscard]] int killsWithinRenewals() const { return m_within; }
    /// Keys that came into force.
    [[nodiscard]] int renewals() const { return m_renewals; }

private:
    void killAndLook(const QString &after);
    void kill();
    void killWhileOpening();
    void openAndLook();
    void look() const;
    static void pass(qint64 micros);
    void renewUntilKilled();
    void noteRenewal(int &generation);
    [[nodiscard]] QJsonObject keys() const;
    void noteMaterials();
    void prepareWholeJob(bool killing);
    void prepareShortJob();
    void decideAndKill(int delayMs, bool offline);
    [[nodiscard]] std::optional<QString> receiptShown() const;

    Stage &m_stage;
    QRandomGenerator &m_dice;
    Acknowledged m_known;
    int m_kills = 0;
    int m_within = 0;
    int m_renewals = 0;
};

} // namespace yichuang::tour
