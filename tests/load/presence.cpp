// SPDX-License-Identifier: Apache-2.0
#include "tests/load/presence.h"

#include "app/base/when_done.h"
#include "tests/load/tally.h"

namespace yichuang::load
{
namespace
{

/// One reading of the feed from its beginning to its end.
struct Reading {
    Centre &centre;
    QString journal;
    QPromise<Result<Presence>> promise;
    QHash<QString, QString> found; ///< case by operation
    Presence presence;
};

void conclude(Reading &reading)
{
    const QHash<QString, QString> acknowledged = Journal::read(reading.journal);
    QSet<QString> cases;
    for (auto one = acknowledged.begin(); one != acknowledged.end(); ++one) {
        cases.insert(one.value());
        if (reading.found.value(one.key()) != one.value())
            ++reading.presence.missing;
    }
    reading.presence.acknowledged = acknowledged.size();
    reading.presence.cases = cases.size();
    reading.promise.addResult(reading.presence);
    reading.promise.finish();
}

void readOn(const std::shared_ptr<Reading> &reading, const QString &cursor)
{
    whenDone(reading->centre.changes(cursor, 0), &reading->centre, [reading, cursor](const Result<ChangeBatch> &batch) {
        if (!batch) {
            reading->promise.addResult(Result<Presence>(failure(batch.error())));
            reading->promise.finish();
            return;
        }
        for (const Change &change : batch->changes) {
            reading->presence.twice += reading->found.contains(change.operation.id) ? 1 : 0;
            reading->found.insert(change.operation.id, change.operation.caseId);
        }
        reading->presence.inFeed += batch->changes.size();
        if (batch->changes.isEmpty())
            conclude(*reading);
        else
            readOn(reading, batch->cursor);
    });
}

} // namespace

QFuture<Result<Presence>> lookForAll(Centre &centre, const QString &journal)
{
    auto reading = std::make_shared<Reading>(Reading{centre, journal, {}, {}, {}});
    reading->promise.start();
    readOn(reading, QString());
    return reading->promise.future();
}

} // namespace yichuang::load
