// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/s3_line.h"
#include "app/server/store/blobs.h"

#include <QJsonObject>

#include <chrono>
#include <memory>
#include <optional>

namespace yichuang::server
{

/// Where the page files are: "blobs" of server.json.
struct BlobPlace {
    std::optional<S3Service> service{};                      ///< instead of files
    std::chrono::milliseconds grace = std::chrono::days(30); ///< that pages are kept to which no operation refers
};

/// {"graceDays": 30, "s3": "https://host/bucket", "region": "us-east-1", "accessKey": "name", "secretFile":
/// "s3.secret", "authorityFile": "s3-authority.pem"}, each of it optional: without "s3" there are files in
/// blobFolder(). The secret is the first line of a file that nobody else may read; files are named from the data
/// folder. ConfigMalformed, ConfigMissing.
[[nodiscard]] Result<BlobPlace> blobPlaceFrom(const QJsonObject &json, const QString &dataFolder);

/// blobs/ of the data folder.
[[nodiscard]] QString blobFolder(const QString &dataFolder);

[[nodiscard]] std::unique_ptr<BlobStore> openBlobs(const BlobPlace &place, const QString &dataFolder,
                                                   const Clock &clock);

} // namespace yichuang::server
