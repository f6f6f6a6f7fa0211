// SPDX-License-Identifier: Apache-2.0
#include "app/secrets/key_folder.h"

#include "app/base/json.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace yichuang
{
namespace
{

constexpr qint64 largestFile = 1024 * 1024;
constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// A rename is durable only once its folder is.
void syncFolder([[maybe_unused]] const QString &path)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
#endif
}

tl::unexpected<Reason> notWritten(const QFileDevice &file, const QString &name)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return failure(full ? Fault::DiskFull : Fault::StoreReadOnly, QStringLiteral("secrets.write"),
                   QStringLiteral("%1: %2").arg(name, file.errorString()));
}

} // namespace

Result<QJsonObject> KeyFolder::read(const QString &name, int version) const
{
    const QString where = QStringLiteral("secrets.read");
    QFile source(file(name));
    if (!source.exists())
        return failure(Fault::NotFound, where, name);
    if (!source.open(QIODevice::ReadOnly))
        return failure(Fault::StoreUnavailable, where, QStringLiteral("%1: %2").arg(name, source.errorString()));
    const Result<QJsonObject> object = parseJsonObject(source.read(largestFile + 1), {largestFile, 16});
    if (!object)
        return failure(Fault::StoreDamaged, where, QStringLiteral("%1: %2").arg(name, object.error().detail));
    const QJsonValue written = object->value(QStringLiteral("version"));
    if (!written.isDouble() || written.toInt() < 1)
        return failure(Fault::StoreDamaged, where, QStringLiteral("%1: version").arg(name));
    if (written.toInt() > version)
        return failure(Fault::StoreNewer, where, QStringLiteral("%1: version %2").arg(name).arg(written.toInt()));
    return *object;
}

Result<Done> KeyFolder::write(const QString &name, const QJsonObject &object) const
{
    const QFileInfo folder(m_path);
    if (!folder.isDir()) {
        if (!QDir().mkpath(m_path))
            return failure(Fault::StoreReadOnly, QStringLiteral("secrets.write"), QStringLiteral("folder"));
    }
    QFile::setPermissions(m_path, ownerOnly | QFileDevice::ExeOwner);
    QSaveFile target(file(name));
    if (!target.open(QIODevice::WriteOnly))
        return notWritten(target, name);
    const QByteArray bytes = QJsonDocument(object).toJson();
    if (!target.setPermissions(ownerOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return notWritten(target, name);
    syncFolder(m_path);
    return Done{};
}

Result<Done> KeyFolder::remove(const QString &name) const
{
    QFile target(file(name));
    if (target.exists() && !target.remove())
        return notWritten(target, name);
    syncFolder(m_path);
    return Done{};
}

} // namespace yichuang
