// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/ports/centre.h"
#include "app/ports/outbox.h"
#include "app/sync/session_gate.h"

namespace yichuang
{

/// What every loop of sync works with.
struct SyncParts {
    Centre &centre;
    Outbox &outbox;
    const Clock &clock;
    RandomSource random;
    Timers &timers;
    RetryPolicy policy;
    SessionGate &gate;
};

} // namespace yichuang
