// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/crypto/secret.h"
#include "app/crypto/suite.h"

namespace yichuang
{

/// A box into which anybody can put a key, and which only its owner opens: X25519 (RFC 7748), or SM2 encryption
/// (GB/T 32918.4) with SM3. So that a new master key reaches those whose passwords nobody knows. A box says nothing of
/// who filled it. Any thread, some milliseconds each.
struct KeyBox {
    Secret opener;       ///< PKCS #8, not encrypted
    QByteArray publicly; ///< SubjectPublicKeyInfo; can lie open on a disk
};

/// KeyUnavailable where the library makes none.
[[nodiscard]] Result<KeyBox> makeKeyBox(Suite suite);
/// `purpose` says what the key is for: the same text opens it. BadArgument where `publicly` is not of a box.
[[nodiscard]] Result<QByteArray> putIntoBox(const QByteArray &publicly, const Secret &key, const QString &purpose);
/// KeyMismatch where the box or the purpose is another, or a byte was changed; BadArgument where `opener` is none.
[[nodiscard]] Result<Secret> openBox(const Secret &opener, const QByteArray &filled, const QString &purpose);

} // namespace yichuang
