// SPDX-License-Identifier: Apache-2.0
#include "app/base/log.h"
#include "app/main/yichuang-server/commands.h"
#include "app/main/yichuang-server/serve.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace yichuang;
    using namespace yichuang::server;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("yichuang-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YICHUANG_VERSION));
    installLog();
    QStringList arguments = QCoreApplication::arguments();
    const auto taken = [&arguments](const char *word) {
        if (arguments.value(1) != QLatin1String(word))
            return false;
        arguments.removeAt(1);
        return true;
    };
    if (taken("--version")) {
        std::puts("yichuang-server " YICHUANG_VERSION);
        return exitNumber(ExitCode::Ok);
    }
    if (taken("init"))
        return exitNumber(runInit(arguments));
    if (taken("serve"))
        return exitNumber(runServe(arguments));
    if (taken("enrol-code"))
        return exitNumber(runEnrolCode(arguments));
    if (taken("backup"))
        return exitNumber(runBackup(arguments));
    if (taken("restore"))
        return exitNumber(runRestore(arguments));
    if (taken("audit-heads"))
        return exitNumber(runAuditHeads(arguments));
    if (arguments.value(2) == QLatin1String("add")) {
        if (taken("user") && taken("add"))
            return exitNumber(runUserAdd(arguments));
        if (taken("tickets") && taken("add"))
            return exitNumber(runTicketsAdd(arguments));
    }
    if (arguments.value(2) == QLatin1String("publish") && taken("catalogue") && taken("publish"))
        return exitNumber(runCataloguePublish(arguments));
    return exitNumber(complainUsage(QStringLiteral("which command?")));
}
