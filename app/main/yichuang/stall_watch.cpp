// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/stall_watch.h"

#include <QEvent>
#include <QMetaObject>

#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <unistd.h>

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
    if (!m_file.fileName().isEmpty() && m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        m_schedule = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
}

WatchedApplication::~WatchedApplication()
{
    if (m_schedule >= 0)
        ::close(m_schedule);
}

WatchedApplication::Moment WatchedApplication::now() const
{
    Moment moment{m_clock.nsecsElapsed(), processorNs(), 0};
    char text[96] = {};
    // "time on a processor, time ready to run but without one, turns", in nanoseconds: proc(5).
    if (m_schedule >= 0 && ::pread(m_schedule, text, sizeof text - 1, 0) > 0) {
        char *second = nullptr;
        (void)std::strtoll(text, &second, 10);
        moment.queuedNs = std::strtoll(second, nullptr, 10);
    }
    return moment;
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_file.isOpen() || m_depth > 0)
        return QApplication::notify(receiver, event);
    const int type = event->type();
    const char *name = receiver->metaObject()->className(); // before: the receiver may be gone afterwards
    const Moment before = now();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const Moment after = now();
    if (after.ns - before.ns >= reportFromNs)
        report(before, after, type, name);
    return handled;
}

void WatchedApplication::report(const Moment &before, const Moment &after, int type, const char *receiver)
{
    const auto ms = [](qint64 ns) { return QString::number(static_cast<double>(ns) / 1e6, 'f', 1); };
    m_file.write(
        QStringLiteral("{\"at\":%1,\"ms\":%2,\"cpuMs\":%3,\"queuedMs\":%4,\"event\":%5,\"receiver\":\"%6\"}\n")
            .arg(m_clock.elapsed())
            .arg(ms(after.ns - before.ns), ms(after.cpuNs - before.cpuNs), ms(after.queuedNs - before.queuedNs))
            .arg(type)
            .arg(QLatin1String(receiver))
            .toLatin1());
    m_file.flush();
}

} // namespace yichuang
