// SPDX-License-Identifier: Apache-2.0
#include "app/storage/sealed_rows.h"

#include "app/crypto/digest.h"
#include "app/crypto/kdf.h"

#include <QJsonDocument>

namespace yichuang
{

namespace
{

constexpr int sealForm = 1;

} // namespace

// The look-up key is of one hash whatever the suite, so that numbers are still found after a hall changes its suite.
SealedRows::SealedRows(const StoreKeys &keys)
    : m_generation(keys.generation),
      m_lookUp(derivePurposeKey(Suite::International, keys.master, "yichuang/store/lookup")),
      m_rows(keys.suite, derivePurposeKey(Suite::International, keys.master, "yichuang/store/rows")),
      m_pages(keys.suite, derivePurposeKey(Suite::International, keys.master, "yichuang/store/pages"))
{
}

QByteArray SealedRows::associated(const Spot &spot) const
{
    QByteArray text("yichuang.store");
    for (const QByteArray &part : {QByteArray(spot.table), spot.row.toUtf8(), QByteArray(spot.column),
                                   QByteArray::number(m_generation), QByteArray::number(sealForm)}) {
        text += '\n';
        text += part;
    }
    return text;
}

Result<QByteArray> SealedRows::seal(const Spot &spot, const QByteArray &plain)
{
    return m_rows.seal(plain, associated(spot));
}

Result<QByteArray> SealedRows::unseal(const Spot &spot, const QByteArray &sealed)
{
    return m_rows.unseal(sealed, associated(spot));
}

Result<QByteArray> SealedRows::sealObject(const Spot &spot, const QJsonObject &object)
{
    return seal(spot, QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<QJsonObject> SealedRows::unsealObject(const Spot &spot, const QByteArray &sealed)
{
    auto plain = unseal(spot, sealed);
    if (!plain)
        return failure(plain.error());
    const QJsonDocument document = QJsonDocument::fromJson(*plain);
    if (!document.isObject())
        return failure(Fault::StoreDamaged, QStringLiteral("store.unseal"), QString::fromLatin1(spot.table));
    return document.object();
}

Result<QByteArray> SealedRows::sealPage(const QString &blob, const QByteArray &plain)
{
    return m_pages.seal(plain, associated({"pages", blob, "file"}));
}

Result<QByteArray> SealedRows::unsealPage(const QString &blob, const QByteArray &sealed)
{
    return m_pages.unseal(sealed, associated({"pages", blob, "file"}));
}

QByteArray SealedRows::lookUpHash(const QString &number) const
{
    const QString form = number.trimmed().toUpper();
    return form.isEmpty() ? QByteArray() : keyedHash(Suite::International, m_lookUp, form.toUtf8());
}

} // namespace yichuang
