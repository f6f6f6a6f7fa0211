// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace yichuang
{

/// Which family of algorithms a hall uses, by its policy. The values are written into sealed blobs: never renumber.
enum class Suite : std::uint8_t {
    International = 1, ///< XChaCha20-Poly1305 (24-byte nonce), SHA-256 (FIPS 180-4), Ed25519 (RFC 8032)
    National = 2,      ///< 国密: SM4 (GB/T 32907) in GCM, SM3 (GB/T 32905), SM2 (GB/T 32918)
};

/// "international" or "national", as policies and files write it.
[[nodiscard]] QString suiteName(Suite suite);
/// The suite of a name made by suiteName(); nothing for an unknown name.
[[nodiscard]] std::optional<Suite> suiteNamed(const QString &name);

} // namespace yichuang
