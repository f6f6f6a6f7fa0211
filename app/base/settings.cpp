// SPDX-License-Identifier: Apache-2.0
#include "app/base/settings.h"

#include "app/base/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <cerrno>

namespace yichuang
{
namespace
{

Result<QJsonObject> readFile(const QString &path)
{
    if (path.isEmpty() || !QFileInfo::exists(path))
        return QJsonObject{};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(Fault::ConfigMalformed, QStringLiteral("settings.load"), path);
    auto parsed = parseJsonObject(file.read(1024 * 1024));
    if (!parsed) {
        return failure(Fault::ConfigMalformed, QStringLiteral("settings.load"),
                       path + QStringLiteral(": ") + parsed.error().detail);
    }
    return parsed;
}

} // namespace

Settings::Settings(QString ownFile, QJsonObject own, QJsonObject policy)
    : m_ownFile(std::move(ownFile)),
      m_own(std::move(own)),
      m_policy(std::move(policy))
{
}

Result<std::unique_ptr<Settings>> Settings::load(const QString &ownFile, const QString &policyFile)
{
    auto own = readFile(ownFile);
    if (!own)
        return failure(own.error());
    auto policy = readFile(policyFile);
    if (!policy)
        return failure(policy.error());
    return std::unique_ptr<Settings>(new Settings(ownFile, *own, *policy));
}

QJsonValue Settings::value(const QString &key) const
{
    return m_policy.contains(key) ? m_policy.value(key) : m_own.value(key);
}

QString Settings::get(const Setting<QString> &setting) const
{
    return value(QLatin1String(setting.key)).toString(setting.fallback);
}

int Settings::get(const Setting<int> &setting) const
{
    return value(QLatin1String(setting.key)).toInt(setting.fallback);
}

bool Settings::get(const Setting<bool> &setting) const
{
    return value(QLatin1String(setting.key)).toBool(setting.fallback);
}

bool Settings::isLocked(const QString &key) const
{
    return m_policy.contains(key);
}

QJsonObject Settings::object(const QString &key) const
{
    return value(key).toObject();
}

Result<Done> Settings::set(const QString &key, const QJsonValue &newValue)
{
    if (isLocked(key))
        return failure(Fault::ConfigLocked, QStringLiteral("settings.set"), key);
    QJsonObject own = m_own;
    own.insert(key, newValue);
    QDir().mkpath(QFileInfo(m_ownFile).absolutePath());
    QSaveFile file(m_ownFile);
    const QByteArray bytes = QJsonDocument(own).toJson();
    if (!file.open(QIODevice::WriteOnly))
        return failure(Fault::StoreReadOnly, QStringLiteral("settings.set"), file.errorString());
    if (file.write(bytes) != bytes.size() || !file.commit())
        return failure(Fault::DiskFull, QStringLiteral("settings.set"), file.errorString());
    m_own = own;
    Q_EMIT changed(key);
    return Done{};
}

} // namespace yichuang
