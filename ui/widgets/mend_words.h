// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/mend_report.h"

namespace yichuang
{

/// What a clerk is told of a store that was mended; `file` is where the whole report lies.
[[nodiscard]] QString mendNotice(const QString &file);
/// The whole report, in the language of the window: what was found and when, what was kept and where, what may be
/// missing. Lines of text without personal data.
[[nodiscard]] QString mendText(const MendReport &report);

} // namespace yichuang
