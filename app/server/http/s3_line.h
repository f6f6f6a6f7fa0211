// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/server/store/s3_sign.h"

#include <chrono>

namespace yichuang::server
{

/// Where an S3 service is, by path: https://host[:port]/bucket[/prefix].
struct S3Service {
    QString host;
    quint16 port = 443;
    bool isTls = true;
    QByteArray path; ///< "/bucket" or "/bucket/prefix"
    S3Account account{};
    QByteArray authorityPem{};                  ///< whose certificate it has; empty: one that the system trusts
    std::chrono::milliseconds deadline{20'000}; ///< for one request, connecting included
};

/// BadArgument for what is no such address: letters, digits and -._ in its parts only.
[[nodiscard]] Result<S3Service> s3ServiceAt(const QString &url);

struct S3Answer {
    int status = 0;
    QByteArray body;
};

/// One request to the service, signed, on a connection of its own; waits for its end. StoreUnavailable where none was
/// had in time, whatever the reason. Any thread.
[[nodiscard]] Result<S3Answer> askS3(const S3Service &service, const Clock &clock, const QByteArray &method,
                                     const QByteArray &key, const QList<QPair<QByteArray, QByteArray>> &query = {},
                                     const QByteArray &body = {});

} // namespace yichuang::server
