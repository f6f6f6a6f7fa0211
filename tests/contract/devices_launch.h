// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/places.h"
#include "app/devices/driver_process.h"

#include <QCoreApplication>

namespace yichuang
{

/// How the tests run a driver: the built helper and plugins, with short waits before a restart.
inline DriverLaunch launchOf(const QString &driver, const QJsonObject &settings = {})
{
    const Places places = findPlaces(QCoreApplication::applicationDirPath());
    DriverLaunch launch{places.devhost, places.plugins, driver, settings, {}};
    launch.patience.firstRestartMs = 50;
    return launch;
}

} // namespace yichuang
