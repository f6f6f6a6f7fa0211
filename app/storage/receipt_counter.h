// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"
#include "app/storage/store_terms.h"

namespace yichuang
{

/// Counts receipt numbers of this window, by enrolment and day of the hall (UTC+8). The count and the operation that
/// uses it are one transaction, so that no number is given twice and a number that was not committed is free again.
class ReceiptCounter
{
public:
    ReceiptCounter(Database &database, const StoreIdentity &identity) : m_database(database), m_identity(identity) {}

    /// The next number in its written form. BadArgument where the identity or the day cannot be written.
    [[nodiscard]] Result<QString> next(const QDateTime &receivedAt);

private:
    Database &m_database;
    StoreIdentity m_identity;
};

} // namespace yichuang
