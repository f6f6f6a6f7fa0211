// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <boost/asio/compose.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/error.hpp>

#include <chrono>
#include <memory>

namespace yichuang::server
{

/// TLS on a socket, for a server that holds thousands of connections on which nothing is said: OpenSSL works on the
/// socket itself and keeps no buffer meanwhile, where Asio's own stream keeps some 70 KiB a connection. One operation
/// at a time; what takes longer than expires_after() allows ends with beast::error::timeout. Lives on the socket's
/// strand.
class TlsStream
{
public:
    using Socket = boost::asio::ip::tcp::socket;
    using executor_type = Socket::executor_type;

    TlsStream(Socket socket, SSL_CTX *context)
        : m_socket(std::move(socket)),
          m_timer(m_socket.get_executor()),
          m_ssl(SSL_new(context)),
          m_self(std::make_shared<TlsStream *>(this))
    {
        boost::system::error_code error;
        m_socket.native_non_blocking(true, error);
        if (!m_ssl || SSL_set_fd(m_ssl.get(), m_socket.native_handle()) != 1)
            m_end = boost::asio::error::no_memory;
    }
    ~TlsStream() { *m_self = nullptr; }
    TlsStream(const TlsStream &) = delete;
    TlsStream &operator=(const TlsStream &) = delete;

    [[nodiscard]] executor_type get_executor() { return m_socket.get_executor(); }
    [[nodiscard]] SSL *native_handle() const { return m_ssl.get(); }

    void expires_after(std::chrono::milliseconds time)
    {
        m_timer.expires_after(time);
        m_timer.async_wait([self = std::weak_ptr(m_self)](boost::system::error_code error) {
            const auto still = self.lock();
            if (!error && still && *still != nullptr)
                (*still)->end(boost::beast::error::timeout);
        });
    }
    void expires_never() { m_timer.cancel(); }
    /// Tells the other end that nothing more comes, as far as that goes without waiting.
    void sayGoodbye()
    {
        if (!m_end && SSL_is_init_finished(m_ssl.get()) != 0)
            (void)SSL_shutdown(m_ssl.get());
        ERR_clear_error();
    }
    /// What is under way ends, as does everything after it.
    void close() { end(boost::asio::error::operation_aborted); }

    template <typename Token>
    auto async_handshake(Token &&token)
    {
        return run([](SSL *ssl, std::size_t &) { return SSL_accept(ssl); }, std::forward<Token>(token));
    }
    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers &buffers, Token &&token)
    {
        const boost::asio::mutable_buffer first = firstOf<boost::asio::mutable_buffer>(buffers);
        return run(
            [first](SSL *ssl, std::size_t &count) { return SSL_read_ex(ssl, first.data(), first.size(), &count); },
            std::forward<Token>(token));
    }
    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers &buffers, Token &&token)
    {
        const boost::asio::const_buffer first = firstOf<boost::asio::const_buffer>(buffers);
        return run(
            [first](SSL *ssl, std::size_t &count) { return SSL_write_ex(ssl, first.data(), first.size(), &count); },
            std::forward<Token>(token));
    }

private:
    struct Free {
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };

    template <typename Buffer, typename Buffers>
    static Buffer firstOf(const Buffers &buffers)
    {
        const auto end = boost::asio::buffer_sequence_end(buffers);
        for (auto one = boost::asio::buffer_sequence_begin(buffers); one != end; ++one) {
            const Buffer buffer(*one);
            if (buffer.size() > 0)
                return buffer;
        }
        return {};
    }

    /// The socket stays open to its end, so that its number is nobody else's while OpenSSL may use it.
    void end(boost::system::error_code why)
    {
        if (m_end)
            return;
        m_end = why;
        boost::system::error_code error;
        m_socket.cancel(error);
        m_socket.shutdown(Socket::shutdown_both, error);
    }

    /// Why OpenSSL did not do it; nothing where it waits for the socket.
    boost::system::error_code failed(int why)
    {
        const unsigned long code = ERR_get_error();
        if (why == SSL_ERROR_ZERO_RETURN)
            return boost::asio::error::eof;
        if (why == SSL_ERROR_SYSCALL || code == 0 || ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
            return boost::asio::ssl::error::stream_truncated;
        return {static_cast<int>(code), boost::asio::error::get_ssl_category()};
    }

    template <typename Act, typename Token>
    auto run(Act act, Token &&token)
    {
        // Never done inside the call that asks for it: a coroutine is not yet waiting then.
        auto step = [this, act, begun = false](auto &self, boost::system::error_code error = {}) mutable {
            if (!begun) {
                begun = true;
                boost::asio::post(m_socket.get_executor(), std::move(self));
                return;
            }
            if (m_end || error)
                return self.complete(m_end ? m_end : error, std::size_t(0));
            ERR_clear_error();
            std::size_t count = 0;
            const int done = act(m_ssl.get(), count);
            if (done == 1)
                return self.complete({}, count);
            const int why = SSL_get_error(m_ssl.get(), done);
            if (why == SSL_ERROR_WANT_READ)
                m_socket.async_wait(Socket::wait_read, std::move(self));
            else if (why == SSL_ERROR_WANT_WRITE)
                m_socket.async_wait(Socket::wait_write, std::move(self));
            else
                self.complete(failed(why), 0);
        };
        return boost::asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(std::move(step), token,
                                                                                               m_socket);
    }

    Socket m_socket;
    boost::asio::steady_timer m_timer;
    std::unique_ptr<SSL, Free> m_ssl;
    std::shared_ptr<TlsStream *> m_self;
    boost::system::error_code m_end; ///< why nothing more is done
};

} // namespace yichuang::server
