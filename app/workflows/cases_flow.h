// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"
#include "app/ports/centre_link.h"
#include "app/workflows/rulebook.h"
#include "app/workflows/shift.h"

namespace yichuang
{

/// 办件: the list of cases held here, newest first, and one opened beside it.
class CasesFlow : public QObject
{
    Q_OBJECT

public:
    CasesFlow(CaseStore &store, const Rulebook &rules, QObject *parent = nullptr);
    void begin(const QString &clerk);
    /// Forgets what was shown; answers that still come are dropped.
    void end();
    void search(const QString &text);
    void open(const QString &caseId);
    [[nodiscard]] const QList<CaseSummary> &cases() const { return m_cases; }
    [[nodiscard]] const std::optional<CaseFile> &opened() const { return m_opened; }
    [[nodiscard]] const Rulebook &rules() const { return m_rules; }

Q_SIGNALS:
    void changed();
    void openedChanged();
    void told(const yichuang::Reason &reason);

private:
    void reload();

    CaseStore &m_store;
    const Rulebook &m_rules;
    QString m_clerk;
    QString m_text;
    QList<CaseSummary> m_cases;
    std::optional<CaseFile> m_opened;
    QString m_wanted; ///< the case asked for last
    Shift m_shift;
    bool m_loading = false;
    bool m_again = false;
};

/// 待发: what waits to be sent and what needs attention.
class OutboxFlow : public QObject
{
    Q_OBJECT

public:
    OutboxFlow(CaseStore &store, CentreLink &link, const Rulebook &rules, QObject *parent = nullptr);
    void begin(const QString &clerk);
    void end();
    void sendNow();
    /// Loads both versions of a case that needs attention.
    void open(const QString &caseId);
    void settle(const QString &caseId, Settlement settlement);
    [[nodiscard]] const QList<CaseSummary> &waiting() const { return m_waiting; }
    [[nodiscard]] const OutboxStanding &standing() const { return m_standing; }
    [[nodiscard]] const std::optional<CaseFile> &opened() const { return m_opened; }
    [[nodiscard]] const Rulebook &rules() const { return m_rules; }
    [[nodiscard]] CentreLink &link() const { return m_link; }

Q_SIGNALS:
    void changed();
    void openedChanged();
    void told(const yichuang::Reason &reason);

private:
    void reload();

    CaseStore &m_store;
    CentreLink &m_link;
    const Rulebook &m_rules;
    QString m_clerk;
    QList<CaseSummary> m_waiting;
    OutboxStanding m_standing;
    std::optional<CaseFile> m_opened;
    QString m_wanted; ///< the case asked for last
    Shift m_shift;
    bool m_loading = false;
    bool m_again = false;
};

} // namespace yichuang
