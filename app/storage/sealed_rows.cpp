// SPDX-License-Identifier: Apache-2.0
#include "app/storage/sealed_rows.h"

#include "app/crypto/digest.h"
#include "app/crypto/kdf.h"

#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>

namespace yichuang
{

namespace
{

constexpr int sealForm = 1;
/// The first byte of a sealed value that names its generation; a Sealer's own begin with 1.
constexpr char named = 2;

QByteArray associated(const SealedRows::Spot &spot, int generation)
{
    QByteArray text("yichuang.store");
    for (const QByteArray &part : {QByteArray(spot.table), spot.row.toUtf8(), QByteArray(spot.column),
                                   QByteArray::number(generation), QByteArray::number(sealForm)}) {
        text += '\n';
        text += part;
    }
    return text;
}

QByteArray markOf(int generation)
{
    if (generation <= 1)
        return {};
    QByteArray mark(SealedRows::markSize, Qt::Uninitialized);
    mark[0] = named;
    qToBigEndian(quint32(generation), mark.data() + 1);
    return mark;
}

/// The generation that sealed a value, and where the value proper begins.
std::pair<qint64, qsizetype> generationOf(const QByteArray &sealed)
{
    if (!sealed.startsWith(named))
        return {1, 0};
    if (sealed.size() < SealedRows::markSize)
        return {0, 0};
    return {qFromBigEndian<quint32>(sealed.constData() + 1), SealedRows::markSize};
}

SealedRows::Spot pageSpot(const QString &blob)
{
    return {"pages", blob, "file"};
}

} // namespace

// The look-up key is of one hash whatever the suite, so that numbers are still found after a hall changes its suite.
SealedRows::Keys::Keys(Suite suite, const Secret &master, int generationOfMaster)
    : generation(generationOfMaster),
      lookUp(derivePurposeKey(Suite::International, master, "yichuang/store/lookup")),
      rows(suite, derivePurposeKey(Suite::International, master, "yichuang/store/rows")),
      pages(suite, derivePurposeKey(Suite::International, master, "yichuang/store/pages"))
{
}

SealedRows::SealedRows(const StoreKeys &keys)
{
    takeUp(keys);
}

void SealedRows::takeUp(const StoreKeys &keys)
{
    m_keys.clear();
    m_keys.emplace_back(keys.suite, keys.master, keys.generation);
    for (auto older = keys.older.constEnd(); older != keys.older.constBegin();) {
        --older;
        m_keys.emplace_back(keys.suite, older.value(), older.key());
    }
}

QByteArray SealedRows::mark() const
{
    return markOf(m_keys.front().generation);
}

Result<QByteArray> SealedRows::sealBy(Sealer Keys::*sealer, const Spot &spot, const QByteArray &plain)
{
    Keys &keys = m_keys.front();
    return (keys.*sealer).seal(plain, associated(spot, keys.generation)).map([&](const QByteArray &sealed) {
        return QByteArray(markOf(keys.generation) + sealed);
    });
}

Result<QByteArray> SealedRows::unsealBy(Sealer Keys::*sealer, const Spot &spot, const QByteArray &sealed)
{
    const auto [generation, start] = generationOf(sealed);
    const auto keys = std::find_if(m_keys.begin(), m_keys.end(),
                                   [wanted = generation](const Keys &one) { return one.generation == wanted; });
    if (keys == m_keys.end())
        return failure(Fault::SealBroken, QStringLiteral("store.unseal"),
                       QStringLiteral("no key of generation %1").arg(generation));
    return ((*keys).*sealer).unseal(start == 0 ? sealed : sealed.mid(start), associated(spot, keys->generation));
}

Result<QByteArray> SealedRows::seal(const Spot &spot, const QByteArray &plain)
{
    return sealBy(&Keys::rows, spot, plain);
}

Result<QByteArray> SealedRows::unseal(const Spot &spot, const QByteArray &sealed)
{
    return unsealBy(&Keys::rows, spot, sealed);
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
    return sealBy(&Keys::pages, pageSpot(blob), plain);
}

Result<QByteArray> SealedRows::unsealPage(const QString &blob, const QByteArray &sealed)
{
    return unsealBy(&Keys::pages, pageSpot(blob), sealed);
}

QByteArray SealedRows::lookUpHash(const QString &number) const
{
    return lookUpHashes(number).value(0);
}

QList<QByteArray> SealedRows::lookUpHashes(const QString &number) const
{
    const QByteArray form = number.trimmed().toUpper().toUtf8();
    QList<QByteArray> hashes;
    if (form.isEmpty())
        return hashes;
    for (const Keys &keys : m_keys)
        hashes.append(keyedHash(Suite::International, keys.lookUp, form));
    return hashes;
}

} // namespace yichuang
