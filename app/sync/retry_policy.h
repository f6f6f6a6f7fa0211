// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/base/reason.h"

namespace yichuang
{

/// What to do about a call that failed as a whole.
enum class NextStep {
    TryAgain,     ///< for ever, ever more slowly
    RenewSession, ///< then the same again; nothing is dropped
    SetAside,     ///< the request itself is at fault: alone, it needs attention; the others go on
};

/// Classifies the failure of a whole request. Verdicts on single operations are no failures of the request.
[[nodiscard]] NextStep nextStep(Fault fault);
/// True for a refusal of one operation that says nothing about it (the centre was busy): it is sent again.
[[nodiscard]] bool isPassing(Fault fault);
/// True where the centre took the request and failed on it, so that one operation in it may be the cause.
[[nodiscard]] bool mayBePoison(Fault fault);

/// How long to wait between attempts.
struct RetryPolicy {
    int firstMs = 1'000;
    int capMs = 300'000;

    /// Before attempt `failures` + 1: doubles from firstMs to capMs, of which the half is drawn by `draw` (0 to 1), so
    /// that windows do not come back together; never less than the centre asked for (plus up to a tenth).
    [[nodiscard]] int delayMs(int failures, std::optional<int> retryAfterSeconds, double draw) const;
};

/// A number from 0 to 1, without 1.
[[nodiscard]] double drawFrom(const RandomSource &random);

} // namespace yichuang
