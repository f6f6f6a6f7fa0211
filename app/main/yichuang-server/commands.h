// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/exit_code.h"
#include "app/server/configuration.h"

#include <QCommandLineOption>
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

/// An option with a value, a flag, and what was given for one.
[[nodiscard]] QCommandLineOption withValue(const char *name, const char *what, const char *fallback = "");
[[nodiscard]] QCommandLineOption flag(const char *name, const char *what);
[[nodiscard]] QString given(const QCommandLineParser &parser, const char *name);
/// Prints one line of JSON.
void print(const QJsonObject &json);

/// The configuration and an open store of a data folder.
struct Opened {
    Configuration configuration;
    std::unique_ptr<Sql> sql;
};
[[nodiscard]] Result<Opened> openFolder(const QString &folder);

/// The commands; `arguments` begin with the program's name, without the command's. Each gives the exit code.
ExitCode runInit(const QStringList &arguments);
ExitCode runEnrolCode(const QStringList &arguments);
ExitCode runUserAdd(const QStringList &arguments);
ExitCode runUserPassword(const QStringList &arguments);
ExitCode runUserTotp(const QStringList &arguments);
ExitCode runUserList(const QStringList &arguments);
ExitCode runDeviceList(const QStringList &arguments);
ExitCode runDeviceRevoke(const QStringList &arguments);
ExitCode runApprove(const QStringList &arguments);
ExitCode runTicketsAdd(const QStringList &arguments);
ExitCode runBackup(const QStringList &arguments);
ExitCode runBlobsCollect(const QStringList &arguments);
ExitCode runRestore(const QStringList &arguments);
ExitCode runAuditHeads(const QStringList &arguments);
ExitCode runCataloguePublish(const QStringList &arguments);

} // namespace yichuang::server
