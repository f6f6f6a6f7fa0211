// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/stall_watch.h"

#include <QEvent>
#include <QMetaObject>

#include <ctime>

namespace yichuang
{
namespace
{

qint64 processorNs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv),
      m_file(qEnvironmentVariable("YICHUANG_STALL_LOG"))
{
    m_clock.start();
    if (!m_file.fileName().isEmpty())
        m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_file.isOpen() || m_depth > 0)
        return QApplication::notify(receiver, event);
    const int type = event->type();
    const char *name = receiver->metaObject()->className(); // before: the receiver may be gone afterwards
    const qint64 before = m_clock.nsecsElapsed();
    const qint64 cpuBefore = processorNs();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const qint64 held = m_clock.nsecsElapsed() - before;
    if (held >= reportFromNs)
        report(held, processorNs() - cpuBefore, type, name);
    return handled;
}

void WatchedApplication::report(qint64 heldNs, qint64 cpuNs, int type, const char *receiver)
{
    const auto ms = [](qint64 ns) { return QString::number(static_cast<double>(ns) / 1e6, 'f', 1); };
    m_file.write(QStringLiteral("{\"at\":%1,\"ms\":%2,\"cpuMs\":%3,\"event\":%4,\"receiver\":\"%5\"}\n")
                     .arg(m_clock.elapsed())
                     .arg(ms(heldNs), ms(cpuNs))
                     .arg(type)
                     .arg(QLatin1String(receiver))
                     .toLatin1());
    m_file.flush();
}

} // namespace yichuang
