// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/sealing.h"
#include "app/storage/store_terms.h"

#include <QJsonObject>

namespace yichuang
{

/// Seals what goes into columns and page files. The place (table, row, column), the key's generation and the form of
/// sealing are authenticated, so that sealed values cannot be moved. One thread.
class SealedRows
{
public:
    struct Spot {
        const char *table;
        QString row;
        const char *column = "sealed";
    };

    explicit SealedRows(const StoreKeys &keys);

    [[nodiscard]] Result<QByteArray> seal(const Spot &spot, const QByteArray &plain);
    /// SealBroken where a byte, the place or the key is another.
    [[nodiscard]] Result<QByteArray> unseal(const Spot &spot, const QByteArray &sealed);
    [[nodiscard]] Result<QByteArray> sealObject(const Spot &spot, const QJsonObject &object);
    [[nodiscard]] Result<QJsonObject> unsealObject(const Spot &spot, const QByteArray &sealed);

    [[nodiscard]] Result<QByteArray> sealPage(const QString &blob, const QByteArray &plain);
    [[nodiscard]] Result<QByteArray> unsealPage(const QString &blob, const QByteArray &sealed);

    /// By which an identity number is found again without being written: a keyed hash of its trimmed upper-case form;
    /// empty for an empty text.
    [[nodiscard]] QByteArray lookUpHash(const QString &number) const;

private:
    [[nodiscard]] QByteArray associated(const Spot &spot) const;

    int m_generation;
    Secret m_lookUp;
    Sealer m_rows;
    Sealer m_pages;
};

} // namespace yichuang
