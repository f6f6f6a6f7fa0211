// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/http/proxy_header.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace yichuang::server
{

/// Reads the PROXY header that a connection of a proxy begins with, and no byte behind it: whose connection it is,
/// empty where the proxy's own; nothing where no header came within that time. On the socket's strand.
inline boost::asio::awaitable<std::optional<QString>> proxiedAddress(boost::asio::ip::tcp::socket &socket,
                                                                     std::chrono::milliseconds within)
{
    namespace asio = boost::asio;
    const auto reading = std::make_shared<bool>(true);
    asio::steady_timer timer(socket.get_executor(), within);
    timer.async_wait([&socket, still = std::weak_ptr(reading)](boost::system::error_code error) {
        if (!error && !still.expired())
            socket.close(error);
    });
    QByteArray header;
    for (;;) {
        const auto step = readProxyHeader(header);
        if (!step)
            co_return std::nullopt;
        if (step->wanted == 0)
            co_return step->address;
        const qsizetype before = header.size();
        header.resize(before + step->wanted);
        boost::system::error_code error;
        co_await asio::async_read(socket, asio::buffer(header.data() + before, static_cast<std::size_t>(step->wanted)),
                                  asio::redirect_error(asio::use_awaitable, error));
        if (error)
            co_return std::nullopt;
    }
}

} // namespace yichuang::server
