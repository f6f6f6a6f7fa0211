// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/device_trials.h"

namespace yichuang
{

/// What support is told of the devices of a window.
struct SupportFacts {
    struct Device {
        DeviceChoice choice;
        QList<TrialEntry> entries;
    };
    QString versionLine;
    QList<FoundDriver> drivers;
    QList<Device> devices;
};

/// As plain text, in English for those who read it. Personal data is taken out: identity numbers, telephone numbers and
/// credit codes are masked, each run of digits that is longer than eight too, and characters outside ASCII are U+25A1.
[[nodiscard]] QByteArray supportText(const SupportFacts &facts);

} // namespace yichuang
