// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/secret.h"
#include "app/crypto/suite.h"

namespace yichuang
{

/// Seals and opens many blobs under one key, keeping the ciphers between calls (some 10 µs for 2 KiB). One thread.
///
/// A sealed blob is: version (1 byte), suite (1 byte), nonce (24 bytes international, 12 national), cipher text,
/// tag (16 bytes). Version, suite and `associated` are authenticated, so that a blob opens only where it was put.
/// Nonces are random; with the national suite (SM4-GCM, 96-bit nonce) seal at most 2^32 blobs under a key
/// (NIST SP 800-38D §8.3), then rotate the key.
class Sealer
{
public:
    /// `suite` is for sealing; opening takes the suite from the blob, so that a hall can change its suite.
    /// The key has at least 16 bytes; the cipher's own key is derived from it.
    Sealer(Suite suite, Secret key);
    ~Sealer();
    Sealer(Sealer &&) noexcept;
    Sealer &operator=(Sealer &&) noexcept;

    /// BadArgument where the key is too short.
    [[nodiscard]] Result<QByteArray> seal(const QByteArray &plain, const QByteArray &associated);
    /// SealBroken on any changed, missing or added byte, another key, other associated bytes, or an unknown version;
    /// BadArgument where the key is too short.
    [[nodiscard]] Result<QByteArray> unseal(const QByteArray &sealed, const QByteArray &associated);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// One blob; see Sealer. Any thread.
[[nodiscard]] Result<QByteArray> seal(Suite suite, const Secret &key, const QByteArray &plain,
                                      const QByteArray &associated);
[[nodiscard]] Result<QByteArray> unseal(const Secret &key, const QByteArray &sealed, const QByteArray &associated);

/// The bytes that a sealed blob is longer than its plain text.
[[nodiscard]] qsizetype sealOverhead(Suite suite);

} // namespace yichuang
