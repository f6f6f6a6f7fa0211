// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QFuture>
#include <QFutureWatcher>

namespace yichuang
{

/// Calls `act` in `owner`'s thread with what the future gives; Cancelled where its maker went away. Always later, never
/// inside this call, and not at all once `owner` is gone. (QFuture::then with a context asserts in that last case.)
template <typename T, typename Act>
void answerLater(const QFuture<Result<T>> &future, QObject *owner, Act act)
{
    auto *watcher = new QFutureWatcher<Result<T>>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, act = std::move(act)] {
        const QFuture<Result<T>> ended = watcher->future();
        watcher->deleteLater();
        if (ended.resultCount() > 0)
            act(ended.result());
        else
            act(Result<T>(failure(Fault::Cancelled, QStringLiteral("flow"))));
    });
    watcher->setFuture(future);
}

/// One clerk's time at a flow, from begin() to end(). Answers that were asked for in one shift never reach the next.
/// A member of the QObject that asks; the main thread.
class Shift
{
public:
    /// From here on every answer asked for before is dropped.
    void change() { ++m_number; }
    [[nodiscard]] int number() const { return m_number; }
    /// answerLater() where the shift is still the same by then. `owner` holds this shift.
    template <typename T, typename Act>
    void await(QObject *owner, const QFuture<Result<T>> &future, Act act) const
    {
        answerLater(future, owner, [this, number = m_number, act = std::move(act)](const Result<T> &answer) {
            if (number == m_number)
                act(answer);
        });
    }

private:
    int m_number = 0;
};

} // namespace yichuang
