// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/message.h"
#include "app/server/http/tls.h"

#include <QStringList>

#include <chrono>
#include <memory>

namespace yichuang::server
{

/// What a connection may cost us.
struct WireLimits {
    int headerBytes = 32 * 1024;
    int connections = 4000;
    int connectionsPerAddress = 1000; ///< a hall of 200 windows can sit behind one address
    int connectionsPerDevice = 32;    ///< a window has up to seven at a time
    QStringList proxies{};            ///< addresses whose connections begin with a PROXY header, version 1 or 2
    std::chrono::milliseconds handshake{10'000};
    std::chrono::milliseconds header{10'000}; ///< from a request's first byte to the end of its headers
    std::chrono::milliseconds body{30'000};
    std::chrono::milliseconds idle{60'000}; ///< between requests
    std::chrono::milliseconds write{30'000};
};

/// HTTP/1.1 over TLS on one port. Runs its own threads; a waiting request holds none. The service outlives it.
class Listener
{
public:
    /// Binds at once, so that port() is known; nothing is accepted before start(). Port 0 takes a free one.
    /// BadArgument for an address that is none, CentreUnreachable when the port cannot be had, ConfigMalformed for TLS.
    [[nodiscard]] static Result<std::unique_ptr<Listener>>
    open(const QString &address, quint16 port, const TlsMaterial &tls, const WireLimits &limits, HttpService &service);
    ~Listener();

    [[nodiscard]] quint16 port() const;
    void start(int threads = 2);
    /// Accepts no more, lets running requests end, closes the rest after `grace`. Waits for its threads.
    void stop(std::chrono::milliseconds grace = std::chrono::milliseconds(3000));

private:
    struct State;
    explicit Listener(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

} // namespace yichuang::server
