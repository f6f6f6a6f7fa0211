// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/idreaders/samv/samv_reader.h"

namespace yichuang::samv
{

class SamvPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "samv.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<IdReader> idReader(const QJsonObject &settings) override
    {
        SamvReader::Options options;
        options.link.port = settings.value(QLatin1String("port")).toString();
        options.link.baud = settings.value(QLatin1String("baud")).toInt(options.link.baud);
        options.link.retryMs = settings.value(QLatin1String("retryMs")).toInt(options.link.retryMs);
        options.pollMs = settings.value(QLatin1String("pollMs")).toInt(options.pollMs);
        return std::make_unique<SamvReader>(options);
    }
};

} // namespace yichuang::samv

#include "plugin.moc"
