// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/settings.h"
#include "app/ports/devices.h"
#include "ui/widgets/theme.h"

namespace yichuang
{

/// The settings that the window reads, with the values they have where no file names them.
namespace ui_setting
{
inline const Setting<QString> look{"ui.look", QStringLiteral("light")}; ///< light, dark, contrast
inline const Setting<bool> large{"ui.large", false};
inline const Setting<int> zoom{"ui.zoom", 100};                                 ///< per cent, 100 to 200
inline const Setting<QString> language{"ui.language", QStringLiteral("zh_CN")}; ///< zh_CN, en
inline const Setting<QString> printer{"print.printer", QString()};              ///< empty: the system's default
inline const Setting<QString> scanner{"scan.scanner", QString()};               ///< empty: the first
inline const Setting<int> dpi{"scan.dpi", 200};
inline const Setting<bool> colour{"scan.colour", true};
inline const Setting<bool> feeder{"scan.feeder", true};
inline const Setting<QString> paper{"scan.paper", QStringLiteral("A4")}; ///< A4, A5, A3, idCard
inline const Setting<bool> duplex{"scan.duplex", false};
inline const Setting<bool> wedge{"codes.wedge", false};                    ///< a code scanner that types
inline const Setting<QString> wedgePrefix{"codes.wedgePrefix", QString()}; ///< what it types before each code
inline const Setting<QString> wedgeSuffix{"codes.wedgeSuffix", QString()}; ///< and behind, before Enter or Tab
inline const Setting<bool> keychain{"store.keychain", false}; ///< a key to the store in the desktop's keyring as well
} // namespace ui_setting

[[nodiscard]] inline Look lookOf(const Settings &settings)
{
    const QString name = settings.get(ui_setting::look);
    return name == QLatin1String("dark")       ? Look::Dark
           : name == QLatin1String("contrast") ? Look::Contrast
                                               : Look::Light;
}

/// What F5 asks for.
[[nodiscard]] inline ScanRequest scanRequestOf(const Settings &settings)
{
    ScanRequest request;
    request.scanner = settings.get(ui_setting::scanner);
    request.dpi = std::clamp(settings.get(ui_setting::dpi), 75, 600);
    request.colour = settings.get(ui_setting::colour);
    request.feeder = settings.get(ui_setting::feeder);
    request.paper = paperSizeNamed(settings.get(ui_setting::paper)).value_or(PaperSize::A4);
    request.duplex = settings.get(ui_setting::duplex);
    return request;
}

} // namespace yichuang
