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

/// The sealed entries, one a case, written in the transaction of the operations they come from. One thread.
class CaseTable
{
public:
    CaseTable(Database &database, SealedRows &seals) : m_database(database), m_seals(seals) {}

    [[nodiscard]] Result<Done> put(const CaseEntry &entry);
    [[nodiscard]] Result<QList<CaseEntry>> all();

private:
    Database &m_database;
    SealedRows &m_seals;
};

} // namespace yichuang
