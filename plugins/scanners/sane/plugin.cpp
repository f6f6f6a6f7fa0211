// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/scanners/sane/sane_source.h"

namespace yichuang::sane
{

class SanePlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "sane.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<PageSource> pageSource(const QJsonObject &settings) override
    {
        SaneSource::Options options;
        options.configDir = settings.value(QLatin1String("configDir")).toString();
        options.localOnly = settings.value(QLatin1String("localOnly")).toBool();
        options.quality = std::clamp(settings.value(QLatin1String("quality")).toInt(options.quality), 50, 100);
        options.extra = settings.value(QLatin1String("options")).toObject();
        return std::make_unique<SaneSource>(options);
    }
};

} // namespace yichuang::sane

#include "plugin.moc"
