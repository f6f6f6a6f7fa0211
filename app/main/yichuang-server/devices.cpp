// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/devices.h"
#include "app/main/yichuang-server/commands.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonObject>

namespace yichuang::server
{

ExitCode runDeviceList(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    if (given(parser, "dir").isEmpty())
        return complainUsage(QStringLiteral("device list needs --dir"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    QJsonArray devices;
    for (const DeviceRecord &device : allDevices(*opened->sql, opened->configuration.hall)) {
        devices.append(QJsonObject{{QStringLiteral("device"), device.id},
                                   {QStringLiteral("window"), device.window},
                                   {QStringLiteral("windowName"), device.windowName},
                                   {QStringLiteral("generation"), device.generation},
                                   {QStringLiteral("revoked"), device.revoked}});
    }
    if (const auto &trouble = opened->sql->trouble())
        return complain(*trouble);
    print({{QStringLiteral("devices"), devices}});
    return ExitCode::Ok;
}

/// Its next call is refused, in every process of the centre.
ExitCode runDeviceRevoke(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({withValue("dir", "data folder"), withValue("device", "the window's id, as 130102-03-1")});
    if (const auto end = parsed(parser, arguments))
        return *end;
    const QString device = given(parser, "device");
    if (given(parser, "dir").isEmpty() || device.isEmpty())
        return complainUsage(QStringLiteral("device revoke needs --dir and --device"));
    auto opened = openFolder(given(parser, "dir"));
    if (!opened)
        return complain(opened.error());
    const SystemClock clock;
    opened->sql->begin(opened->configuration.hall);
    const bool revoked = revokeDevice(*opened->sql, opened->configuration.hall, device, clock.now());
    if (const auto kept = opened->sql->commit(); !kept)
        return complain(kept.error());
    if (!revoked)
        return complain({Fault::NotFound, QStringLiteral("server.device"), device});
    print({{QStringLiteral("device"), device}, {QStringLiteral("revoked"), true}});
    return ExitCode::Ok;
}

} // namespace yichuang::server
