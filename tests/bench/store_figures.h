// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "tests/ui/tour/shortfall.h"

#include <QFuture>
#include <QJsonObject>

namespace yichuang::bench
{

/// How much is made for the figures that depend on it.
struct Amounts {
    int heldCases = 10'000;        ///< beside 1,000
    int offlineCases = 20;         ///< made off line
    qint64 pageBytes = 64'000'000; ///< of their pages together
    int operations = 1'000;        ///< waiting to be sent

    /// What the promises are about: 100,000 cases; three days of 200 cases and 1 GB; 10,000 operations.
    [[nodiscard]] static Amounts full() { return {100'000, 200, 1'000'000'000, 10'000}; }
};

/// The value, once it is there; this thread waits. Throws tour::Shortfall with the reason.
template <typename T>
T waited(QFuture<Result<T>> future)
{
    future.waitForFinished();
    const Result<T> result = future.takeResult();
    tour::demand(result.has_value(), result ? QString() : describe(result.error()));
    return *result;
}

/// Opening a store and its first page of cases with many cases held, against the same with 1,000; then looking a case
/// up among the many by all that a clerk types. `runs` times each.
[[nodiscard]] QList<QJsonObject> heldCases(const QString &folder, const Amounts &amounts, int runs);

/// Days off line against the real centre: how fast their pages drain beside curl, how soon a new acceptance is
/// acknowledged with all of them waiting, and how long the main thread is held while many operations drain.
[[nodiscard]] QList<QJsonObject> offlineDays(const QString &folder, const Amounts &amounts);

} // namespace yichuang::bench
