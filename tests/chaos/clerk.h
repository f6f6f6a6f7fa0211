// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workflows/visit_drafts.h"
#include "tests/chaos/world_window.h"

namespace yichuang::chaos
{

/// Works at a window: opens cases, fills them, adds pages, decides, comes back to them, meddles with those of other
/// windows, settles what needs attention. What is done comes from the workflows; which of it, from the dice.
class ChaosClerk : public QObject
{
    Q_OBJECT

public:
    ChaosClerk(const Surroundings &world, WorldWindow &window, QStringList &allCases, Dice dice);

    void work();
    void rest() { m_works = false; }
    /// Settles every case that needs attention, for the centre's version.
    void settleAll();
    void openCase() { open(); }
    /// A new case and its receipt, to be committed by whoever asks.
    [[nodiscard]] CommitRequest newReceipt();
    void setField(const QString &caseId, const QString &key, const QString &value);

private:
    template <typename T, typename Act>
    void then(const QFuture<Result<T>> &future, Act act);
    void next();
    void act();
    void open();
    [[nodiscard]] CommitRequest opening();
    void goOn(const QString &caseId, bool own);
    void change(const CaseFile &file, bool own);
    void prepare(const CaseFile &file, bool own);
    void addPage(const CaseFile &file);
    void decide(const CaseFile &file);
    void settleOne(Settlement settlement);
    void save(const CommitRequest &request);
    [[nodiscard]] CommitRequest requestFor(const QString &caseId, const QList<OperationDraft> &drafts) const;
    [[nodiscard]] VisitContext context();

    const Surroundings &m_world;
    WorldWindow &m_window;
    QStringList &m_allCases;
    Dice m_dice;
    QStringList m_ownCases;
    bool m_works = false;
};

} // namespace yichuang::chaos
