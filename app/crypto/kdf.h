// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/secret.h"
#include "app/crypto/suite.h"

namespace yichuang
{

/// What deriving a key from a password costs (Argon2id, RFC 9106). The defaults take some 0.2 s and 64 MiB.
struct PasswordCost {
    quint32 memoryKiB = 64 * 1024; ///< 8 per lane … 1 GiB
    quint32 passes = 3;            ///< 1 … 32
    quint32 lanes = 1;             ///< 1 … 8
    bool operator==(const PasswordCost &) const = default;
};

/// True where the cost is within its ranges: held against costs that come from a file.
[[nodiscard]] bool isAcceptable(const PasswordCost &cost);

/// 32 bytes from a password (brought to Unicode form KC, UTF-8) and a salt of at least 8 bytes. BadArgument outside
/// the ranges, or for a password over 1024 characters. Blocks for as long as the cost says. Any thread.
[[nodiscard]] Result<Secret> derivePasswordKey(const QString &password, const QByteArray &salt,
                                               const PasswordCost &cost = {});

/// What a server keeps to check a password: a PHC string ("$argon2id$v=19$m=…,t=…,p=…$salt$hash") with a fresh
/// salt. Blocks as above. Any thread.
[[nodiscard]] Result<QString> passwordHash(const QString &password, const PasswordCost &cost = {});
/// Whether the password fits. BadArgument for a text that passwordHash() does not make.
[[nodiscard]] Result<bool> passwordVerify(const QString &password, const QString &hash);

/// A key for one purpose from a master key: HKDF (RFC 5869) over the suite's hash, with the label as its info.
/// Different labels give independent keys. `size` is 16 … 64. The master has at most 4096 bytes. Any thread.
[[nodiscard]] Secret derivePurposeKey(Suite suite, const Secret &master, QByteArrayView label,
                                      qsizetype size = 32) noexcept;

} // namespace yichuang
