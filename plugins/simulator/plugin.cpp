// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/simulator/simulated_codes.h"
#include "plugins/simulator/simulated_pages.h"
#include "plugins/simulator/simulated_printer.h"
#include "plugins/simulator/simulated_reader.h"

namespace yichuang::simulator
{

class SimulatorPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "simulator.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<IdReader> idReader(const QJsonObject &settings) override
    {
        return std::make_unique<SimulatedReader>(controlFile(settings));
    }
    std::unique_ptr<PageSource> pageSource(const QJsonObject &settings) override
    {
        const int pages = settings.value(QLatin1String("pages")).toInt(3);
        return std::make_unique<SimulatedPages>(std::clamp(pages, 0, 200));
    }
    std::unique_ptr<CodeSource> codeSource(const QJsonObject &settings) override
    {
        return std::make_unique<SimulatedCodes>(controlFile(settings));
    }
    std::unique_ptr<SlipPrinter> slipPrinter(const QJsonObject &settings) override
    {
        const Result<escpos::Profile> profile = escpos::profileOf(settings.value(QLatin1String("profile")));
        if (!profile)
            return nullptr;
        return std::make_unique<SimulatedPrinter>(settings.value(QLatin1String("folder")).toString(), *profile);
    }

private:
    [[nodiscard]] static QString controlFile(const QJsonObject &settings)
    {
        return settings.value(QLatin1String("controlFile")).toString();
    }
};

} // namespace yichuang::simulator

#include "plugin.moc"
