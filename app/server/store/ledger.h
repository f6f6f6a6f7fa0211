// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/domain/clocks.h"
#include "app/domain/matter.h"
#include "app/server/store/cases.h"
#include "app/server/store/devices.h"

namespace yichuang::server
{

/// What the ledger goes by; lives as long as the server.
struct LedgerRules {
    QString hall;
    QString hallName;
    Catalogue catalogue;
    QList<Catalogue> earlierCatalogues{};  ///< newest first
    const WorkingDays *calendar = nullptr; ///< never null while operations are taken in
    ClockRules clocks{};                   ///< as published
    int recoverySeconds = 600;             ///< see Configuration
    bool departmentsPlayed = false;        ///< the demo's departments answer by themselves
    QList<int> departmentDelaysMs{};       ///< before each of their steps
    bool departmentsAtRealPace = false;    ///< they take days, by what the matter promises, instead
    const Clock *clock = nullptr;
    RandomSource random{};

    /// The matter under which the case was taken, see matterAsTaken(); nullptr where no catalogue has it.
    [[nodiscard]] const Matter *matterOf(const Case &theCase) const;
};

/// An operation as it came, looked at without the case: form, maker, signature. A refusal found here is final for
/// these bytes, but is not stored, because nothing proves who sent them.
struct Incoming {
    Operation operation;
    QString hash; ///< hex SHA-256 of the canonical bytes
    std::optional<OperationVerdict> refusal;
};

/// A refusal; `detail` is cut at 200 characters.
[[nodiscard]] OperationVerdict refusedVerdict(const QString &operation, Fault fault, const QString &detail);

/// Checks one foreign operation, sent by `sender`. Its signature says which window of the hall made it, of whatever
/// generation: a window sends what it brought from another one in a bundle, too.
[[nodiscard]] Incoming examine(Sql &sql, const QJsonObject &json, const DeviceRecord &sender);

/// The first change of others since the maker's base version that touches the same parts; nothing where none does.
[[nodiscard]] const Change *conflictOf(const QList<Change> &history, const Operation &operation);

/// Gives every operation its verdict, in order, first come first served within a case: after a refusal the batch's
/// later operations of that case are refused too, unstored. Verdict and effect are written in the caller's one
/// transaction. An operation seen before gets its first verdict again.
[[nodiscard]] QList<OperationVerdict> postOperations(Sql &sql, const LedgerRules &rules, const QList<Incoming> &batch);

/// An act of the centre itself on a case, in the caller's transaction. NotFound, or what the fold says.
[[nodiscard]] Result<Change> actAtCentre(Sql &sql, const LedgerRules &rules, const QString &caseId, OperationKind kind,
                                         const QJsonObject &payload, const QString &clerk = {});

/// 视为受理: lets time accept the cases in which nobody asked for anything within the five working days
/// (行政许可法 art. 32), up to 200 a call. In a transaction; how many they were.
[[nodiscard]] int acceptByTime(Sql &sql, const LedgerRules &rules);

} // namespace yichuang::server
