// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/devices/protocol.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// The ports' values as messages of the helper's protocol, and back. Foreign values that do not fit are
/// DriverProtocol.
[[nodiscard]] WireMessage cardToWire(const IdCard &card); ///< the photo goes as binary
[[nodiscard]] Result<IdCard> cardFromWire(const WireMessage &message);

[[nodiscard]] WireMessage pageToWire(const ScannedPage &page); ///< the bytes go as binary
[[nodiscard]] Result<ScannedPage> pageFromWire(const WireMessage &message);

[[nodiscard]] QJsonObject requestToWire(const ScanRequest &request);
[[nodiscard]] Result<ScanRequest> requestFromWire(const QJsonObject &json);

[[nodiscard]] QJsonObject choicesToWire(const QList<ScannerChoice> &choices);
[[nodiscard]] Result<QList<ScannerChoice>> choicesFromWire(const QJsonObject &json);

[[nodiscard]] QJsonObject abilitiesToWire(const ScannerAbilities &abilities);
[[nodiscard]] Result<ScannerAbilities> abilitiesFromWire(const QJsonObject &json);

[[nodiscard]] QString deviceStateName(DeviceState state);
[[nodiscard]] std::optional<DeviceState> deviceStateNamed(const QString &name);

} // namespace yichuang
