// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/sealing.h"

#include <QString>

namespace yichuang::server
{

/// Where a sealed value lies; authenticated with it, so that values cannot be moved.
struct SealSpot {
    const char *column; ///< "table.column"
    QString hall;
    QString row; ///< the rest of the row's key
};

/// Seals the columns of the centre's database that hold what is personal. Its key lies in the data folder and never in
/// the database: who has the database alone reads no name and no number. One thread.
class RowSeal
{
public:
    /// An empty key seals nothing.
    RowSeal(Suite suite, const Secret &key);

    /// KeyMismatch without a key.
    [[nodiscard]] Result<QByteArray> seal(const SealSpot &spot, const QByteArray &plain);
    /// SealBroken where a byte, the place or the key is another; KeyMismatch without a key.
    [[nodiscard]] Result<QByteArray> unseal(const SealSpot &spot, const QByteArray &sealed);
    /// By which a person's number is found without being written: a keyed hash of its trimmed upper-case form, 64
    /// characters of hex; null for an empty number or without a key.
    [[nodiscard]] QString lookUpHash(const QString &number) const;

private:
    Suite m_suite;
    Secret m_lookUp;
    std::optional<Sealer> m_rows;
};

} // namespace yichuang::server
