// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/blob_place.h"

#include "app/server/store/s3_blobs.h"

#include <QDir>
#include <QFile>

namespace yichuang::server
{

namespace
{

const QString where = QStringLiteral("server.configuration");
constexpr qint64 largestFile = 64 * 1024;

Result<QByteArray> small(const QString &path, bool isSecret)
{
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return failure(Fault::ConfigMissing, where, path);
    if (isSecret && (file.permissions() & others) != 0)
        return failure(Fault::ConfigMalformed, where, path + QStringLiteral(" can be read by others"));
    return file.readAll();
}

Result<S3Service> serviceFrom(const QJsonObject &json, const QDir &folder)
{
    auto service = s3ServiceAt(json.value(QLatin1String("s3")).toString());
    if (!service)
        return failure(Fault::ConfigMalformed, where, QStringLiteral("blobs: s3"));
    service->account.region = json.value(QLatin1String("region")).toString(service->account.region);
    service->account.accessKey = json.value(QLatin1String("accessKey")).toString();
    const QString secretName = json.value(QLatin1String("secretFile")).toString(QStringLiteral("s3.secret"));
    const auto secret = small(folder.absoluteFilePath(secretName), true);
    if (!secret)
        return failure(secret.error());
    const QByteArray line = secret->split('\n').first().trimmed();
    if (line.isEmpty() || service->account.accessKey.isEmpty())
        return failure(Fault::ConfigMalformed, where, QStringLiteral("blobs: accessKey or secret"));
    service->account.secretKey = Secret::fromBytes(line);
    if (const QString authority = json.value(QLatin1String("authorityFile")).toString(); !authority.isEmpty()) {
        const auto pem = small(folder.absoluteFilePath(authority), false);
        if (!pem)
            return failure(pem.error());
        service->authorityPem = *pem;
    }
    return service;
}

} // namespace

Result<BlobPlace> blobPlaceFrom(const QJsonObject &json, const QString &dataFolder)
{
    BlobPlace place;
    const int days = json.value(QLatin1String("graceDays")).toInt(30);
    if (days < 1 || days > 3650)
        return failure(Fault::ConfigMalformed, where, QStringLiteral("graceDays"));
    place.grace = std::chrono::days(days);
    if (!json.contains(QLatin1String("s3")))
        return place;
    auto service = serviceFrom(json, QDir(dataFolder));
    if (!service)
        return failure(service.error());
    place.service = *std::move(service);
    return place;
}

QString blobFolder(const QString &dataFolder)
{
    return QDir(dataFolder).filePath(QStringLiteral("blobs"));
}

std::unique_ptr<BlobStore> openBlobs(const BlobPlace &place, const QString &dataFolder, const Clock &clock)
{
    if (place.service)
        return std::make_unique<S3Blobs>(*place.service, clock);
    return std::make_unique<BlobFiles>(blobFolder(dataFolder));
}

} // namespace yichuang::server
