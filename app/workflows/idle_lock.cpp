// SPDX-License-Identifier: Apache-2.0
#include "app/workflows/idle_lock.h"

#include <QEvent>

namespace yichuang
{

namespace
{

constexpr qint64 minuteMs = 60'000;
constexpr int lookEveryMs = 5'000;

} // namespace

IdleLock::IdleLock(SignInFlow &signIn, const Clock &clock, int minutes, QObject *parent)
    : QObject(parent),
      m_signIn(signIn),
      m_clock(clock),
      m_afterMs(minutes * minuteMs)
{
    acted();
    connect(&m_signIn, &SignInFlow::changed, this, &IdleLock::acted);
    connect(&m_looks, &QTimer::timeout, this, &IdleLock::look);
    if (m_afterMs > 0)
        m_looks.start(lookEveryMs);
}

bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        acted();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void IdleLock::acted()
{
    m_lastMs = m_clock.monotonicMs();
    m_lastAt = m_clock.now();
}

void IdleLock::look()
{
    const bool left = m_clock.monotonicMs() - m_lastMs >= m_afterMs || m_lastAt.msecsTo(m_clock.now()) >= m_afterMs;
    if (m_afterMs > 0 && left && std::holds_alternative<SignedIn>(m_signIn.state()))
        m_signIn.lock();
}

} // namespace yichuang
