// SPDX-License-Identifier: Apache-2.0
#include "app/sync/timers.h"

#include <QTimer>

namespace yichuang
{

int QtTimers::after(int ms, std::function<void()> act)
{
    const int number = ++m_last;
    auto *timer = new QTimer(&m_owner);
    timer->setSingleShot(true);
    m_waiting.insert(number, timer);
    QObject::connect(timer, &QTimer::timeout, &m_owner, [this, number, timer, act = std::move(act)] {
        m_waiting.remove(number);
        timer->deleteLater();
        act();
    });
    timer->start(ms);
    return number;
}

void QtTimers::cancel(int number)
{
    if (auto *timer = m_waiting.take(number))
        delete timer;
}

} // namespace yichuang
