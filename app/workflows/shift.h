// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFuture>
#include <QObject>

namespace yichuang
{

/// One clerk's time at a flow, from begin() to end(). Answers that were asked for in one shift never reach the next.
/// A member of the QObject that asks; the main thread.
class Shift
{
public:
    /// From here on every answer asked for before is dropped.
    void change() { ++m_number; }
    [[nodiscard]] int number() const { return m_number; }
    /// Calls `act` with the answer where the shift is still the same and `owner`, which holds this shift, lives.
    template <typename Answer, typename Act>
    void await(QObject *owner, QFuture<Answer> answer, Act act) const
    {
        answer.then(owner, [this, number = m_number, act](const Answer &value) {
            if (number == m_number)
                act(value);
        });
    }

private:
    int m_number = 0;
};

} // namespace yichuang
