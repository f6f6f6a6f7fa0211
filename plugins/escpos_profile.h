// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QJsonValue>

namespace yichuang::escpos
{

/// What one model of printer can do.
struct Profile {
    QString name;
    int widthDots = 576;  ///< 576 on 80 mm paper, 384 on 58 mm
    int columns = 48;     ///< of half-width characters of 12 dots
    bool nativeQr = true; ///< else codes are printed as pictures
    int qrModule = 6;     ///< dots a module, 1 to 16
    bool cutter = true;
    bool status = true;        ///< may answer DLE EOT
    bool cutterStatus = false; ///< answers DLE EOT 3 too
    bool drawn = false;        ///< Chinese is drawn, for a printer without a GBK font ("encoding": "drawn")
    int drawerPin = 0;         ///< of the cash drawer that each slip opens, 2 or 5; 0: none
    bool operator==(const Profile &) const = default;
};

/// A profile by its name among those that come with the driver, or the object itself. ConfigMalformed names the
/// member that is wrong, NotFound an unknown name.
[[nodiscard]] Result<Profile> profileOf(const QJsonValue &value);

} // namespace yichuang::escpos
