// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/key_wrap.h"

namespace yichuang
{

/// One way to a window's master key: a box (see KeyBox) whose opener is wrapped by a password or by another key, filled
/// with the master key. Who holds a new master key fills the box anew without knowing that password, so that a rotation
/// shuts nobody out. A plain value; what it holds can lie open on a disk.
class KeySlot
{
public:
    /// `purpose` says whose way it is ("clerk/…"): the same text opens it. Blocks as derivePasswordKey() does.
    [[nodiscard]] static Result<KeySlot> byPassword(Suite suite, const Secret &master, const QString &password,
                                                    const QString &purpose, const PasswordCost &cost = {});
    [[nodiscard]] static Result<KeySlot> byKey(Suite suite, const Secret &master, const Secret &key,
                                               const QString &purpose);

    [[nodiscard]] bool isByPassword() const { return m_lock.byPassword; }
    /// WrongPassword where the password or the purpose is another; StoreDamaged where it fits and the box does not
    /// open.
    [[nodiscard]] Result<Secret> openWithPassword(const QString &password, const QString &purpose) const;
    /// KeyMismatch where the key or the purpose is another; StoreDamaged as above.
    [[nodiscard]] Result<Secret> openWithKey(const Secret &key, const QString &purpose) const;
    /// The same way, to another master key.
    [[nodiscard]] Result<KeySlot> leadingTo(const Secret &master, const QString &purpose) const;

    /// {"lock": WrappedKey, "box", "filled" (base64)}.
    [[nodiscard]] QJsonObject toJson() const;
    /// StoreDamaged or StoreNewer.
    [[nodiscard]] static Result<KeySlot> fromJson(const QJsonObject &json);

    bool operator==(const KeySlot &) const = default;

private:
    template <typename Wrap>
    [[nodiscard]] static Result<KeySlot> lockedBy(Suite suite, const Secret &master, const QString &purpose, Wrap wrap);
    [[nodiscard]] Result<Secret> openWith(const Result<Secret> &opener, const QString &purpose) const;

    WrappedKey m_lock; ///< what opens the box
    QByteArray m_box;
    QByteArray m_filled;
};

} // namespace yichuang
