// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/driver_shelf.h"
#include "app/devices/protocol.h"
#include "app/devices/wire_trace.h"
#include "app/ports/driver.h"

#include <QObject>

namespace yichuang
{

/// One device, or the documents' decoder, behind the helper's protocol: takes calls and gives events.
class DeviceHost : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<WireMessage> &)>;
    using QObject::QObject;
    /// Answers once, now or later. Unsupported for a call that it does not know.
    virtual void call(const QString &name, const QJsonObject &args, const QByteArray &binary, const Answer &answer) = 0;
    /// From here on it tells what goes over the device's wire, as events "trace", where the device does.
    virtual void trace() {}

Q_SIGNALS:
    void event(const QString &name, const yichuang::WireMessage &message);

protected:
    /// Listens to the device's signal traced(bool fromDevice, QByteArray bytes, bool content), where it has one.
    void listenTo(QObject &device);

private Q_SLOTS:
    void tellTrace(bool fromDevice, const QByteArray &bytes, bool content);

private:
    WireTrace m_trace;
};

/// Makes the host of a kind: "documents", or a device that the plugin makes with the settings. DriverMissing where
/// no plugin on the shelf offers the kind under that name, or the one that does is refused: the detail says why.
[[nodiscard]] Result<std::unique_ptr<DeviceHost>> makeHost(const QString &kind, const QString &driver,
                                                           const DriverShelf &shelf, const QJsonObject &settings);

[[nodiscard]] std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<IdReader> reader);
[[nodiscard]] std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<PageSource> source);
[[nodiscard]] std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<CodeSource> source);
[[nodiscard]] std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<SlipPrinter> printer);
[[nodiscard]] std::unique_ptr<DeviceHost> hostOf(std::unique_ptr<CardReader> reader);
[[nodiscard]] std::unique_ptr<DeviceHost> documentsHost();

} // namespace yichuang
