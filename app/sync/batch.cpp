// SPDX-License-Identifier: Apache-2.0
#include "app/sync/batch.h"

#include "app/base/json.h"
#include "app/sync/retry_policy.h"

#include <QSet>

namespace yichuang
{

Selection chooseBatch(const QList<Operation> &pending, const Benches &benches, qint64 nowMs, bool single,
                      BatchLimits limits)
{
    Selection selection;
    qsizetype bytes = 0;
    std::optional<Operation> onTrial;
    const int most = single ? 1 : limits.operations;
    for (const Operation &operation : pending) {
        const auto bench = benches.constFind(operation.caseId);
        if (bench != benches.constEnd()) {
            if (bench->dueMs <= nowMs && !onTrial)
                onTrial = operation;
            if (selection.nextDueMs < 0 || bench->dueMs < selection.nextDueMs)
                selection.nextDueMs = bench->dueMs;
            ++selection.passedOver;
            continue;
        }
        if (selection.batch.size() >= most || bytes >= limits.bytes)
            continue;
        bytes += canonicalJson(operation.payload).size() + 512;
        if (selection.batch.isEmpty() || bytes <= limits.bytes)
            selection.batch.append(operation);
    }
    selection.alone = selection.batch.isEmpty() && onTrial;
    if (selection.alone)
        selection.batch.append(*onTrial);
    if (!selection.batch.isEmpty())
        selection.nextDueMs = -1;
    return selection;
}

QList<OperationVerdict> settledBy(const QList<Operation> &sent, const QList<OperationVerdict> &verdicts)
{
    QSet<QString> open;
    for (const Operation &operation : sent)
        open.insert(operation.id);
    QList<OperationVerdict> settled;
    for (const OperationVerdict &verdict : verdicts) {
        if (verdict.kind == VerdictKind::Refused && isPassing(verdict.fault))
            continue;
        if (open.remove(verdict.operationId))
            settled.append(verdict);
    }
    return settled;
}

} // namespace yichuang
