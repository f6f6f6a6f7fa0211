// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/held_thread.h"

#include "tests/ui/tour/counter.h"

#include <ctime>

namespace yichuang::bench
{
namespace
{

constexpr int beatMs = 2;

qint64 spentNs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

} // namespace

HeldThread::HeldThread()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &HeldThread::beat);
    forget();
    m_timer.start(beatMs);
}

void HeldThread::forget()
{
    m_longestMs = m_busiestCpuMs = 0;
    m_lastNs = tour::steadyNs();
    m_lastCpuNs = spentNs();
}

void HeldThread::beat()
{
    const qint64 now = tour::steadyNs();
    const qint64 spent = spentNs();
    m_longestMs = std::max(m_longestMs, static_cast<double>(now - m_lastNs) / 1e6 - beatMs);
    m_busiestCpuMs = std::max(m_busiestCpuMs, static_cast<double>(spent - m_lastCpuNs) / 1e6);
    m_lastNs = now;
    m_lastCpuNs = spent;
}

} // namespace yichuang::bench
