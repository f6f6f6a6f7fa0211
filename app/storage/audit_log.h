// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/audit_chain.h"
#include "app/storage/kept_things.h"

#include <functional>

namespace yichuang
{

/// Who did what, when: a chain of sealed entries, each hashed with the one before, a head that the window signs every
/// auditHeadEvery, and the heads that the centre countersigned. One thread; entries belong in the transaction of what
/// they tell of.
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
    /// Walks the chain and its heads, the countersigned ones by what they say and not by the centre's signature.
    /// StoreDamaged with the first fault as detail: an edit, a deletion, a swap, a cut.
    [[nodiscard]] Result<Done> verify();
    [[nodiscard]] Result<qint64> count();

    /// The chain's end, signed, where the centre has not countersigned it.
    [[nodiscard]] Result<std::optional<AuditHead>> headToCountersign();
    /// KeyMismatch where the entry of that number is not here or has another hash.
    [[nodiscard]] Result<Done> keepCountersigned(const CountersignedHead &head);

    /// Keeps the window's public key beside those that it had before: heads of each go on being good. A window that is
    /// enrolled anew signs by another.
    [[nodiscard]] Result<Done> noteSigningKey();
    [[nodiscard]] Result<QList<VerifyKey>> signingKeys();
    /// The heads that the window signed by itself, by number.
    [[nodiscard]] Result<QMap<qint64, QByteArray>> ownHeads();
    [[nodiscard]] Result<QList<CountersignedHead>> countersigned();
    /// Every entry in its order; one that does not open comes empty.
    [[nodiscard]] Result<Done> eachEntry(const std::function<void(const AuditEntry &)> &take);

private:
    struct ChainEnd {
        qint64 number = 0;
        QByteArray hash;
    };
    [[nodiscard]] Result<ChainEnd> chainEnd();

    Database &m_database;
    SealedRows &m_seals;
    KeptThings m_kept;
    SigningKey m_signing;
    std::optional<ChainEnd> m_end;
};

} // namespace yichuang
