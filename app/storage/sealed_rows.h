// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/sealing.h"
#include "app/storage/store_terms.h"

#include <QJsonObject>

#include <vector>

namespace yichuang
{

/// Seals what goes into columns and page files. The place (table, row, column), the key's generation and the form of
/// sealing are authenticated, so that sealed values cannot be moved. What the first generation sealed lies as it is;
/// what later ones seal names its generation in front, so that both open while a rotation is under way. One thread.
class SealedRows
{
public:
    struct Spot {
        const char *table;
        QString row;
        const char *column = "sealed";
    };

    explicit SealedRows(const StoreKeys &keys);
    /// From now on seals by these keys.
    void takeUp(const StoreKeys &keys);

    [[nodiscard]] Result<QByteArray> seal(const Spot &spot, const QByteArray &plain);
    /// SealBroken where a byte, the place or the key is another, or of a generation that is not known.
    [[nodiscard]] Result<QByteArray> unseal(const Spot &spot, const QByteArray &sealed);
    [[nodiscard]] Result<QByteArray> sealObject(const Spot &spot, const QJsonObject &object);
    [[nodiscard]] Result<QJsonObject> unsealObject(const Spot &spot, const QByteArray &sealed);

    [[nodiscard]] Result<QByteArray> sealPage(const QString &blob, const QByteArray &plain);
    [[nodiscard]] Result<QByteArray> unsealPage(const QString &blob, const QByteArray &sealed);

    /// By which an identity number is found again without being written: a keyed hash of its trimmed upper-case form;
    /// empty for an empty text.
    [[nodiscard]] QByteArray lookUpHash(const QString &number) const;
    /// The same by every key that may have made one, the newest first; none for an empty text.
    [[nodiscard]] QList<QByteArray> lookUpHashes(const QString &number) const;

    /// How many bytes of a sealed value tell its generation, in the order of bytes.
    static constexpr int markSize = 5;
    /// What is sealed now begins with this; what older keys sealed comes before it. Empty for the first generation.
    [[nodiscard]] QByteArray mark() const;

private:
    struct Keys {
        Keys(Suite suite, const Secret &master, int generation);
        int generation;
        Secret lookUp;
        Sealer rows;
        Sealer pages;
    };
    [[nodiscard]] Result<QByteArray> sealBy(Sealer Keys::*sealer, const Spot &spot, const QByteArray &plain);
    [[nodiscard]] Result<QByteArray> unsealBy(Sealer Keys::*sealer, const Spot &spot, const QByteArray &sealed);

    std::vector<Keys> m_keys; ///< the newest first; never empty
};

} // namespace yichuang
