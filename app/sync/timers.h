// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QObject>

#include <functional>

namespace yichuang
{

/// Where delays come from, so that tests step them by hand. The caller's thread.
class Timers
{
public:
    Timers() = default;
    Timers(const Timers &) = delete;
    Timers &operator=(const Timers &) = delete;
    virtual ~Timers() = default;

    /// Calls `act` once after `ms`, never inside this call. The number, above 0, is for cancel().
    virtual int after(int ms, std::function<void()> act) = 0;
    /// Forgets a delay; one that has passed, or 0, is no matter.
    virtual void cancel(int number) = 0;
};

/// Delays of the event loop.
class QtTimers final : public Timers
{
public:
    int after(int ms, std::function<void()> act) override;
    void cancel(int number) override;

private:
    QObject m_owner;
    QHash<int, QObject *> m_waiting;
    int m_last = 0;
};

} // namespace yichuang
