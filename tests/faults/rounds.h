// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace yichuang
{

/// How many rounds a test of chance plays: a campaign names more in the environment than a test of every day has.
[[nodiscard]] inline int roundsOf(const char *variable, int usual)
{
    const int asked = qEnvironmentVariableIntValue(variable);
    return asked > 0 ? asked : usual;
}

} // namespace yichuang
