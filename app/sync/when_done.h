// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QFuture>
#include <QFutureWatcher>

namespace yichuang
{

/// Calls `act` in `context`'s thread with what the future gives; Cancelled where it was cancelled or its maker went
/// away. Always later, never inside this call; not at all once `context` is gone.
template <typename T, typename Act>
void whenDone(const QFuture<Result<T>> &future, QObject *context, Act act)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, act = std::move(act)] {
        const QFuture<Result<T>> ended = watcher->future();
        watcher->deleteLater();
        if (ended.resultCount() > 0)
            act(ended.result());
        else
            act(Result<T>(failure(Fault::Cancelled, QStringLiteral("sync"))));
    });
    watcher->setFuture(future);
}

} // namespace yichuang
