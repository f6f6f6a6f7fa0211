// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/reason.h"

#include <QStringList>

#include <optional>

class QCommandLineParser;

namespace yichuang::server
{

/// The exit codes of the programs.
enum ExitCode { ExitOk = 0, ExitFailed = 1, ExitUsage = 2, ExitConfiguration = 3, ExitNetwork = 4 };

/// The exit code that a fault means.
[[nodiscard]] int exitCodeOf(Fault fault);
/// Says on standard error what failed, and gives the exit code.
int complain(const Reason &reason);
/// Says how the program is used, and gives the exit code.
int complainUsage(const QString &why);
/// Parses, with --help; an exit code where the program is to end.
[[nodiscard]] std::optional<int> parsed(QCommandLineParser &parser, const QStringList &arguments);

/// The commands; `arguments` begin with the program's name, without the command's. Each gives the exit code.
int runInit(const QStringList &arguments);
int runEnrolCode(const QStringList &arguments);
int runUserAdd(const QStringList &arguments);
int runTicketsAdd(const QStringList &arguments);

} // namespace yichuang::server
