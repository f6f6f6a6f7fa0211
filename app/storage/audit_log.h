// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"
#include "app/storage/sealed_rows.h"

namespace yichuang
{

/// Who did what, when: a chain of sealed entries, each hashed with the one before, and a signed head every 100. One
/// thread; entries belong in the transaction of what they tell of.
class AuditLog
{
public:
    AuditLog(Database &database, SealedRows &seals, const SigningKey &signing);

    struct Entry {
        QString act;   ///< as in "commit", "settle", "verdict"
        QString clerk; ///< empty for what sync does
        QString caseId;
        QStringList operations; ///< ids
        QString note;           ///< no personal data
    };
    [[nodiscard]] Result<Done> append(const Entry &entry, const QDateTime &now);
    void forget() { m_end.reset(); }
    /// Walks the chain and its heads. StoreDamaged or SealBroken at the first fault: an edit, a deletion, a swap.
    [[nodiscard]] Result<Done> verify();
    [[nodiscard]] Result<qint64> count();

private:
    struct ChainEnd {
        qint64 number = 0;
        QByteArray hash;
    };
    [[nodiscard]] Result<ChainEnd> chainEnd();

    Database &m_database;
    SealedRows &m_seals;
    SigningKey m_signing;
    std::optional<ChainEnd> m_end;
};

} // namespace yichuang
