// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSqlDatabase>

namespace yichuang::bench
{

/// A commit by SQLite alone, as durable as the store's: WAL, synchronous=FULL, one row of so many bytes. One thread,
/// one at a time. Throws tour::Shortfall.
class BareCommit
{
public:
    /// Makes its file in `folder`.
    explicit BareCommit(const QString &folder);
    ~BareCommit();
    BareCommit(const BareCommit &) = delete;
    BareCommit &operator=(const BareCommit &) = delete;

    /// Milliseconds.
    double once(qsizetype size);

private:
    void run(const QString &line);

    QSqlDatabase m_database;
};

} // namespace yichuang::bench
