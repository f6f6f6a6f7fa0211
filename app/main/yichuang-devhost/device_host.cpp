// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-devhost/device_host.h"

#include "app/base/json.h"
#include "app/documents/frame_codes.h"

#include <QMetaMethod>
#include <QPluginLoader>

namespace yichuang
{
namespace
{

/// The first plugin that offers it and may be loaded; else `detail` tells of one that may not.
DriverPlugin *findPlugin(const QString &kind, const QString &driver, const DriverShelf &shelf, QString &detail)
{
    const QList<FoundDriver> drivers = findDrivers(shelf);
    for (const FoundDriver &found : drivers) {
        if (found.name != driver || !found.kinds.contains(kind))
            continue;
        if (found.refusal != DriverRefusal::None) {
            detail = found.file + QStringLiteral(": ") + driverRefusalName(found.refusal);
            continue;
        }
        QPluginLoader loader(found.file);
        if (auto *plugin = qobject_cast<DriverPlugin *>(loader.instance()))
            return plugin;
        detail = loader.errorString();
    }
    return nullptr;
}

/// The plugin's own source of codes, or what reads them off the frames of its camera.
std::unique_ptr<CodeSource> codeSourceOf(DriverPlugin &plugin, const QJsonObject &settings)
{
    if (auto own = plugin.codeSource(settings))
        return own;
    auto frames = plugin.frameSource(settings);
    if (!frames)
        return nullptr;
    return std::make_unique<FrameCodes>(std::move(frames), textsFrom(settings.value(QLatin1String("formats"))),
                                        std::make_shared<SystemClock>());
}

template <typename Device>
std::unique_ptr<DeviceHost> hosted(std::unique_ptr<Device> device)
{
    return device ? hostOf(std::move(device)) : nullptr;
}

} // namespace

void DeviceHost::listenTo(QObject &device)
{
    const int traced = device.metaObject()->indexOfSignal("traced(bool,QByteArray,bool)");
    if (traced >= 0) {
        const int slot = staticMetaObject.indexOfSlot("tellTrace(bool,QByteArray,bool)");
        connect(&device, device.metaObject()->method(traced), this, staticMetaObject.method(slot));
    }
}

void DeviceHost::tellTrace(bool fromDevice, const QByteArray &bytes, bool content)
{
    if (const std::optional<QJsonObject> piece = m_trace.tell(fromDevice, bytes, content))
        Q_EMIT event(QStringLiteral("trace"), WireMessage{*piece, {}});
}

Result<std::unique_ptr<DeviceHost>> makeHost(const QString &kind, const QString &driver, const DriverShelf &shelf,
                                             const QJsonObject &settings)
{
    if (kind == QLatin1String("documents"))
        return documentsHost();
    QString detail = kind + u' ' + driver;
    DriverPlugin *plugin = findPlugin(kind, driver, shelf, detail);
    std::unique_ptr<DeviceHost> host;
    if (plugin) {
        if (kind == QLatin1String("idReader"))
            host = hosted(plugin->idReader(settings));
        else if (kind == QLatin1String("pageSource"))
            host = hosted(plugin->pageSource(settings));
        else if (kind == QLatin1String("codeSource"))
            host = hosted(codeSourceOf(*plugin, settings));
        else if (kind == QLatin1String("slipPrinter"))
            host = hosted(plugin->slipPrinter(settings));
        else if (kind == QLatin1String("cardReader"))
            host = hosted(plugin->cardReader(settings));
    }
    if (!host)
        return failure(Fault::DriverMissing, QStringLiteral("devhost.open"), detail);
    return host;
}

} // namespace yichuang
