// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/kdf.h"

#include <QJsonObject>

namespace yichuang
{

/// A key that only a password or another key gives back. A plain value; what it holds can lie open on a disk.
struct WrappedKey {
    Suite suite = Suite::International;
    bool byPassword = false; ///< else by another key
    PasswordCost cost{};     ///< by password only
    QByteArray salt{};       ///< by password only, 16 bytes
    QByteArray sealed{};     ///< the key, sealed

    /// {"version": 1, "suite": …, "by": "password"|"key", "salt", "sealed" (base64), "memoryKiB", "passes", "lanes"}.
    [[nodiscard]] QJsonObject toJson() const;
    /// StoreDamaged where a member is missing or out of range, StoreNewer for a later version.
    [[nodiscard]] static Result<WrappedKey> fromJson(const QJsonObject &json);

    bool operator==(const WrappedKey &) const = default;
};

/// Wraps a key by a password. `purpose` says what the copy is for ("clerk/…"): the same text opens it. Blocks as
/// derivePasswordKey() does. Any thread, as all of this file.
[[nodiscard]] Result<WrappedKey> wrapWithPassword(Suite suite, const Secret &key, const QString &password,
                                                  const QString &purpose, const PasswordCost &cost = {});
/// WrongPassword where the password or the purpose is another, or a byte was changed. Blocks as above.
[[nodiscard]] Result<Secret> unwrapWithPassword(const WrappedKey &wrapped, const QString &password,
                                                const QString &purpose);

/// Wraps a key by another key of at least 16 bytes.
[[nodiscard]] Result<WrappedKey> wrapWithKey(Suite suite, const Secret &key, const Secret &wrapping,
                                             const QString &purpose);
/// KeyMismatch where the wrapping key or the purpose is another, or a byte was changed.
[[nodiscard]] Result<Secret> unwrapWithKey(const WrappedKey &wrapped, const Secret &wrapping, const QString &purpose);

/// 16 characters of hex by which a key is known again; they say nothing about the key.
[[nodiscard]] QString keyFingerprint(const Secret &key);

} // namespace yichuang
