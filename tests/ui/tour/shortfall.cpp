// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/tour/shortfall.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

namespace yichuang::tour
{
namespace
{

constexpr int betweenLooksMs = 25;

/// How many times longer than usual a busy machine is waited for: YICHUANG_TOUR_PATIENCE.
int patience()
{
    static const int times = std::max(1, qEnvironmentVariableIntValue("YICHUANG_TOUR_PATIENCE"));
    return times;
}

} // namespace

void demand(bool condition, const QString &what)
{
    if (!condition)
        throw Shortfall(what);
}

void waitUntil(const QString &what, const std::function<bool()> &holds, int ms)
{
    const QDeadlineTimer deadline(qint64(ms) * patience());
    while (!holds()) {
        demand(!deadline.hasExpired(),
               QStringLiteral("waited %1 s in vain: %2").arg(ms * patience() / 1000.0).arg(what));
        QEventLoop loop;
        QTimer::singleShot(betweenLooksMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
}

} // namespace yichuang::tour
