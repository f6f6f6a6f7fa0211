// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/idreaders/samv/samv_reader.h"
#include "plugins/idreaders/samv/several_readers.h"

#include <QJsonArray>

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
        options.link.baud = settings.value(QLatin1String("baud")).toInt(0);
        options.link.retryMs = settings.value(QLatin1String("retryMs")).toInt(options.link.retryMs);
        options.pollMs = settings.value(QLatin1String("pollMs")).toInt(options.pollMs);
        const QJsonValue port = settings.value(QLatin1String("port"));
        if (!port.isArray()) {
            options.link.port = port.toString();
            return std::make_unique<SamvReader>(options);
        }
        std::vector<std::unique_ptr<IdReader>> readers;
        const QJsonArray ports = port.toArray();
        for (const QJsonValue &each : ports) {
            options.link.port = each.toString();
            readers.push_back(std::make_unique<SamvReader>(options));
        }
        return std::make_unique<SeveralReaders>(std::move(readers));
    }
};

} // namespace yichuang::samv

#include "plugin.moc"
