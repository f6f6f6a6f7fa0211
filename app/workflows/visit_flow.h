// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/base/shift.h"
#include "app/ports/centre_link.h"
#include "app/workflows/sign_in.h"
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
    RandomSource random = systemRandom();
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
    /// Sets who works, and reopens the visit that a crash left; what happens before that is known waits for it.
    void begin(const QString &clerk);
    /// Nothing that was asked for before reaches the next shift. A batch under way is stopped.
    void end();
    void handle(const VisitEvent &event);
    /// What the scanner can do, as PageSource::abilities().
    [[nodiscard]] QFuture<Result<ScannerAbilities>> scannerAbilities(const QString &scanner)
    {
        return m_ports.scanner.abilities(scanner);
    }
    /// From here on cards and what the reader says are taken only while a clerk is signed in and the window is not
    /// covered. A batch that was asked for before goes on. `signIn` must outlive this.
    void heed(const SignInFlow &signIn) { m_signIn = &signIn; }
    /// The rules were replaced: pages show the new ones.
    void rulesChanged() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();
    /// Something a person must be told; the page makes the sentence.
    void told(const yichuang::Reason &reason);
    void printWanted();
    /// How much of the page under way has come, in per cent.
    void scanProgressed(int percent);

private:
    /// Somebody stands at the window who may see and do things.
    [[nodiscard]] bool isAttended() const;
    void take(const VisitEvent &event);
    void run(const VisitEffect &effect);
    void callNext();
    void commit(const effect::Commit &wanted);
    void keep(const effect::Keep &wanted);
    void scan(const effect::Scan &wanted);
    void import(const effect::Import &wanted);
    void reopen(const KeptVisit &kept);
    void loadKept(const KeptVisit &kept, const QList<CaseFile> &loaded, qsizetype next);
    void endReopening();
    void batchPage(const ScannedPage &page);
    void batchEnded(int pages, const std::optional<Reason> &reason);
    void batchSettled();
    void noteWalkIn(const std::optional<Ticket> &ticket);
    void refreshCase(const QString &caseId);

    /// One batch of the scanner: its pages belong to the case and material for which it was asked, however late.
    struct Batch {
        QString caseId;
        QString material;
        int shift = 0;                          ///< in which it was asked for
        int onTheirWay = 0;                     ///< pages being written to the disk
        std::optional<visit::ScanEnded> ending; ///< the scanner is done; told when the last page is there
    };

    VisitPorts m_ports;
    const Rulebook &m_rules;
    VisitState m_state = WindowFree{};
    QString m_clerk;
    int m_walkIns = 0;
    QString m_call; ///< id of the call of the next visitor whose answer was not heard yet
    std::optional<Batch> m_batch;
    QList<VisitEvent> m_early; ///< what happened while the kept visit was being reopened
    bool m_reopening = false;
    Shift m_shift;
    const SignInFlow *m_signIn = nullptr;
};

} // namespace yichuang
