// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/citizen.h"
#include "app/workflows/visit_flow.h"

#include <QTimer>

namespace yichuang
{

/// Runs step() of citizen.h: follows the visit, takes what clerk and visitor answer, keeps signatures. The main thread;
/// never waits. What is to be shown is here whether a screen is plugged in or not, so that nothing is lost with it.
class CitizenFlow : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    CitizenFlow(VisitFlow &visit, CaseStore &store, const SignInFlow &signIn, const Clock &clock,
                QObject *parent = nullptr);
    [[nodiscard]] const CitizenState &state() const { return m_state; }
    void begin(const QString &clerk);
    /// The hall's picture at once.
    void end();
    void handle(const CitizenEvent &event);
    /// Whether a screen faces the visitor now.
    [[nodiscard]] bool isPresent() const { return m_present; }
    void setPresent(bool present);
    /// Ends the thanks where it is time.
    void look() { handle(citizen::Looked{}); }

Q_SIGNALS:
    void changed();
    void presentChanged(bool present);
    void told(const yichuang::Reason &reason);

private:
    void follow();
    void run(const CitizenEffect &wanted);
    void keep(const citizen_effect::Keep &wanted);
    void commit(const QString &caseId, const QList<PageRef> &pages);

    VisitFlow &m_visit;
    CaseStore &m_store;
    const SignInFlow &m_signIn;
    const Clock &m_clock;
    CitizenState m_state = CitizenIdle{};
    QString m_clerk;
    QTimer m_looks;
    Shift m_shift;
    bool m_present = false;
};

} // namespace yichuang
