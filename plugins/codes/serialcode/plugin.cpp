// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/codes/serialcode/serial_code_source.h"

namespace yichuang::serialcode
{

class SerialCodePlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "serialcode.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<CodeSource> codeSource(const QJsonObject &settings) override
    {
        SerialLink::Options options;
        options.port = settings.value(QLatin1String("port")).toString();
        options.baud = settings.value(QLatin1String("baud")).toInt(9600);
        options.retryMs = settings.value(QLatin1String("retryMs")).toInt(options.retryMs);
        options.missing = Fault::NotFound;
        return std::make_unique<SerialCodeSource>(options);
    }
};

} // namespace yichuang::serialcode

#include "plugin.moc"
