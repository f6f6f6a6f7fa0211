// SPDX-License-Identifier: Apache-2.0
#include "app/devices/driver_shelf.h"

#include "app/base/json.h"
#include "app/crypto/digest.h"
#include "app/ports/driver.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QPluginLoader>

namespace yichuang
{
namespace
{

constexpr qint64 longestList = 1024 * 1024;
constexpr qint64 largestPlugin = 256LL * 1024 * 1024;

FoundDriver described(const QFileInfo &file)
{
    FoundDriver found;
    found.file = file.absoluteFilePath();
    const QJsonObject plugin = QPluginLoader(found.file).metaData();
    const QJsonObject own = plugin.value(QLatin1String("MetaData")).toObject();
    found.name = own.value(QLatin1String("name")).toString();
    found.title = own.value(QLatin1String("title")).toString();
    found.kinds = textsFrom(own.value(QLatin1String("kinds")));
    found.can = textsFrom(own.value(QLatin1String("can")));
    found.settings = own.value(QLatin1String("settings")).toObject();
    if (plugin.value(QLatin1String("IID")).toString() != QLatin1String(YICHUANG_DRIVER_IID) || found.name.isEmpty()
        || found.kinds.isEmpty())
        found.refusal = DriverRefusal::NotADriver;
    return found;
}

bool othersMayWrite(const QFileInfo &file)
{
    return (file.permissions() & (QFileDevice::WriteGroup | QFileDevice::WriteOther)) != 0;
}

/// What the list allows, or nothing where it is absent, unreadable or open to others.
struct Allowed {
    QStringList hashes;
    bool writable = false;
};

Allowed allowedBy(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    if (othersMayWrite(QFileInfo(path)))
        return {{}, true};
    const Result<QJsonObject> list = parseJsonObject(file.read(longestList));
    return {list ? textsFrom(list->value(QLatin1String("drivers"))) : QStringList(), false};
}

DriverRefusal judge(const QFileInfo &file, const Allowed &allowed)
{
    const QFileInfo folder(file.absolutePath());
    if (file.isSymLink() || file.canonicalPath() != folder.canonicalFilePath())
        return DriverRefusal::Elsewhere;
    if (allowed.writable || othersMayWrite(file) || othersMayWrite(folder))
        return DriverRefusal::Writable;
    QFile content(file.absoluteFilePath());
    if (content.size() > largestPlugin || !content.open(QIODevice::ReadOnly)
        || !allowed.hashes.contains(sha256Hex(content.readAll())))
        return DriverRefusal::NotListed;
    return DriverRefusal::None;
}

} // namespace

QList<FoundDriver> findDrivers(const DriverShelf &shelf)
{
    const auto filesOf = [](const QString &folder) {
        return folder.isEmpty() ? QFileInfoList()
                                : QDir(folder).entryInfoList({QStringLiteral("*.so")}, QDir::Files, QDir::Name);
    };
    QList<FoundDriver> all;
    for (const QFileInfo &file : filesOf(shelf.package)) {
        const FoundDriver found = described(file);
        if (found.refusal == DriverRefusal::None)
            all.append(found);
    }
    const Allowed allowed = allowedBy(shelf.allowList);
    for (const QFileInfo &file : filesOf(shelf.site)) {
        FoundDriver found = described(file);
        if (found.refusal == DriverRefusal::None)
            found.refusal = judge(file, allowed);
        all.append(found);
    }
    return all;
}

} // namespace yichuang
