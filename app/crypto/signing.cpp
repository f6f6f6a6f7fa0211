// SPDX-License-Identifier: Apache-2.0
#include "app/crypto/signing.h"

#include "app/crypto/botan_bridge.h"
#include "app/crypto/digest.h"

#include <botan/data_src.h>
#include <botan/ec_group.h>
#include <botan/ecdsa.h>
#include <botan/ed25519.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/sm2.h>
#include <botan/system_rng.h>
#include <botan/x509_key.h>

namespace yichuang
{
namespace
{

using bridge::raw;
using bridge::toBytes;

constexpr qsizetype largestDer = 1024;
constexpr qsizetype signatureSize = 64;

const QString &whereKey()
{
    static const QString where = QStringLiteral("crypto.signingKey");
    return where;
}

std::string paddingOf(Suite suite)
{
    return suite == Suite::National ? "1234567812345678,SM3" : "Pure";
}

/// Others (GM/T 0015, OpenSSL) call an SM2 key an EC key on the SM2 curve; here it is always an SM2 key.
std::unique_ptr<Botan::Public_Key> asSuiteKey(std::unique_ptr<Botan::Public_Key> key)
{
    const auto *general = dynamic_cast<const Botan::ECDSA_PublicKey *>(key.get());
    if (general && general->domain() == Botan::EC_Group("sm2p256v1"))
        return std::make_unique<Botan::SM2_PublicKey>(general->domain(), general->public_point());
    return key;
}

std::optional<Suite> suiteOf(const Botan::Public_Key &key)
{
    if (key.algo_name() == "Ed25519")
        return Suite::International;
    const auto *sm2 = dynamic_cast<const Botan::SM2_PublicKey *>(&key);
    if (sm2 && sm2->domain() == Botan::EC_Group("sm2p256v1"))
        return Suite::National;
    return std::nullopt;
}

} // namespace

Result<VerifyKey> VerifyKey::fromDer(const QByteArray &der)
{
    if (der.isEmpty() || der.size() > largestDer)
        return failure(Fault::BadArgument, whereKey(), QStringLiteral("size"));
    return bridge::contained(Fault::BadArgument, whereKey(), [&]() -> Result<VerifyKey> {
        const std::vector<std::uint8_t> bytes(raw(der), raw(der) + der.size());
        auto key = asSuiteKey(std::unique_ptr<Botan::Public_Key>(Botan::X509::load_key(bytes)));
        const std::optional<Suite> suite = key ? suiteOf(*key) : std::nullopt;
        if (!suite)
            return failure(Fault::BadArgument, whereKey(), QStringLiteral("not a key of a suite"));
        VerifyKey verify;
        verify.m_der = toBytes(Botan::X509::BER_encode(*key));
        verify.m_suite = *suite;
        verify.m_key = std::move(key);
        return verify;
    });
}

QString VerifyKey::id() const
{
    return m_key ? sha256Hex(m_der).first(16) : QString();
}

bool VerifyKey::verify(QByteArrayView message, QByteArrayView signature) const
{
    if (!m_key || signature.size() != signatureSize)
        return false;
    try {
        Botan::PK_Verifier verifier(*m_key, paddingOf(m_suite));
        return verifier.verify_message(raw(message), size_t(message.size()), raw(signature), size_t(signature.size()));
    } catch (const std::exception &) {
        return false;
    }
}

Result<SigningKey> SigningKey::around(std::shared_ptr<const Botan::Private_Key> key)
{
    const Result<VerifyKey> verify = VerifyKey::fromDer(toBytes(Botan::X509::BER_encode(*key)));
    if (!verify)
        return failure(verify.error());
    SigningKey signing;
    signing.m_key = std::move(key);
    signing.m_verify = *verify;
    return signing;
}

Result<SigningKey> SigningKey::generate(Suite suite)
{
    return bridge::contained(Fault::KeyUnavailable, whereKey(), [&]() -> Result<SigningKey> {
        if (suite == Suite::National) {
            return around(
                std::make_shared<const Botan::SM2_PrivateKey>(Botan::system_rng(), Botan::EC_Group("sm2p256v1")));
        }
        return around(std::make_shared<const Botan::Ed25519_PrivateKey>(Botan::system_rng()));
    });
}

Result<SigningKey> SigningKey::fromPkcs8Der(const Secret &der)
{
    if (der.isEmpty() || der.size() > largestDer)
        return failure(Fault::BadArgument, whereKey(), QStringLiteral("size"));
    return bridge::contained(Fault::BadArgument, whereKey(), [&]() -> Result<SigningKey> {
        Botan::DataSource_Memory source(raw(der.view()), size_t(der.size()));
        return around(Botan::PKCS8::load_key(source));
    });
}

Result<Secret> SigningKey::toPkcs8Der() const
{
    if (!m_key)
        return failure(Fault::KeyUnavailable, whereKey());
    return bridge::contained(Fault::KeyUnavailable, whereKey(), [&]() -> Result<Secret> {
        const auto der = Botan::PKCS8::BER_encode(*m_key);
        return Secret::fromBytes({der.data(), qsizetype(der.size())});
    });
}

Result<QByteArray> SigningKey::sign(QByteArrayView message) const
{
    const QString where = QStringLiteral("crypto.sign");
    if (!m_key)
        return failure(Fault::KeyUnavailable, where);
    return bridge::contained(Fault::KeyUnavailable, where, [&]() -> Result<QByteArray> {
        Botan::PK_Signer signer(*m_key, Botan::system_rng(), paddingOf(suite()));
        return toBytes(signer.sign_message(raw(message), size_t(message.size()), Botan::system_rng()));
    });
}

} // namespace yichuang
