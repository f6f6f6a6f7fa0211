// SPDX-License-Identifier: Apache-2.0
#include "app/base/clock.h"

#include <chrono>

namespace yichuang
{

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

qint64 SystemClock::monotonicMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace yichuang
