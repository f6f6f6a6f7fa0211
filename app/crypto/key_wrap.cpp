// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/key_wrap.h"

#include "app/crypto/digest.h"
#include "app/crypto/sealing.h"

namespace yichuang
{
namespace
{

constexpr int formatVersion = 1;
constexpr qsizetype saltSize = 16;
constexpr qsizetype largestSealed = 4096;

const QString &whereWrapping()
{
    static const QString where = QStringLiteral("crypto.wrap");
    return where;
}

QByteArray boundTo(const QString &purpose)
{
    return "yichuang/wrapped-key/" + purpose.toUtf8();
}

tl::unexpected<Reason> damaged(const QString &member)
{
    return failure(Fault::StoreDamaged, QStringLiteral("crypto.wrappedKey"), member);
}

std::optional<QByteArray> bytesOf(const QJsonObject &json, const QString &member, qsizetype most)
{
    const QString text = json.value(member).toString();
    if (text.isEmpty() || text.size() > most * 2)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || (*decoded).size() > most)
        return std::nullopt;
    return *decoded;
}

quint32 countOf(const QJsonObject &json, const QString &member)
{
    const qint64 value = json.value(member).toInteger(0);
    return value > 0 && value <= 0x7fffffff ? static_cast<quint32>(value) : 0;
}

} // namespace

QJsonObject WrappedKey::toJson() const
{
    QJsonObject json{{QStringLiteral("version"), formatVersion},
                     {QStringLiteral("suite"), suiteName(suite)},
                     {QStringLiteral("by"), byPassword ? QStringLiteral("password") : QStringLiteral("key")},
                     {QStringLiteral("sealed"), QString::fromLatin1(sealed.toBase64())}};
    if (byPassword) {
        json.insert(QStringLiteral("salt"), QString::fromLatin1(salt.toBase64()));
        json.insert(QStringLiteral("memoryKiB"), qint64(cost.memoryKiB));
        json.insert(QStringLiteral("passes"), qint64(cost.passes));
        json.insert(QStringLiteral("lanes"), qint64(cost.lanes));
    }
    return json;
}

Result<WrappedKey> WrappedKey::fromJson(const QJsonObject &json)
{
    const int version = json.value(QStringLiteral("version")).toInt();
    if (version > formatVersion)
        return failure(Fault::StoreNewer, QStringLiteral("crypto.wrappedKey"), QString::number(version));
    if (version != formatVersion)
        return damaged(QStringLiteral("version"));
    const std::optional<Suite> suite = suiteNamed(json.value(QStringLiteral("suite")).toString());
    if (!suite)
        return damaged(QStringLiteral("suite"));
    const QString by = json.value(QStringLiteral("by")).toString();
    if (by != QStringLiteral("password") && by != QStringLiteral("key"))
        return damaged(QStringLiteral("by"));
    const auto sealed = bytesOf(json, QStringLiteral("sealed"), largestSealed);
    if (!sealed)
        return damaged(QStringLiteral("sealed"));
    WrappedKey wrapped;
    wrapped.suite = *suite;
    wrapped.sealed = *sealed;
    wrapped.byPassword = by == QStringLiteral("password");
    if (wrapped.byPassword) {
        const auto salt = bytesOf(json, QStringLiteral("salt"), 64);
        if (!salt || salt->size() < saltSize)
            return damaged(QStringLiteral("salt"));
        wrapped.salt = *salt;
        wrapped.cost = {countOf(json, QStringLiteral("memoryKiB")), countOf(json, QStringLiteral("passes")),
                        countOf(json, QStringLiteral("lanes"))};
        if (!isAcceptable(wrapped.cost))
            return damaged(QStringLiteral("cost"));
    }
    return wrapped;
}

Result<WrappedKey> wrapWithPassword(Suite suite, const Secret &key, const QString &password, const QString &purpose,
                                    const PasswordCost &cost)
{
    WrappedKey wrapped;
    wrapped.suite = suite;
    wrapped.byPassword = true;
    wrapped.cost = cost;
    wrapped.salt = Secret::random(saltSize).reveal();
    return derivePasswordKey(password, wrapped.salt, cost)
        .and_then([&](const Secret &wrapping) { return seal(suite, wrapping, key.reveal(), boundTo(purpose)); })
        .map([&](const QByteArray &sealed) {
            wrapped.sealed = sealed;
            return wrapped;
        });
}

Result<Secret> unwrapWithPassword(const WrappedKey &wrapped, const QString &password, const QString &purpose)
{
    if (!wrapped.byPassword)
        return failure(Fault::BadArgument, whereWrapping(), QStringLiteral("wrapped by a key"));
    const Result<Secret> wrapping = derivePasswordKey(password, wrapped.salt, wrapped.cost);
    if (!wrapping)
        return failure(wrapping.error());
    Result<QByteArray> key = unseal(*wrapping, wrapped.sealed, boundTo(purpose));
    if (!key && key.error().fault == Fault::SealBroken)
        return failure(Fault::WrongPassword, whereWrapping());
    return std::move(key).map([](QByteArray &&bytes) { return Secret::taking(std::move(bytes)); });
}

Result<WrappedKey> wrapWithKey(Suite suite, const Secret &key, const Secret &wrapping, const QString &purpose)
{
    return seal(suite, wrapping, key.reveal(), boundTo(purpose)).map([suite](const QByteArray &sealed) {
        WrappedKey wrapped;
        wrapped.suite = suite;
        wrapped.sealed = sealed;
        return wrapped;
    });
}

Result<Secret> unwrapWithKey(const WrappedKey &wrapped, const Secret &wrapping, const QString &purpose)
{
    if (wrapped.byPassword)
        return failure(Fault::BadArgument, whereWrapping(), QStringLiteral("wrapped by a password"));
    Result<QByteArray> key = unseal(wrapping, wrapped.sealed, boundTo(purpose));
    if (!key && key.error().fault == Fault::SealBroken)
        return failure(Fault::KeyMismatch, whereWrapping());
    return std::move(key).map([](QByteArray &&bytes) { return Secret::taking(std::move(bytes)); });
}

QString keyFingerprint(const Secret &key)
{
    return QString::fromLatin1(
        keyedHash(Suite::International, key, QByteArrayLiteral("yichuang/key-fingerprint")).first(8).toHex());
}

} // namespace yichuang
