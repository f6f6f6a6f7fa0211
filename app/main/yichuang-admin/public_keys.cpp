// SPDX-License-Identifier: Apache-2.0
#include "app/main/yichuang-admin/public_keys.h"

#include "app/base/json.h"

#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>

namespace yichuang
{
namespace
{

const QString keysOption = QStringLiteral("keys");

tl::unexpected<Reason> malformed(const QString &what)
{
    return failure(Fault::ConfigMalformed, QStringLiteral("admin.keys"), what);
}

Result<VerifyKey> keyFrom(const QJsonValue &value)
{
    return VerifyKey::fromDer(QByteArray::fromBase64(value.toString().toLatin1()));
}

} // namespace

void addKeysOption(QCommandLineParser &parser)
{
    parser.addOption({keysOption,
                      QStringLiteral("The hall's public keys; without it, keys.json in the program's data folder."),
                      QStringLiteral("FILE")});
}

Result<PublicKeys> publicKeys(const QCommandLineParser &parser)
{
    const QString path = parser.isSet(keysOption) ? parser.value(keysOption)
                                                  : QStandardPaths::locate(QStandardPaths::GenericDataLocation,
                                                                           QStringLiteral("yichuang/keys.json"));
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return failure(Fault::ConfigMissing, QStringLiteral("admin.keys"), path);
    const Result<QJsonObject> json = parseJsonObject(file.readAll());
    if (!json)
        return malformed(json.error().detail);
    PublicKeys keys;
    if (json->contains(QLatin1String("centre"))) {
        const Result<VerifyKey> centre = keyFrom(json->value(QLatin1String("centre")));
        if (!centre)
            return malformed(QStringLiteral("centre"));
        keys.centre = *centre;
    }
    const QJsonArray list = json->value(QLatin1String("keys")).toArray();
    for (const QJsonValue &entry : list) {
        const QJsonObject object = entry.toObject();
        const Result<VerifyKey> key = keyFrom(object.value(QLatin1String("key")));
        const QJsonValue window = object.value(QLatin1String("window"));
        if (!key)
            return malformed(QStringLiteral("key"));
        keys.windows.append(WindowKey{object.value(QLatin1String("id")).toString(),
                                      object.value(QLatin1String("device")).toString(),
                                      window.isString() ? window.toString().toInt() : window.toInt(),
                                      object.value(QLatin1String("generation")).toInt(), *key});
    }
    return keys;
}

} // namespace yichuang
