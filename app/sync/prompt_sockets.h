// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

namespace yichuang
{

/// Makes this program's TCP connections to that port send what is written at once (TCP_NODELAY). Qt's network access
/// leaves that off and keeps its sockets to itself; a body that goes out in pieces of 16 KiB then waits for the other
/// end's delayed acknowledgements, up to 40 ms a piece. Any thread; does nothing where it cannot.
void sendAtOnce(quint16 port);

} // namespace yichuang
