// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>

namespace yichuang::contract
{

/// What somebody may send who means ill or is broken.
struct Malformed {
    const char *name;
    QByteArray bytes;
    QByteArray end;     ///< the status of the last answer; "closed" where there is none
    int answers = 1;    ///< how many there are: one too many is a request smuggled past somebody in front
    bool isRaw = false; ///< instead of TLS, not inside it
};

/// The corpus. Each connection ends, since a deadline or a refusal ends it or "Connection: close" asks for it.
[[nodiscard]] QList<Malformed> malformedRequests();

} // namespace yichuang::contract
