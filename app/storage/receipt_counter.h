// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/kept_things.h"
#include "app/storage/store_terms.h"

namespace yichuang
{

/// Counts receipt numbers of this window, by enrolment and day of the hall (UTC+8). The count and the operation that
/// uses it are one transaction, so that no number is given twice and a number that was not committed is free again.
/// What was given last is kept twice: a count that a bad disk has changed gives no number.
class ReceiptCounter
{
public:
    ReceiptCounter(Database &database, KeptThings &kept, const StoreIdentity &identity)
        : m_database(database),
          m_kept(kept),
          m_identity(identity)
    {
    }

    /// The next number in its written form. BadArgument where the identity or the day cannot be written, StoreDamaged
    /// where the count does not follow on the number given last.
    [[nodiscard]] Result<QString> next(const QDateTime &receivedAt);
    /// The count is that of the number given last.
    [[nodiscard]] Result<Done> verify();
    /// Counts were changed on purpose: the next number follows on none.
    [[nodiscard]] static Result<Done> forgetLast(KeptThings &kept);

private:
    Database &m_database;
    KeptThings &m_kept;
    StoreIdentity m_identity;
};

} // namespace yichuang
