// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/secret.h"
#include "app/crypto/suite.h"

namespace Botan
{
class Private_Key;
class Public_Key;
} // namespace Botan

namespace yichuang
{

/// Checks signatures: Ed25519 (RFC 8032) or SM2 (GB/T 32918.2 with SM3 and the standard's user 1234567812345678,
/// GM/T 0009). Immutable, cheap to copy; any thread.
class VerifyKey
{
public:
    /// No key: nothing verifies.
    VerifyKey() = default;
    /// From a SubjectPublicKeyInfo (foreign bytes, at most 1 KiB). An SM2 key may also come as an EC key on the SM2
    /// curve; toDer() gives one form. BadArgument where it is not a key of a suite.
    [[nodiscard]] static Result<VerifyKey> fromDer(const QByteArray &der);
    [[nodiscard]] const QByteArray &toDer() const { return m_der; }

    [[nodiscard]] bool isNull() const { return !m_key; }
    [[nodiscard]] Suite suite() const { return m_suite; }
    /// The first 16 hex characters of the SHA-256 of the DER: by which papers and operations name their key.
    [[nodiscard]] QString id() const;
    /// False for a signature that is not 64 bytes, or does not fit.
    [[nodiscard]] bool verify(QByteArrayView message, QByteArrayView signature) const;

    bool operator==(const VerifyKey &other) const { return m_der == other.m_der; }

private:
    friend class SigningKey;
    std::shared_ptr<const Botan::Public_Key> m_key;
    QByteArray m_der;
    Suite m_suite = Suite::International;
};

/// Makes signatures of 64 bytes: Ed25519's, or SM2's r and s, 32 bytes each. Immutable, cheap to copy; any thread.
class SigningKey
{
public:
    /// No key: sign() gives KeyUnavailable.
    SigningKey() = default;
    [[nodiscard]] static Result<SigningKey> generate(Suite suite);
    /// From PKCS #8, not encrypted. BadArgument where it is not a key of a suite.
    [[nodiscard]] static Result<SigningKey> fromPkcs8Der(const Secret &der);
    /// KeyUnavailable where there is no key.
    [[nodiscard]] Result<Secret> toPkcs8Der() const;

    [[nodiscard]] bool isNull() const { return !m_key; }
    [[nodiscard]] Suite suite() const { return m_verify.suite(); }
    [[nodiscard]] Result<QByteArray> sign(QByteArrayView message) const;
    [[nodiscard]] const VerifyKey &publicKey() const { return m_verify; }

private:
    [[nodiscard]] static Result<SigningKey> around(std::shared_ptr<const Botan::Private_Key> key);
    std::shared_ptr<const Botan::Private_Key> m_key;
    VerifyKey m_verify;
};

} // namespace yichuang
