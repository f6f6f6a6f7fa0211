// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QUrl>

namespace yichuang
{

/// Where the centre is, and what proves it is the centre. Only https is spoken.
struct CentreAddress {
    QUrl url;                  ///< https://host:port, no path
    QByteArray authorityPem;   ///< the hall's CA, the only one trusted; empty: nothing is trusted
    QByteArray certificatePem; ///< of this device; empty before enrolment
    QByteArray keyPem;         ///< of this device, PKCS #8, ECDSA or RSA
    QByteArray centreKeyDer;   ///< signs the published documents; empty before enrolment
};

/// How long and how large a call may be. Tests make them small.
struct CallLimits {
    int totalMs = 30'000;     ///< for a whole call, whatever trickles in meanwhile
    int pollExtraMs = 10'000; ///< beyond the wait of a long poll
    int quietMs = 3'000;      ///< after this, a small call without an answer shows the link as off line
    qint64 replyBytes = 64 * 1024 * 1024;
};

} // namespace yichuang
