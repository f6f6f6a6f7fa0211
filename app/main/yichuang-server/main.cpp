// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/main/yichuang-server/commands.h"
#include "app/main/yichuang-server/serve.h"

#include <QCoreApplication>

#include <cstdio>

namespace
{

using namespace yichuang::server;

struct Command {
    const char *word;
    const char *second; ///< nullptr where one word is all
    yichuang::ExitCode (*run)(const QStringList &arguments);
};

constexpr Command commands[] = {
    {"init", nullptr, runInit},
    {"serve", nullptr, runServe},
    {"enrol-code", nullptr, runEnrolCode},
    {"user", "add", runUserAdd},
    {"user", "password", runUserPassword},
    {"user", "totp", runUserTotp},
    {"user", "list", runUserList},
    {"device", "list", runDeviceList},
    {"device", "revoke", runDeviceRevoke},
    {"approve", nullptr, runApprove},
    {"tickets", "add", runTicketsAdd},
    {"backup", nullptr, runBackup},
    {"restore", nullptr, runRestore},
    {"blobs", "collect", runBlobsCollect},
    {"audit-heads", nullptr, runAuditHeads},
    {"catalogue", "publish", runCataloguePublish},
};

} // namespace

int main(int argc, char *argv[])
{
    using namespace yichuang;
    using namespace yichuang::server;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("yichuang-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YICHUANG_VERSION));
    installLog();
    QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--version")) {
        std::puts("yichuang-server " YICHUANG_VERSION);
        return exitNumber(ExitCode::Ok);
    }
    for (const Command &command : commands) {
        if (arguments.value(1) != QLatin1String(command.word)
            || (command.second != nullptr && arguments.value(2) != QLatin1String(command.second)))
            continue;
        arguments.remove(1, command.second != nullptr ? 2 : 1);
        return exitNumber(command.run(arguments));
    }
    return exitNumber(complainUsage(QStringLiteral("which command?")));
}
