// SPDX-License-Identifier: Apache-2.0
#include "app/sync/retry_policy.h"

#include <algorithm>

namespace yichuang
{

NextStep nextStep(Fault fault)
{
    switch (fault) {
    case Fault::SessionExpired:
        return NextStep::RenewSession;
    case Fault::RequestRefused:
    case Fault::TooLarge:
    case Fault::OperationInvalid:
    case Fault::BadArgument:
        return NextStep::SetAside;
    default:
        return NextStep::TryAgain;
    }
}

bool isPassing(Fault fault)
{
    switch (fault) {
    case Fault::CentreBusy:
    case Fault::CentreFault:
    case Fault::SessionExpired:
    case Fault::Timeout:
    case Fault::StoreUnavailable:
    case Fault::StoreBusy:
    case Fault::StoreReadOnly:
    case Fault::StoreDamaged:
    case Fault::DiskFull:
        return true;
    default:
        return false;
    }
}

bool mayBePoison(Fault fault)
{
    return fault == Fault::CentreFault || fault == Fault::ReplyMalformed || fault == Fault::ReplyTooLarge
           || nextStep(fault) == NextStep::SetAside;
}

int RetryPolicy::delayMs(int failures, std::optional<int> retryAfterSeconds, double draw) const
{
    const int doublings = std::clamp(failures - 1, 0, 20);
    const auto whole = static_cast<double>(std::min<qint64>(capMs, static_cast<qint64>(firstMs) << doublings));
    const double backOff = whole / 2 + draw * whole / 2;
    const double asked = retryAfterSeconds.value_or(0) * 1000.0;
    return static_cast<int>(std::max(backOff, asked > 0 ? asked * (1 + draw / 10) : 0.0));
}

double drawFrom(const RandomSource &random)
{
    quint32 value = 0;
    for (const char byte : random(4))
        value = (value << 8) | static_cast<quint8>(byte);
    return value / 4294967296.0;
}

} // namespace yichuang
