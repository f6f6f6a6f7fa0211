// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcessEnvironment>
#include <QString>

namespace yichuang
{

/// Where a program finds what was installed beside it. The same relative places hold in an installed tree
/// (bin, share/yichuang, lib/<triplet>/yichuang/plugins) and in a build tree (bin, share/yichuang, plugins).
struct Places {
    QString resources; ///< folder of catalogue, calendar, papers, printers…
    QString plugins;   ///< folder of the driver plugins
    QString devhost;   ///< the driver helper program
    bool operator==(const Places &) const = default;
};

/// Looks from the folder of the running program. YICHUANG_RESOURCES, YICHUANG_PLUGINS and YICHUANG_DEVHOST take
/// precedence where they are set. A place that does not exist is given as the first one looked at.
[[nodiscard]] Places findPlaces(const QString &programFolder,
                                const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

} // namespace yichuang
