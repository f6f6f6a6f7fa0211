// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/card_reader.h"
#include "app/ports/devices.h"
#include "app/ports/frames.h"

#include <QJsonObject>
#include <QtPlugin>

namespace yichuang
{

/// What a driver plugin makes. One plugin may offer several kinds; the plugin's JSON metadata says which:
/// {"kinds": ["idReader"], "name": "samv", "settings": {JSON Schema}}. Plugins run in the helper process and use
/// ports only.
class DriverPlugin
{
public:
    DriverPlugin() = default;
    DriverPlugin(const DriverPlugin &) = delete;
    DriverPlugin &operator=(const DriverPlugin &) = delete;
    virtual ~DriverPlugin() = default;

    /// Makes the device with the settings that its schema describes, or nullptr where it does not offer the kind.
    [[nodiscard]] virtual std::unique_ptr<IdReader> idReader(const QJsonObject &) { return nullptr; }
    [[nodiscard]] virtual std::unique_ptr<PageSource> pageSource(const QJsonObject &) { return nullptr; }
    [[nodiscard]] virtual std::unique_ptr<CodeSource> codeSource(const QJsonObject &) { return nullptr; }
    /// A camera. A driver of the kind "codeSource" that makes none itself may give frames instead: codes are read off
    /// them.
    [[nodiscard]] virtual std::unique_ptr<FrameSource> frameSource(const QJsonObject &) { return nullptr; }
    [[nodiscard]] virtual std::unique_ptr<CardReader> cardReader(const QJsonObject &) { return nullptr; }
    [[nodiscard]] virtual std::unique_ptr<SlipPrinter> slipPrinter(const QJsonObject &) { return nullptr; }
};

} // namespace yichuang

#define YICHUANG_DRIVER_IID "cn.yichuang.Driver/1"
Q_DECLARE_INTERFACE(yichuang::DriverPlugin, YICHUANG_DRIVER_IID)
