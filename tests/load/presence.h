// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre.h"

namespace yichuang::load
{

/// What the centre has of what it acknowledged.
struct Presence {
    qint64 acknowledged = 0;
    qint64 cases = 0; ///< of which something was acknowledged
    qint64 missing = 0;
    qint64 twice = 0; ///< operations that the feed gives more than once
    qint64 inFeed = 0;
};

/// Reads the whole feed of the centre and holds a journal against it.
[[nodiscard]] QFuture<Result<Presence>> lookForAll(Centre &centre, const QString &journal);

} // namespace yichuang::load
