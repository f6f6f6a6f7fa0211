// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/cards/pcsc/pcsc_reader.h"

namespace yichuang::pcsc
{

class PcscPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "pcsc.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<CardReader> cardReader(const QJsonObject &settings) override
    {
        Options options;
        options.readers = settings.value(QLatin1String("readers")).toString();
        const QString applets =
            settings.value(QLatin1String("applets")).toString(QStringLiteral("A000000308000010000100"));
        for (const QString &applet : applets.split(u' ', Qt::SkipEmptyParts))
            options.applets.append(QByteArray::fromHex(applet.toLatin1()));
        options.retryMs = std::clamp(settings.value(QLatin1String("retryMs")).toInt(options.retryMs), 100, 30'000);
        return std::make_unique<PcscReader>(options);
    }
};

} // namespace yichuang::pcsc

#include "plugin.moc"
