// SPDX-License-Identifier: Apache-2.0
#include "app/devices/driver_places.h"

namespace yichuang
{

DriverLaunch launchFrom(const Settings &settings, const Places &places)
{
    DriverLaunch launch;
    launch.devhost = places.devhost;
    launch.plugins = places.plugins;
    const auto held = [&settings](const char *key, const QString &usual) {
        return settings.isLocked(QLatin1String(key)) ? settings.get(Setting<QString>{key, usual}) : usual;
    };
    launch.sitePlugins = held("devices.sitePlugins", launch.sitePlugins);
    launch.allowList = held("devices.allowList", launch.allowList);
    return launch;
}

DriverShelf shelfOf(const DriverLaunch &launch)
{
    return {launch.plugins, launch.sitePlugins, launch.allowList};
}

} // namespace yichuang
