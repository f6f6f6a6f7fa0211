// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QFuture>
#include <QTest>

namespace yichuang
{

/// The value, or the end of the test program with the reason: for what a test stands on and does not test.
template <typename T>
T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s", qPrintable(describe(result.error())));
    return *result;
}

/// The same once it is there.
template <typename T>
T must(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000) || future.resultCount() == 0)
        qFatal("no answer");
    return must(future.result());
}

} // namespace yichuang
