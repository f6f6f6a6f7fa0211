// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/key_box.h"

#include "app/crypto/botan_bridge.h"
#include "app/crypto/kdf.h"
#include "app/crypto/sealing.h"

#include <botan/curve25519.h>
#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>
#include <botan/system_rng.h>
#include <botan/x509_key.h>

#include <QtEndian>

namespace yichuang
{
namespace
{

using bridge::raw;
using bridge::toBytes;

constexpr qsizetype largestDer = 1024;
constexpr qsizetype largestFilled = 4096;
constexpr qsizetype carrierLengthSize = 2;

const QString &whereBox()
{
    static const QString where = QStringLiteral("crypto.keyBox");
    return where;
}

std::optional<Suite> suiteOf(const Botan::Public_Key &key)
{
    if (key.algo_name() == "Curve25519")
        return Suite::International;
    const auto *sm2 = dynamic_cast<const Botan::SM2_PublicKey *>(&key);
    if (sm2 && sm2->domain() == Botan::EC_Group("sm2p256v1"))
        return Suite::National;
    return std::nullopt;
}

Secret secretOf(const Botan::secure_vector<std::uint8_t> &bytes)
{
    return Secret::fromBytes({reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())});
}

/// What both ends of an X25519 agreement make of it: bound to both public values.
Secret agreedKey(const Botan::Private_Key &own, const QByteArray &other, QByteArrayView carrier, QByteArrayView owner)
{
    Botan::PK_Key_Agreement agreement(own, Botan::system_rng(), "Raw");
    const Secret shared = secretOf(agreement.derive_key(0, raw(other), size_t(other.size())).bits_of());
    return derivePurposeKey(Suite::International, shared,
                            QByteArrayLiteral("yichuang/key-box/") + carrier.toByteArray() + owner.toByteArray());
}

/// What travels openly, and the key that it gives to the owner of the box.
struct Carried {
    QByteArray carrier;
    Secret key;
};

Carried carriedTo(const Botan::Public_Key &box, Suite suite)
{
    if (suite == Suite::National) {
        const Secret key = Secret::random(32);
        const Botan::PK_Encryptor_EME encryptor(box, Botan::system_rng(), "SM3");
        return {toBytes(encryptor.encrypt(raw(key.view()), size_t(key.size()), Botan::system_rng())), key};
    }
    const auto &owner = dynamic_cast<const Botan::Curve25519_PublicKey &>(box);
    const Botan::Curve25519_PrivateKey ephemeral(Botan::system_rng());
    const QByteArray carrier = toBytes(ephemeral.public_value());
    const QByteArray other = toBytes(owner.public_value());
    return {carrier, agreedKey(ephemeral, other, carrier, other)};
}

Secret carriedKey(const Botan::Private_Key &opener, Suite suite, const QByteArray &carrier)
{
    if (suite == Suite::National) {
        const Botan::PK_Decryptor_EME decryptor(opener, Botan::system_rng(), "SM3");
        return secretOf(decryptor.decrypt(raw(carrier), size_t(carrier.size())));
    }
    const auto &own = dynamic_cast<const Botan::Curve25519_PrivateKey &>(opener);
    return agreedKey(opener, carrier, carrier, toBytes(own.public_value()));
}

QByteArray boundTo(const QString &purpose, const QByteArray &carrier)
{
    return "yichuang/boxed-key/" + purpose.toUtf8() + '\n' + carrier;
}

} // namespace

Result<KeyBox> makeKeyBox(Suite suite)
{
    return bridge::contained(Fault::KeyUnavailable, whereBox(), [&]() -> Result<KeyBox> {
        std::unique_ptr<Botan::Private_Key> key;
        if (suite == Suite::National)
            key = std::make_unique<Botan::SM2_PrivateKey>(Botan::system_rng(), Botan::EC_Group("sm2p256v1"));
        else
            key = std::make_unique<Botan::Curve25519_PrivateKey>(Botan::system_rng());
        return KeyBox{secretOf(Botan::PKCS8::BER_encode(*key)), toBytes(Botan::X509::BER_encode(*key))};
    });
}

Result<QByteArray> putIntoBox(const QByteArray &publicly, const Secret &key, const QString &purpose)
{
    if (publicly.isEmpty() || publicly.size() > largestDer)
        return failure(Fault::BadArgument, whereBox(), QStringLiteral("size"));
    return bridge::contained(Fault::BadArgument, whereBox(), [&]() -> Result<QByteArray> {
        const std::vector<std::uint8_t> bytes(raw(publicly), raw(publicly) + publicly.size());
        const std::unique_ptr<Botan::Public_Key> box(Botan::X509::load_key(bytes));
        const std::optional<Suite> suite = box ? suiteOf(*box) : std::nullopt;
        if (!suite)
            return failure(Fault::BadArgument, whereBox(), QStringLiteral("not a box of a suite"));
        const Carried carried = carriedTo(*box, *suite);
        const auto sealed = seal(*suite, carried.key, key.reveal(), boundTo(purpose, carried.carrier));
        if (!sealed)
            return failure(sealed.error());
        QByteArray filled(carrierLengthSize, Qt::Uninitialized);
        qToBigEndian(quint16(carried.carrier.size()), filled.data());
        return filled + carried.carrier + *sealed;
    });
}

Result<Secret> openBox(const Secret &opener, const QByteArray &filled, const QString &purpose)
{
    if (opener.isEmpty() || opener.size() > largestDer)
        return failure(Fault::BadArgument, whereBox(), QStringLiteral("size"));
    const tl::unexpected<Reason> otherwise = failure(Fault::KeyMismatch, whereBox());
    if (filled.size() < carrierLengthSize || filled.size() > largestFilled)
        return otherwise;
    const qsizetype length = qFromBigEndian<quint16>(filled.constData());
    if (filled.size() < carrierLengthSize + length)
        return otherwise;
    const QByteArray carrier = filled.mid(carrierLengthSize, length);
    const Result<Secret> key = bridge::contained(Fault::KeyMismatch, whereBox(), [&]() -> Result<Secret> {
        Botan::DataSource_Memory source(raw(opener.view()), size_t(opener.size()));
        const std::unique_ptr<Botan::Private_Key> own(Botan::PKCS8::load_key(source));
        const std::optional<Suite> suite = own ? suiteOf(*own) : std::nullopt;
        if (!suite)
            return failure(Fault::BadArgument, whereBox(), QStringLiteral("not a box of a suite"));
        return carriedKey(*own, *suite, carrier);
    });
    if (!key)
        return failure(key.error());
    Result<QByteArray> content = unseal(*key, filled.mid(carrierLengthSize + length), boundTo(purpose, carrier));
    if (!content)
        return otherwise;
    return Secret::taking(std::move(*content));
}

} // namespace yichuang
