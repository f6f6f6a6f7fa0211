// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/ports/driver.h"
#include "plugins/printers/escpos/escpos_printer.h"

namespace yichuang::escpos
{

class EscPosPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "escpos.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<SlipPrinter> slipPrinter(const QJsonObject &settings) override
    {
        const Result<Profile> profile = profileOf(settings.value(QLatin1String("profile")));
        if (!profile) {
            qCWarning(logDevice).noquote() << describe(profile.error());
            return nullptr;
        }
        return std::make_unique<EscPosPrinter>(settings.value(QLatin1String("to")).toString(), *profile);
    }
};

} // namespace yichuang::escpos

#include "plugin.moc"
