// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/exit_code.h"

#include <QStringList>

namespace yichuang
{

/// What the client is started with.
struct CommandLine {
    QString config;    ///< the person's settings; empty: the usual place
    bool demo = false; ///< a hall of its own to try and to train in
    QString demoFolder;
    QString enrolCode; ///< enrol this machine, say so and end
    bool json = false;
};

/// Reads the arguments before any window is made; `arguments` starts with the program. Prints help or version itself:
/// then the result is the exit code in `done`.
struct ReadCommandLine {
    CommandLine line;
    std::optional<ExitCode> done;
};
[[nodiscard]] ReadCommandLine readCommandLine(const QStringList &arguments);

} // namespace yichuang
