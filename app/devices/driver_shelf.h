// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/found_driver.h"

#include <QList>

namespace yichuang
{

/// Where driver plugins lie.
struct DriverShelf {
    QString package; ///< installed with the program; what lies there may be loaded
    QString site;    ///< a hall's own drivers; may not exist
    /// JSON {"drivers": ["SHA-256 in hex", …]}, written by IT: which files of the site folder may be loaded.
    QString allowList;
};

/// All plugins on the shelf, those of the package first, each folder by name. What is no plugin at all is left out of
/// the package's folder and refused in the site's. Any thread; reads each site file whole.
[[nodiscard]] QList<FoundDriver> findDrivers(const DriverShelf &shelf);

} // namespace yichuang
