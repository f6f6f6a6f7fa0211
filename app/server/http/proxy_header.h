// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QString>

namespace yichuang::server
{

/// How far a PROXY header (the PROXY protocol's versions 1 and 2, as of HAProxy's specification) has been read.
struct ProxyStep {
    qsizetype wanted = 0; ///< bytes that it has more at the least; 0: it is whole
    QString address{};    ///< whole: the other end's IP address; empty where the proxy speaks for itself
};

inline constexpr qsizetype longestProxyHeader = 16 + 1024; ///< of version 2 with its extensions; version 1 has 107

/// What the first bytes of a connection say; never asks for a byte behind the header. RequestRefused for what is none,
/// or is longer than longestProxyHeader. Any thread.
[[nodiscard]] Result<ProxyStep> readProxyHeader(const QByteArray &bytes);

} // namespace yichuang::server
