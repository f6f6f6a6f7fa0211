// SPDX-License-Identifier: Apache-2.0
#include "plugins/escpos_profile.h"

#include "app/base/json.h"

#include <QFile>

namespace yichuang::escpos
{
namespace
{

tl::unexpected<Reason> malformed(const char *member)
{
    return failure(Fault::ConfigMalformed, QStringLiteral("escpos.profile"), QString::fromLatin1(member));
}

Result<Profile> fromObject(const QJsonObject &json)
{
    Profile profile;
    profile.name = json.value(QLatin1String("name")).toString();
    profile.widthDots = json.value(QLatin1String("widthDots")).toInt(profile.widthDots);
    profile.columns = json.value(QLatin1String("columns")).toInt(profile.columns);
    profile.nativeQr = json.value(QLatin1String("nativeQr")).toBool(profile.nativeQr);
    profile.qrModule = json.value(QLatin1String("qrModule")).toInt(profile.qrModule);
    profile.cutter = json.value(QLatin1String("cutter")).toBool(profile.cutter);
    profile.status = json.value(QLatin1String("status")).toBool(profile.status);
    profile.cutterStatus = json.value(QLatin1String("cutterStatus")).toBool(profile.cutterStatus);
    profile.drawerPin = json.value(QLatin1String("drawerPin")).toInt(profile.drawerPin);
    const QString encoding = json.value(QLatin1String("encoding")).toString(QStringLiteral("gbk"));
    profile.drawn = encoding == QLatin1String("drawn");
    if (!profile.drawn && encoding != QLatin1String("gbk"))
        return malformed("encoding");
    if (profile.drawerPin != 0 && profile.drawerPin != 2 && profile.drawerPin != 5)
        return malformed("drawerPin");
    if (profile.widthDots < 96 || profile.widthDots > 2048 || profile.widthDots % 8 != 0)
        return malformed("widthDots");
    if (profile.columns < 8 || profile.columns > 170)
        return malformed("columns");
    if (profile.qrModule < 1 || profile.qrModule > 16)
        return malformed("qrModule");
    return profile;
}

} // namespace

Result<Profile> profileOf(const QJsonValue &value)
{
    if (value.isObject())
        return fromObject(value.toObject());
    const QString name = value.toString(QStringLiteral("generic-80mm"));
    QFile file(QStringLiteral(":/printers/%1.json").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::NotFound, QStringLiteral("escpos.profile"), name);
    return parseJsonObject(file.readAll()).and_then(fromObject);
}

} // namespace yichuang::escpos
