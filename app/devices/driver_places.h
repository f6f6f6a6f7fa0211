// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/places.h"
#include "app/base/settings.h"
#include "app/devices/driver_process.h"
#include "app/devices/driver_shelf.h"

namespace yichuang
{

/// Where helper and drivers of this machine are; which driver, with which settings, is still to be told. The
/// administrator's file may move the hall's own drivers and their list ("devices.sitePlugins", "devices.allowList"); a
/// person's own settings may not.
[[nodiscard]] DriverLaunch launchFrom(const Settings &settings, const Places &places);
[[nodiscard]] DriverShelf shelfOf(const DriverLaunch &launch);

} // namespace yichuang
