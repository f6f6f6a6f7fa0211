// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/when_done.h"

namespace yichuang
{

/// A stretch of work: one clerk's at a flow, a loop's between start and stop. What was asked for in one stretch never
/// reaches the next. A member of the QObject that asks; that object's thread.
class Shift
{
public:
    /// From here on every answer asked for before is dropped.
    void change() { ++m_number; }
    [[nodiscard]] int number() const { return m_number; }
    /// whenDone() where the shift is still the same by then. `owner` holds this shift.
    template <typename T, typename Act>
    void await(QObject *owner, const QFuture<Result<T>> &future, Act act) const
    {
        whenDone(future, owner, [this, number = m_number, act = std::move(act)](const Result<T> &answer) {
            if (number == m_number)
                act(answer);
        });
    }

private:
    int m_number = 0;
};

} // namespace yichuang
