// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/sync/centre_address.h"

#include <QNetworkReply>
#include <QSslConfiguration>

namespace yichuang
{

/// TLS 1.2 or later, only the hall's authority trusted, the host name checked, the device's certificate presented
/// where there is one. An authority that cannot be read leaves nothing trusted.
[[nodiscard]] QSslConfiguration tlsFor(const CentreAddress &address);

/// What a failed connection to `host` means. `untrusted`: the certificate was found wanting. NoNetwork only where
/// this machine has no network at all and the host is another one.
[[nodiscard]] Fault faultOf(QNetworkReply::NetworkError error, bool untrusted, const QString &host);

} // namespace yichuang
