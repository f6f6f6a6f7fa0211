// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace yichuang::server
{

/// Tells the service manager how the program stands, as "READY=1" or "STOPPING=1" (sd_notify(3)): one datagram to the
/// socket that NOTIFY_SOCKET names. Nothing happens where nobody asked for it.
void tellServiceManager(const QByteArray &state);

} // namespace yichuang::server
