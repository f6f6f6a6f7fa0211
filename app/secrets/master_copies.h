// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/secrets/key_slot.h"

#include <QMap>

namespace yichuang
{

/// A clerk's own way to the master key, and his grant as the centre signed it, sealed by the master key (empty where it
/// gave none).
struct ClerkCopy {
    KeySlot key;
    QByteArray sealedGrant;
    bool operator==(const ClerkCopy &) const = default;
};

/// A master key that something may still be sealed by, sealed by the one in force.
struct OlderMaster {
    QString fingerprint;
    QByteArray sealed;
    bool operator==(const OlderMaster &) const = default;
};

/// Every way to a window's master key. A plain value.
struct MasterCopies {
    QString fingerprint; ///< of the master key itself, see keyFingerprint()
    int generation = 1;  ///< of the master key; rises with each rotation
    std::optional<KeySlot> hall;
    std::optional<KeySlot> recovery;
    std::optional<KeySlot> keychain;
    QMap<QString, ClerkCopy> clerks; ///< by login name
    QMap<int, OlderMaster> older;    ///< by generation; not empty while a rotation is under way

    [[nodiscard]] QJsonObject toJson() const;
    /// StoreDamaged or StoreNewer, with the member's name as detail.
    [[nodiscard]] static Result<MasterCopies> fromJson(const QJsonObject &json);
    /// The same ways, all leading to another master key; grants that `former` sealed are sealed by it. Fingerprint,
    /// generation and older keys stay.
    [[nodiscard]] Result<MasterCopies> leadingTo(const Secret &master, const Secret &former, Suite suite) const;
    /// The version that toJson() writes.
    static constexpr int formatVersion = 2;

    bool operator==(const MasterCopies &) const = default;
};

/// What the boxes of the slots are for, see KeySlot.
[[nodiscard]] QString hallPurpose();
[[nodiscard]] QString recoveryPurpose();
[[nodiscard]] QString keychainPurpose();
[[nodiscard]] QString clerkPurpose(const QString &clerk);

/// A clerk's grant names him: it lies sealed. Nothing stays nothing.
[[nodiscard]] Result<QByteArray> sealGrant(Suite suite, const QByteArray &grant, const QString &clerk,
                                           const Secret &master);
/// SealBroken where a byte, the clerk or the key is another.
[[nodiscard]] Result<QByteArray> openGrant(const QByteArray &sealed, const QString &clerk, const Secret &master);

} // namespace yichuang
