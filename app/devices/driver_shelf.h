// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace yichuang
{

/// Where driver plugins lie.
struct DriverShelf {
    QString package; ///< installed with the program; what lies there may be loaded
    QString site;    ///< a hall's own drivers; may not exist
    /// JSON {"drivers": ["SHA-256 in hex", …]}, written by IT: which files of the site folder may be loaded.
    QString allowList;
};

/// Why a plugin of the site folder is not loaded.
enum class DriverRefusal {
    None,
    NotADriver, ///< no plugin of this program's interface, or its metadata lacks a name or a kind
    NotListed,  ///< its SHA-256 is not on the list: never allowed, or changed since
    Elsewhere,  ///< a link to a file outside the folder
    Writable,   ///< others than its owner may write the file, the folder or the list
};
/// As "notListed", for a settings page and for support; empty for None.
[[nodiscard]] QString driverRefusalName(DriverRefusal refusal);

/// A plugin file, as its metadata describes it. Nothing of it has run.
struct FoundDriver {
    QString file;
    QString name;
    QString title;
    QStringList kinds;
    QStringList can;      ///< what it is able to do, as "newAddress", "duplex", "cutter"
    QJsonObject settings; ///< JSON Schema
    DriverRefusal refusal = DriverRefusal::None;
};

/// All plugins on the shelf, those of the package first, each folder by name. What is no plugin at all is left out of
/// the package's folder and refused in the site's. Any thread; reads each site file whole.
[[nodiscard]] QList<FoundDriver> findDrivers(const DriverShelf &shelf);

} // namespace yichuang
