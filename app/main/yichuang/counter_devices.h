// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/places.h"
#include "app/base/settings.h"
#include "app/devices/hosted_documents.h"
#include "app/ports/devices.h"

namespace yichuang
{

/// What stands on the counter, as the settings "devices.idReader", "devices.pageSource", "devices.codeSource" and
/// "devices.slipPrinter" name it: {"driver": "samv", "settings": {…}}. A kind that is not named is absent.
struct CounterDevices {
    CounterDevices(const Settings &settings, const Places &places);

    std::unique_ptr<IdReader> reader;
    std::unique_ptr<PageSource> scanner;
    std::unique_ptr<CodeSource> codes;
    std::unique_ptr<SlipPrinter> slips;
    std::unique_ptr<HostedDocuments> documents;
};

} // namespace yichuang
