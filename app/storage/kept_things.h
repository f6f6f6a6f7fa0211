// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/storage/database.h"
#include "app/storage/sealed_rows.h"

namespace yichuang
{

/// Single things kept by name, sealed: documents that the centre publishes, a clerk's visit. And plain small
/// values that are nobody's: the cursor, the key's fingerprint; no seal proves these, so each is written with a check
/// that a turned bit does not pass. One thread.
class KeptThings
{
public:
    KeptThings(Database &database, SealedRows &seals) : m_database(database), m_seals(seals) {}

    struct Thing {
        QByteArray bytes;
        QString etag;
    };
    [[nodiscard]] Result<Done> keep(const QString &name, const Thing &thing);
    [[nodiscard]] Result<Done> drop(const QString &name);
    [[nodiscard]] Result<std::optional<Thing>> find(const QString &name);

    /// The mark of the master key that seals now, see keyFingerprint().
    [[nodiscard]] static QString fingerprintMark() { return QStringLiteral("keyFingerprint"); }
    [[nodiscard]] Result<Done> setMark(const QString &name, const QString &value);
    /// Empty where there is none. StoreDamaged where it is not as it was written; one of an earlier program is
    /// believed.
    [[nodiscard]] Result<QString> mark(const QString &name);
    /// Every mark is as it was written, and every thing opens. StoreDamaged or SealBroken.
    [[nodiscard]] Result<Done> verify();

private:
    Database &m_database;
    SealedRows &m_seals;
};

} // namespace yichuang
