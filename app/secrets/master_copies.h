// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/key_wrap.h"

#include <QMap>

namespace yichuang
{

/// A clerk's own copy of the master key, and his grant as the centre signed it (empty where it gave none).
struct ClerkCopy {
    WrappedKey key;
    QByteArray grant;
    bool operator==(const ClerkCopy &) const = default;
};

/// Every wrapped copy of a window's master key. A plain value.
struct MasterCopies {
    QString fingerprint; ///< of the master key itself, see keyFingerprint()
    std::optional<WrappedKey> hall;
    std::optional<WrappedKey> recovery;
    std::optional<WrappedKey> keychain;
    QMap<QString, ClerkCopy> clerks; ///< by login name

    [[nodiscard]] QJsonObject toJson() const;
    /// StoreDamaged or StoreNewer, with the member's name as detail.
    [[nodiscard]] static Result<MasterCopies> fromJson(const QJsonObject &json);
    /// The version that toJson() writes.
    static constexpr int formatVersion = 1;

    bool operator==(const MasterCopies &) const = default;
};

} // namespace yichuang
