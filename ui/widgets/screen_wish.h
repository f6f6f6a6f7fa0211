// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"

namespace yichuang
{

/// The settings of the visitor's screen.
namespace citizen_setting
{
inline constexpr const char *screen = "citizen.screen";              ///< a ScreenWish
inline const Setting<QString> picture{"citizen.picture", QString()}; ///< a picture file of the hall; empty: its name
} // namespace citizen_setting

/// A screen as it can be told from others.
struct ScreenMark {
    QString name;   ///< of the plug, as "HDMI-1"
    QString serial; ///< of the screen itself; empty where it tells none
    bool operator==(const ScreenMark &) const = default;
};

/// Which screen faces the visitor.
struct ScreenWish {
    ScreenMark screen;
    bool onClerks = false; ///< while it is not there, or none is named: in a window on the clerk's screen
    [[nodiscard]] bool isEmpty() const { return screen.name.isEmpty() && screen.serial.isEmpty() && !onClerks; }
    bool operator==(const ScreenWish &) const = default;
};
[[nodiscard]] QJsonObject toJson(const ScreenWish &wish);
[[nodiscard]] ScreenWish screenWishFromJson(const QJsonObject &json);

/// The place of the wished screen among those that are there, or -1. A screen is known by its serial, whichever plug it
/// is in; one that tells none by its plug. Another screen in the same plug is another screen.
[[nodiscard]] qsizetype screenFor(const QList<ScreenMark> &screens, const ScreenMark &wished);
/// Those that are there now, in the order of the system; the main thread.
[[nodiscard]] QList<ScreenMark> screensNow();

} // namespace yichuang
