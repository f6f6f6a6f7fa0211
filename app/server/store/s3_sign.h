// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/crypto/secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace yichuang::server
{

/// Who asks an S3 service, and in which of its regions.
struct S3Account {
    QString region = QStringLiteral("us-east-1");
    QString accessKey{};
    Secret secretKey{};
};

/// A request as far as it is signed. The path needs no escapes; the query is as it is meant, before them.
struct S3Request {
    QByteArray method;
    QByteArray host; ///< with the port, where that is not the scheme's own
    QByteArray path; ///< begins with /
    QList<QPair<QByteArray, QByteArray>> query{};
    QByteArray body{};

    /// Path and query as they are sent: the query's names in order.
    [[nodiscard]] QByteArray target() const;
};

using S3Headers = QList<QPair<QByteArray, QByteArray>>;

/// The headers that sign a request (AWS Signature Version 4, with the body's SHA-256): Authorization,
/// x-amz-content-sha256, x-amz-date, and those of `more`, whose names are in lower case, with them.
[[nodiscard]] S3Headers signedHeaders(const S3Account &account, const S3Request &request, const QDateTime &now,
                                      const S3Headers &more = {});

} // namespace yichuang::server
