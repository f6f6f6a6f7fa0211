// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/main/yichuang/store_door.h"
#include "app/ports/key_renewal.h"
#include "app/secrets/window_vault.h"

namespace yichuang
{

/// The port KeyRenewal over the window's keys and the open store. The new key is written first, into the key file that
/// holds the one of before as well; then the store takes it up and seals everything anew, makes a backup, and the key
/// of before is forgotten. Main thread.
class StoreRenewal final : public KeyRenewal
{
    Q_OBJECT

public:
    /// Everything given must outlive it.
    StoreRenewal(WindowVault &keys, StoreDoor &door, QObject *parent = nullptr);

    /// The door was opened by these keys. Goes on with a renewal that was under way.
    void opened(const StoreKeys &keys);
    /// The door is about to be closed.
    void closed();

    [[nodiscard]] KeyRenewalStanding standing() const override { return m_standing; }
    void begin(const QString &clerk, const QString &password) override;
    void stop() override;
    void goOn() override;

Q_SIGNALS:
    /// It had to stop; nothing is lost meanwhile.
    void troubled(const yichuang::Reason &reason);

private:
    using Phase = KeyRenewalStanding::Phase;
    void make(const UnlockedKeys &proven);
    void sealAnew();
    void finish();
    void halt(const Reason &why);
    void refuse(const Reason &why);
    void enter(Phase phase);

    WindowVault &m_keys;
    StoreDoor &m_door;
    std::optional<StoreKeys> m_storeKeys; ///< while the store is open
    QFuture<Result<ResealStanding>> m_sealing;
    KeyRenewalStanding m_standing;
    Shift m_shift; ///< of one opening of the store
};

} // namespace yichuang
