// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre_link.h"
#include "app/workflows/visit.h"

namespace yichuang
{

/// Everything a visit needs from outside.
struct VisitPorts {
    CaseStore &store;
    Centre &centre;
    CentreLink &link;
    IdReader &reader;
    PageSource &scanner;
    PaperPress &press;
    const Clock &clock;
};

/// Runs visit::step(): turns what devices, store and clerk report into events, and effects into calls of ports. The
/// main thread; never waits.
class VisitFlow : public QObject
{
    Q_OBJECT

public:
    VisitFlow(VisitPorts ports, const Rulebook &rules, QObject *parent = nullptr);
    [[nodiscard]] const VisitState &state() const { return m_state; }
    [[nodiscard]] const Rulebook &rules() const { return m_rules; }
    /// What is still missing for the current case; empty where there is none.
    [[nodiscard]] Missing missing() const;
    [[nodiscard]] Deadlines deadlines() const;
    /// The matter of the current case, or nullptr.
    [[nodiscard]] const Matter *matter() const;
    /// The corrected time, UTC.
    [[nodiscard]] QDateTime now() const;
    /// Sets who works, and reopens the visit that a crash or a lock left.
    void begin(const QString &clerk);
    void end();
    void handle(const VisitEvent &event);
    /// The rules were replaced: pages show the new ones.
    void rulesChanged() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();
    /// Something a person must be told; the page makes the sentence.
    void told(const yichuang::Reason &reason);
    void printWanted();

private:
    void run(const VisitEffect &effect);
    void reopen(const KeptVisit &visit);
    void commit(const CommitRequest &request);
    void putPage(const ScannedPage &page, MaterialSource source, const QString &caseId, const QString &material);
    void refreshCase(const QString &caseId);

    VisitPorts m_ports;
    const Rulebook &m_rules;
    VisitState m_state = WindowFree{};
    QString m_clerk;
    int m_walkIns = 0;
    QString m_scanCase;
    QString m_scanMaterial;
};

} // namespace yichuang
