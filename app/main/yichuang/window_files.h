// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"
#include "app/secrets/window_vault.h"
#include "app/sync/centre_address.h"

namespace yichuang
{

/// Where the client keeps things, from the settings: "data" is the window's folder, "paperFolder" where papers go.
struct WindowFiles {
    explicit WindowFiles(const Settings &settings);

    QString data;
    QString store;
    QString keys;
    QString papers;
    QString log;

    /// Makes the folders, for the owner only. StoreReadOnly, DiskFull.
    [[nodiscard]] Result<Done> make() const;
};

/// Of the signing key that an enrolment makes, by the setting "suite": "international" where it is absent, "national"
/// in a hall that uses 国密. Afterwards the hall's policy says it.
[[nodiscard]] Suite enrolmentSuite(const Settings &settings);

/// The centre as the settings name it ("centre", and "authority": a PEM file) and the window's keys prove it.
/// ConfigMissing where no centre is named. After enrolment the authority is the one that the centre gave.
[[nodiscard]] Result<CentreAddress> centreAddress(const Settings &settings, const WindowVault &vault);

} // namespace yichuang
