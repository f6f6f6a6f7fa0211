// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/exit_code.h"

#include <QStringList>

#include <optional>

class QCommandLineParser;

namespace yichuang::server
{

/// Says on standard error what failed, and gives the exit code.
ExitCode complain(const Reason &reason);
/// Says how the program is used, and gives the exit code.
ExitCode complainUsage(const QString &why);
/// Parses, with --help; an exit code where the program is to end.
[[nodiscard]] std::optional<ExitCode> parsed(QCommandLineParser &parser, const QStringList &arguments);

/// The commands; `arguments` begin with the program's name, without the command's. Each gives the exit code.
ExitCode runInit(const QStringList &arguments);
ExitCode runEnrolCode(const QStringList &arguments);
ExitCode runUserAdd(const QStringList &arguments);
ExitCode runTicketsAdd(const QStringList &arguments);
ExitCode runBackup(const QStringList &arguments);
ExitCode runRestore(const QStringList &arguments);
ExitCode runAuditHeads(const QStringList &arguments);
ExitCode runCataloguePublish(const QStringList &arguments);

} // namespace yichuang::server
