// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace yichuang
{

/// Why a plugin of the site folder is not loaded.
enum class DriverRefusal {
    None,
    NotADriver, ///< no plugin of this program's interface, or its metadata lacks a name or a kind
    NotListed,  ///< its SHA-256 is not on the list: never allowed, or changed since
    Elsewhere,  ///< a link to a file outside the folder
    Writable,   ///< others than its owner may write the file, the folder or the list
};
/// As "notListed", for support; empty for None.
[[nodiscard]] inline QString driverRefusalName(DriverRefusal refusal)
{
    switch (refusal) {
    case DriverRefusal::None:
        break;
    case DriverRefusal::NotADriver:
        return QStringLiteral("notADriver");
    case DriverRefusal::NotListed:
        return QStringLiteral("notListed");
    case DriverRefusal::Elsewhere:
        return QStringLiteral("elsewhere");
    case DriverRefusal::Writable:
        return QStringLiteral("writable");
    }
    return {};
}

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

} // namespace yichuang
