// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"
#include "app/server/http/message.h"

#include <QByteArray>

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;

namespace yichuang::server
{

/// What TLS needs; all PEM.
struct TlsMaterial {
    QByteArray certificate;
    QByteArray key;
    QByteArray authority; ///< client certificates must be of this authority
};

/// A context for a server: TLS 1.2 and later, a client certificate is asked for but not demanded (the routes demand
/// it); one of another authority ends the handshake. The caller owns the context. ConfigMalformed.
[[nodiscard]] Result<SSL_CTX *> makeTlsContext(const TlsMaterial &material);

/// Device and fingerprint of the client certificate after the handshake; empty without one.
void describePeer(SSL *connection, Peer &peer);

} // namespace yichuang::server
