// SPDX-License-Identifier: Apache-2.0
#include "app/ports/driver.h"
#include "plugins/scanners/folder/folder_source.h"

namespace yichuang::folder
{

class FolderPlugin final : public QObject, public DriverPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID YICHUANG_DRIVER_IID FILE "folder.json")
    Q_INTERFACES(yichuang::DriverPlugin)

public:
    std::unique_ptr<PageSource> pageSource(const QJsonObject &settings) override
    {
        FolderSource::Options options;
        options.folder = settings.value(QLatin1String("folder")).toString();
        options.patienceMs = 1000 * std::clamp(settings.value(QLatin1String("patience")).toInt(20), 1, 600);
        return std::make_unique<FolderSource>(options, m_clock);
    }

private:
    SystemClock m_clock;
};

} // namespace yichuang::folder

#include "plugin.moc"
