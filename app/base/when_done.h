// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

#include <memory>

namespace yichuang
{

// What happens once a future has its answer. (QFuture::then() with a context asserts where the context is gone by then,
// in Qt 6.4; without one it runs in whichever thread made the answer.)

/// Calls `act` in `owner`'s thread with what the future gives; a Result is Cancelled where the future was cancelled or
/// its maker went away, anything else is then not given at all. Always later, never inside this call; not at all once
/// `owner` is gone. `owner`'s thread has an event loop and is the one that calls this.
template <typename Value, typename Act>
void whenDone(const QFuture<Value> &future, QObject *owner, Act act)
{
    auto *watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, act = std::move(act)]() mutable {
        const QFuture<Value> ended = watcher->future();
        watcher->deleteLater();
        if (ended.resultCount() > 0)
            act(ended.result());
        else if constexpr (std::is_constructible_v<Value, tl::unexpected<Reason>>)
            act(Value(failure(Fault::Cancelled, QStringLiteral("whenDone"))));
    });
    watcher->setFuture(future);
}

/// As whenDone(), where what `act` makes of the answer, a Result or the future of one, is wanted in its turn. Cancelled
/// once `owner` is gone.
template <typename Value, typename Act>
[[nodiscard]] auto answerWhenDone(const QFuture<Value> &future, QObject *owner, Act act)
{
    using Made = std::invoke_result_t<Act, Value>;
    if constexpr (requires(Made made) { made.resultCount(); }) {
        using Inner = decltype(std::declval<Made>().result());
        auto promise = std::make_shared<QPromise<Inner>>();
        promise->start();
        whenDone(future, owner, [promise, owner, act = std::move(act)](const Value &value) mutable {
            whenDone(act(value), owner, [promise](const Inner &answer) {
                promise->addResult(answer);
                promise->finish();
            });
        });
        return promise->future();
    } else {
        auto promise = std::make_shared<QPromise<Made>>();
        promise->start();
        whenDone(future, owner, [promise, act = std::move(act)](const Value &value) mutable {
            promise->addResult(act(value));
            promise->finish();
        });
        return promise->future();
    }
}

} // namespace yichuang
