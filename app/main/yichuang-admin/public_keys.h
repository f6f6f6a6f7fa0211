// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/signing.h"

#include <QCommandLineParser>

namespace yichuang
{

/// A window's public key, as the hall publishes it.
struct WindowKey {
    QString id;
    QString device;
    int window = 0;
    int generation = 0;
    VerifyKey key;
};

/// What a hall publishes: {"centre": …, "keys": [{id, device, window, generation, suite, key}]}.
struct PublicKeys {
    VerifyKey centre; ///< null where the file does not have it
    QList<WindowKey> windows;
};

/// The option --keys.
void addKeysOption(QCommandLineParser &parser);
/// From the file of that option, or keys.json of the program's data folder. ConfigMissing, ConfigMalformed.
[[nodiscard]] Result<PublicKeys> publicKeys(const QCommandLineParser &parser);

} // namespace yichuang
