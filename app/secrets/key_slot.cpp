// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/key_slot.h"

#include "app/crypto/key_box.h"

namespace yichuang
{
namespace
{

constexpr qsizetype largestPart = 4096;

tl::unexpected<Reason> damaged(const QString &member)
{
    return failure(Fault::StoreDamaged, QStringLiteral("secrets.keySlot"), member);
}

QByteArray bytesOf(const QJsonObject &json, const QString &member)
{
    const QString text = json.value(member).toString();
    if (text.size() > largestPart * 2)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

} // namespace

template <typename Wrap>
Result<KeySlot> KeySlot::lockedBy(Suite suite, const Secret &master, const QString &purpose, Wrap wrap)
{
    const Result<KeyBox> box = makeKeyBox(suite);
    if (!box)
        return failure(box.error());
    const Result<QByteArray> filled = putIntoBox(box->publicly, master, purpose);
    if (!filled)
        return failure(filled.error());
    const Result<WrappedKey> lock = wrap(box->opener);
    if (!lock)
        return failure(lock.error());
    KeySlot slot;
    slot.m_lock = *lock;
    slot.m_box = box->publicly;
    slot.m_filled = *filled;
    return slot;
}

Result<KeySlot> KeySlot::byPassword(Suite suite, const Secret &master, const QString &password, const QString &purpose,
                                    const PasswordCost &cost)
{
    return lockedBy(suite, master, purpose,
                    [&](const Secret &opener) { return wrapWithPassword(suite, opener, password, purpose, cost); });
}

Result<KeySlot> KeySlot::byKey(Suite suite, const Secret &master, const Secret &key, const QString &purpose)
{
    return lockedBy(suite, master, purpose,
                    [&](const Secret &opener) { return wrapWithKey(suite, opener, key, purpose); });
}

Result<Secret> KeySlot::openWith(const Result<Secret> &opener, const QString &purpose) const
{
    if (!opener)
        return opener;
    Result<Secret> master = openBox(*opener, m_filled, purpose);
    return master ? master : damaged(QStringLiteral("filled"));
}

Result<Secret> KeySlot::openWithPassword(const QString &password, const QString &purpose) const
{
    return openWith(unwrapWithPassword(m_lock, password, purpose), purpose);
}

Result<Secret> KeySlot::openWithKey(const Secret &key, const QString &purpose) const
{
    return openWith(unwrapWithKey(m_lock, key, purpose), purpose);
}

Result<KeySlot> KeySlot::leadingTo(const Secret &master, const QString &purpose) const
{
    return putIntoBox(m_box, master, purpose).map([this](const QByteArray &filled) {
        KeySlot slot = *this;
        slot.m_filled = filled;
        return slot;
    });
}

QJsonObject KeySlot::toJson() const
{
    return {{QStringLiteral("lock"), m_lock.toJson()},
            {QStringLiteral("box"), QString::fromLatin1(m_box.toBase64())},
            {QStringLiteral("filled"), QString::fromLatin1(m_filled.toBase64())}};
}

Result<KeySlot> KeySlot::fromJson(const QJsonObject &json)
{
    const Result<WrappedKey> lock = WrappedKey::fromJson(json.value(QStringLiteral("lock")).toObject());
    if (!lock)
        return failure(lock.error());
    KeySlot slot;
    slot.m_lock = *lock;
    slot.m_box = bytesOf(json, QStringLiteral("box"));
    if (slot.m_box.isEmpty())
        return damaged(QStringLiteral("box"));
    slot.m_filled = bytesOf(json, QStringLiteral("filled"));
    if (slot.m_filled.isEmpty())
        return damaged(QStringLiteral("filled"));
    return slot;
}

} // namespace yichuang
