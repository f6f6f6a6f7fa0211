// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/operation.h"

#include <QHash>

namespace yichuang
{

/// A case on which the centre failed: it goes alone for a while, so that it holds up no other.
struct Bench {
    int failures = 0;
    qint64 dueMs = 0;                 ///< monotonic; not before
    Fault fault = Fault::CentreFault; ///< of the last attempt
};
using Benches = QHash<QString, Bench>; ///< by case

struct BatchLimits {
    int operations = 100;
    qsizetype bytes = 512 * 1024; ///< of payloads; one operation may be larger
};

/// What to send next.
struct Selection {
    QList<Operation> batch;
    bool alone = false;       ///< of a benched case, on trial
    qint64 nextDueMs = -1;    ///< where there is nothing to send: when a benched case is due; -1: never
    qsizetype passedOver = 0; ///< operations of benched cases that are not due
};

/// Chooses from what is pending, which is in order within a case; keeps that order. `single`: one operation only.
/// Where no other case has anything, the first operation of a benched case that is due goes alone.
[[nodiscard]] Selection chooseBatch(const QList<Operation> &pending, const Benches &benches, qint64 nowMs, bool single,
                                    BatchLimits limits = {});

/// The verdicts on what was sent, one an operation, the others left out; those refused for a passing fault of the
/// centre are left out too: they stay pending.
[[nodiscard]] QList<OperationVerdict> settledBy(const QList<Operation> &sent, const QList<OperationVerdict> &verdicts);

} // namespace yichuang
