// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

namespace yichuang
{

/// How every program of the house ends. Scripts rely on the numbers.
enum class ExitCode : std::uint8_t {
    Ok = 0,
    Failed = 1,
    Usage = 2,         ///< the arguments make no sense; nothing was done
    Configuration = 3, ///< a file that tells how to work is missing or wrong
    Network = 4,
    SignIn = 5,
    Device = 6,
    Conflict = 7, ///< somebody else was first
};

/// What a program ends with where this fault stopped it.
[[nodiscard]] ExitCode exitCodeOf(Fault fault);

/// For main() and QCoreApplication::exit().
[[nodiscard]] constexpr int exitNumber(ExitCode code)
{
    return static_cast<int>(code);
}

} // namespace yichuang
