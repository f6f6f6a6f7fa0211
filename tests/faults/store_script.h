// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/chaos/dice.h"
#include "tests/unit/storage/store_desk.h"

namespace yichuang
{

/// What a centre would have by now: a feed with its numbers, and no rules. A value.
struct ScriptedCentre {
    [[nodiscard]] Change take(const Operation &operation);
    [[nodiscard]] QString cursor() const { return QStringLiteral("1:%1").arg(changes.size()); }

    QHash<QString, qint64> versions;
    QList<Change> changes;
};

/// Where a store lies and what it is called with, the same for each opening.
struct ScriptedPlace {
    ScriptedPlace(QString folder, const StoreKeys &storeKeys) : keys(storeKeys) { place.folder = std::move(folder); }
    [[nodiscard]] std::unique_ptr<Ledger> ledger(const chaos::Dice &dice) const;

    StorePlace place{{}, 0, false};
    StoreKeys keys;
    StoreIdentity identity{QStringLiteral("device-1"), QStringLiteral("130102"), 3, 1};
    mutable ManualClock clock{QDateTime(QDate(2026, 11, 23), QTime(1, 0), Qt::UTC)};
};

/// What happens at a window and its link, by chance from the dice: cases, drafts, decisions, papers, pages, visits,
/// documents, sendings, verdicts, changes of others, settlements. Two scripts with the same dice on stores with the
/// same content do the same. Each step is one writing call of the store.
class StoreScript
{
public:
    StoreScript(Ledger &ledger, ScriptedCentre &centre, chaos::Dice dice, int mostText);

    /// Does the next step. A refusal by the rules is an outcome like another; every other reason is given back.
    [[nodiscard]] Result<Done> step();

private:
    [[nodiscard]] Result<Done> openCase();
    [[nodiscard]] Result<Done> moveCase();
    [[nodiscard]] Result<Done> addPage();
    [[nodiscard]] Result<Done> endPrint();
    [[nodiscard]] Result<Done> keepVisit();
    [[nodiscard]] Result<Done> keepDocument();
    [[nodiscard]] Result<Done> markSent();
    [[nodiscard]] Result<Done> recordVerdicts();
    [[nodiscard]] Result<Done> followFeed();
    [[nodiscard]] Result<Done> settle();
    [[nodiscard]] Result<QString> someCase();
    [[nodiscard]] QString clerk();
    [[nodiscard]] QString text();

    Ledger &m_ledger;
    ScriptedCentre &m_centre;
    chaos::Dice m_dice;
    int m_mostText;
};

/// A template for a temporary folder, in memory where the machine has that: for the pages, which are real files.
[[nodiscard]] QString folderInMemory();
/// Everything that the store answers, as lines: two stores with the same lines have kept the same.
[[nodiscard]] Result<QStringList> pictureOf(Ledger &ledger);
/// SQLite's integrity_check of that file, through the file system in force; "ok" where nothing is wrong.
[[nodiscard]] QString integrityOf(const QString &file);

} // namespace yichuang
