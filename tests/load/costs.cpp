// SPDX-License-Identifier: Apache-2.0
#include "tests/load/costs.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

namespace yichuang::load
{
namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double ticksAsSeconds(qint64 ticks)
{
    return static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// User and system time of a process; 0 where there is none.
double secondsOf(qint64 process)
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(process));
    const QList<QByteArray> words = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return words.size() < 13 ? 0 : ticksAsSeconds(words[11].toLongLong() + words[12].toLongLong());
}

/// All but what it was idle or waited for disks.
double machineSeconds()
{
    const QList<QByteArray> words = contentOf(QStringLiteral("/proc/stat")).split('\n').first().simplified().split(' ');
    qint64 ticks = 0;
    for (const int place : {1, 2, 3, 6, 7})
        ticks += words.value(place).toLongLong();
    return ticksAsSeconds(ticks);
}

} // namespace

Costs costsNow(qint64 server)
{
    Costs costs;
    costs.machineSeconds = machineSeconds();
    costs.ownSeconds = secondsOf(QCoreApplication::applicationPid());
    if (server > 0) {
        costs.serverSeconds = secondsOf(server);
        costs.serverBytes = contentOf(QStringLiteral("/proc/%1/statm").arg(server)).split(' ').value(1).toLongLong()
                            * ::sysconf(_SC_PAGESIZE);
    }
    return costs;
}

QJsonObject toJson(const Costs &before, const Costs &after, double seconds)
{
    const auto cores = [seconds](double used) { return used / seconds; };
    return {
        {QStringLiteral("machineCores"), cores(after.machineSeconds - before.machineSeconds)},
        {QStringLiteral("generatorCores"), cores(after.ownSeconds - before.ownSeconds)},
        {QStringLiteral("serverCores"), cores(after.serverSeconds - before.serverSeconds)},
        {QStringLiteral("serverMiB"), static_cast<double>(after.serverBytes) / (1024 * 1024)},
        {QStringLiteral("serverMiBMore"), static_cast<double>(after.serverBytes - before.serverBytes) / (1024 * 1024)}};
}

} // namespace yichuang::load
