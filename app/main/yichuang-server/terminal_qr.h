// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QString>

namespace yichuang::server
{

/// A QR code of ASCII text for a terminal: two rows of modules a line, in half blocks, black on white by escape
/// sequences whatever the terminal's own colours are, with the quiet zone of four modules that readers ask for.
/// BadArgument where the text is too long or is not ASCII.
[[nodiscard]] Result<QString> terminalQr(const QString &text);

} // namespace yichuang::server
