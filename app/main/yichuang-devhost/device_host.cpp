// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-devhost/device_host.h"

#include <QDir>
#include <QJsonArray>
#include <QPluginLoader>

namespace yichuang
{
namespace
{

DriverPlugin *findPlugin(const QString &kind, const QString &driver, const QString &folder, QString &detail)
{
    const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.so")}, QDir::Files, QDir::Name);
    for (const QFileInfo &file : files) {
        QPluginLoader loader(file.absoluteFilePath());
        const QJsonObject metadata = loader.metaData().value(QLatin1String("MetaData")).toObject();
        if (metadata.value(QLatin1String("name")).toString() != driver
            || !metadata.value(QLatin1String("kinds")).toArray().contains(QJsonValue(kind)))
            continue;
        if (auto *plugin = qobject_cast<DriverPlugin *>(loader.instance()))
            return plugin;
        detail = loader.errorString();
    }
    return nullptr;
}

template <typename Device>
std::unique_ptr<DeviceHost> hosted(std::unique_ptr<Device> device)
{
    return device ? hostOf(std::move(device)) : nullptr;
}

} // namespace

Result<std::unique_ptr<DeviceHost>> makeHost(const QString &kind, const QString &driver, const QString &plugins,
                                             const QJsonObject &settings)
{
    if (kind == QLatin1String("documents"))
        return documentsHost();
    QString detail = kind + u' ' + driver;
    DriverPlugin *plugin = findPlugin(kind, driver, plugins, detail);
    std::unique_ptr<DeviceHost> host;
    if (plugin) {
        if (kind == QLatin1String("idReader"))
            host = hosted(plugin->idReader(settings));
        else if (kind == QLatin1String("pageSource"))
            host = hosted(plugin->pageSource(settings));
        else if (kind == QLatin1String("codeSource"))
            host = hosted(plugin->codeSource(settings));
        else if (kind == QLatin1String("slipPrinter"))
            host = hosted(plugin->slipPrinter(settings));
    }
    if (!host)
        return failure(Fault::DriverMissing, QStringLiteral("devhost.open"), detail);
    return host;
}

} // namespace yichuang
