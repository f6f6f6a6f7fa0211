// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"
#include "app/storage/held_case.h"
#include "app/storage/sealed_rows.h"

namespace yichuang
{

/// What lists and the outbox need of a case, without folding it. The applicant's name is whole here.
struct CaseEntry {
    CaseSummary summary;
    QByteArray holderHash;   ///< SealedRows::lookUpHash() of the applicant's number
    QDateTime oldestWaiting; ///< wall time of the oldest operation that waits; invalid where none does
};
[[nodiscard]] CaseEntry entryOf(const HeldCase &held, const SealedRows &seals);
/// A draft, or something waits to be sent, or it needs attention.
[[nodiscard]] bool isPressing(const CaseEntry &entry);
/// As lists show it: the name masked.
[[nodiscard]] CaseSummary shownIn(const CaseEntry &entry);

/// The sealed entries, one a case, written in the transaction of the operations they come from. One thread.
class CaseTable
{
public:
    CaseTable(Database &database, SealedRows &seals) : m_database(database), m_seals(seals) {}

    [[nodiscard]] Result<Done> put(const CaseEntry &entry);
    [[nodiscard]] Result<QList<CaseEntry>> all();
    /// Those that press; others may be among them.
    [[nodiscard]] Result<QList<CaseEntry>> pressing();
    /// Those that are there, in the order of the ids.
    [[nodiscard]] Result<QList<CaseEntry>> some(const QStringList &ids);

    /// How far all cases have been read, in the order in which they were made.
    struct Mark {
        qint64 row = 0;
        bool isEnd = false;
    };
    /// The next ones, some `count`; moves the mark.
    [[nodiscard]] Result<QList<CaseEntry>> next(Mark &mark, int count);
    /// The next ones newest first, then by id; behind `last` where that is given.
    [[nodiscard]] Result<QList<CaseEntry>> newest(const CaseEntry *last, int count);

private:
    [[nodiscard]] Result<CaseEntry> unsealed(const Row &row);
    [[nodiscard]] Result<QList<CaseEntry>> unsealed(const Result<Rows> &rows);

    Database &m_database;
    SealedRows &m_seals;
};

} // namespace yichuang
