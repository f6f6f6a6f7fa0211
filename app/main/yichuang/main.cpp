// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang/client.h"
#include "app/main/yichuang/command_line.h"
#include "app/main/yichuang/stall_watch.h"

using namespace yichuang;

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const ReadCommandLine read = readCommandLine(arguments);
    if (read.done)
        return exitNumber(*read.done);

    QCoreApplication::setApplicationName(QStringLiteral("yichuang"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YICHUANG_VERSION));
    QCoreApplication::setOrganizationName(QStringLiteral("yichuang"));
    if (!read.line.enrolCode.isEmpty()) {
        QCoreApplication application(argc, argv);
        return exitNumber(enrolAndReport(read.line));
    }
    WatchedApplication application(argc, argv);
    Client client(application, read.line);
    client.start();
    return QApplication::exec();
}
