// SPDX-License-Identifier: Apache-2.0
#include "app/server/http/listener.h"

#include "app/base/log.h"
#include "app/server/http/counts.h"
#include "app/server/http/proxied.h"
#include "app/server/http/request_head.h"
#include "app/server/http/tls_stream.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <csignal>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

namespace yichuang::server
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;
using Parser = RequestParser;

namespace
{

constexpr qint64 lingerBytes = 32 * 1024 * 1024;
constexpr std::chrono::seconds lingerTime{5};
constexpr std::chrono::milliseconds lingerQuiet{300};

auto ignoring(error_code &error)
{
    return asio::redirect_error(asio::use_awaitable, error);
}

/// Waits for the service without holding a thread.
asio::awaitable<Response> asked(HttpService &service, Request request)
{
    const auto executor = co_await asio::this_coro::executor;
    auto start = [executor, &service](auto handler, Request moved) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        service.serve(std::move(moved), [executor, shared](Response response) {
            asio::post(executor, [shared, given = std::move(response)]() mutable {
                auto once = std::move(*shared);
                std::move(once)(std::move(given));
            });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(start, asio::use_awaitable,
                                                                                           std::move(request));
}

using DeviceCounts = Counts<QString>;

/// One connection, from the handshake to its end. Lives on its strand.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(tcp::socket socket, asio::ssl::context &context, const WireLimits &limits, DeviceCounts &devices,
               HttpService &service, const std::atomic<bool> &stopping)
        : m_stream(std::move(socket), context.native_handle()),
          m_limits(limits),
          m_devices(devices),
          m_service(service),
          m_stopping(stopping)
    {
    }

    asio::awaitable<void> run(QString address)
    {
        error_code error;
        m_peer.address = std::move(address);
        m_stream.expires_after(m_limits.handshake);
        co_await m_stream.async_handshake(ignoring(error));
        if (error) {
            m_stream.close();
            co_return;
        }
        describePeer(m_stream.native_handle(), m_peer);
        const bool counted = !m_peer.device.isEmpty() && m_devices.admit(m_peer.device);
        bool more = counted || m_peer.device.isEmpty();
        while (more && !m_stopping.load())
            more = co_await oneRequest();
        if (counted)
            m_devices.dismiss(m_peer.device);
        m_stream.sayGoodbye();
        m_stream.close();
    }

    /// Ends a connection that waits between requests; others end after their reply.
    void endIdle()
    {
        if (m_idle)
            m_stream.close();
    }

    void endNow() { m_stream.close(); }

    asio::any_io_executor executor() { return m_stream.get_executor(); }

private:
    asio::awaitable<bool> oneRequest()
    {
        error_code error;
        if (m_buffer.size() == 0) {
            m_idle = true;
            m_stream.expires_after(m_limits.idle);
            const std::size_t count = co_await m_stream.async_read_some(m_buffer.prepare(4096), ignoring(error));
            m_idle = false;
            if (error)
                co_return false;
            m_buffer.commit(count);
        }
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(m_limits.headerBytes));
        parser.body_limit(boost::none);
        m_stream.expires_after(m_limits.header);
        co_await http::async_read_header(m_stream, m_buffer, parser, ignoring(error));
        if (error)
            co_return co_await badHead(error);
        Request request;
        if (!takeHead(parser, request))
            co_return co_await refuse(414, Fault::TooLarge, false);
        request.peer = m_peer;
        if (const auto trouble = unwelcome(parser, request))
            co_return co_await refuse(trouble->first, trouble->second, false);
        if (!co_await readBody(parser, request))
            co_return false;
        const bool keep = parser.get().keep_alive();
        const bool isHead = parser.get().method() == http::verb::head;
        m_stream.expires_never();
        Response response = co_await asked(m_service, std::move(request));
        response.close = response.close || !keep || m_stopping.load();
        co_return co_await send(std::move(response), isHead);
    }

    /// What the head alone forbids.
    std::optional<std::pair<int, Fault>> unwelcome(const Parser &parser, const Request &request) const
    {
        if (parser.get().version() != 11)
            return std::pair(505, Fault::Unsupported);
        if (request.headers.contains("content-encoding"))
            return std::pair(415, Fault::Unsupported);
        if (isAmbiguous(parser))
            return std::pair(400, Fault::RequestRefused);
        const qint64 limit = m_service.bodyLimit(request.method, request.path);
        const auto length = parser.content_length();
        if (length && *length > static_cast<std::uint64_t>(limit))
            return std::pair(413, Fault::TooLarge);
        return {};
    }

    asio::awaitable<bool> readBody(Parser &parser, Request &request)
    {
        error_code error;
        parser.body_limit(static_cast<std::uint64_t>(m_service.bodyLimit(request.method, request.path)));
        m_stream.expires_after(m_limits.body);
        if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            static constexpr std::string_view go = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await asio::async_write(m_stream, asio::buffer(go), ignoring(error));
            if (error)
                co_return false;
        }
        co_await http::async_read(m_stream, m_buffer, parser, ignoring(error));
        if (error == http::error::body_limit) {
            co_await refuse(413, Fault::TooLarge, false);
            co_return false;
        }
        if (error) {
            if (error != beast::error::timeout && error != asio::ssl::error::stream_truncated)
                co_await refuse(400, Fault::RequestRefused, false);
            co_return false;
        }
        const std::string &body = parser.get().body();
        request.body = QByteArray(body.data(), static_cast<qsizetype>(body.size()));
        co_return true;
    }

    asio::awaitable<bool> badHead(error_code error)
    {
        if (error == http::error::header_limit)
            co_return co_await refuse(431, Fault::TooLarge, false);
        if (error.category() == http::make_error_code(http::error::bad_method).category()
            && error != http::error::end_of_stream && error != http::error::partial_message)
            co_return co_await refuse(400, Fault::RequestRefused, false);
        co_return false; // gone, or too slow
    }

    asio::awaitable<bool> refuse(int status, Fault fault, bool isHead)
    {
        Response response = problem(status, fault);
        response.close = true;
        co_await send(std::move(response), isHead);
        co_await linger();
        co_return false;
    }

    asio::awaitable<bool> send(Response response, bool isHead)
    {
        m_service.finish(response);
        http::response<http::empty_body> message(static_cast<http::status>(response.status), 11);
        if (!response.contentType.isEmpty())
            message.set(http::field::content_type,
                        beast::string_view(response.contentType.constData(),
                                           static_cast<std::size_t>(response.contentType.size())));
        for (const auto &[name, value] : response.headers)
            message.set(beast::string_view(name.constData(), static_cast<std::size_t>(name.size())),
                        beast::string_view(value.constData(), static_cast<std::size_t>(value.size())));
        message.keep_alive(!response.close);
        if (response.status != 204 && response.status != 304)
            message.content_length(isHead ? 0 : static_cast<std::uint64_t>(response.body.size()));
        error_code error;
        m_stream.expires_after(m_limits.write);
        // Head and body in one piece: one record of TLS, one packet, where they fit.
        std::ostringstream head;
        head << message.base();
        std::string bytes = head.str();
        if (!isHead)
            bytes.append(response.body.constData(), static_cast<std::size_t>(response.body.size()));
        co_await asio::async_write(m_stream, asio::buffer(bytes), ignoring(error));
        m_stream.expires_never();
        co_return !error && !response.close;
    }

    /// Reads away what the other side still sends, so that it can read our refusal before the connection ends.
    asio::awaitable<void> linger()
    {
        error_code error;
        qint64 left = lingerBytes;
        const auto end = std::chrono::steady_clock::now() + lingerTime;
        m_buffer.consume(m_buffer.size());
        while (!error && left > 0 && !m_stopping.load() && std::chrono::steady_clock::now() < end) {
            m_stream.expires_after(lingerQuiet);
            const std::size_t count = co_await m_stream.async_read_some(m_buffer.prepare(64 * 1024), ignoring(error));
            left -= static_cast<qint64>(count);
        }
    }

    TlsStream m_stream;
    beast::flat_buffer m_buffer;
    const WireLimits &m_limits;
    DeviceCounts &m_devices;
    HttpService &m_service;
    const std::atomic<bool> &m_stopping;
    Peer m_peer;
    bool m_idle = false;
};

} // namespace

struct Listener::State {
    State(SSL_CTX *native, const WireLimits &wireLimits, HttpService &httpService)
        : tls(native),
          acceptor(context),
          limits(wireLimits),
          devices(wireLimits.connectionsPerDevice),
          service(httpService),
          addresses(wireLimits.connectionsPerAddress),
          introducing(wireLimits.connections)
    {
    }

    asio::io_context context;
    asio::ssl::context tls;
    tcp::acceptor acceptor;
    WireLimits limits;
    DeviceCounts devices;
    HttpService &service;
    std::atomic<bool> stopping = false;
    Counts<QString> addresses;
    Counts<QString> introducing; ///< by proxy: connections whose PROXY header is still to come
    std::mutex mutex;
    std::map<Connection *, std::weak_ptr<Connection>> open;
    std::vector<std::thread> threads;
    std::atomic<int> running = 0;

    bool admit(const QString &address, const std::shared_ptr<Connection> &connection)
    {
        const std::scoped_lock lock(mutex);
        if (static_cast<int>(open.size()) >= limits.connections || !addresses.admit(address))
            return false;
        open.emplace(connection.get(), connection);
        return true;
    }

    void dismiss(const QString &address, Connection *connection)
    {
        const std::scoped_lock lock(mutex);
        open.erase(connection);
        addresses.dismiss(address);
    }

    std::vector<std::shared_ptr<Connection>> living()
    {
        const std::scoped_lock lock(mutex);
        std::vector<std::shared_ptr<Connection>> all;
        for (const auto &[key, weak] : open) {
            if (auto connection = weak.lock())
                all.push_back(std::move(connection));
        }
        return all;
    }
};

namespace
{

template <typename State>
asio::awaitable<void> converse(std::shared_ptr<State> state, tcp::socket socket, QString address)
{
    auto connection = std::make_shared<Connection>(std::move(socket), state->tls, state->limits, state->devices,
                                                   state->service, state->stopping);
    if (!state->admit(address, connection)) {
        connection->endNow();
        co_return;
    }
    try {
        co_await connection->run(address);
    } catch (const std::exception &error) {
        qCWarning(logServer) << "connection ended:" << error.what();
    }
    state->dismiss(address, connection.get());
}

/// A proxy's connection: first it says whose it is.
template <typename State>
asio::awaitable<void> introduce(std::shared_ptr<State> state, tcp::socket socket, QString proxy)
{
    if (!state->introducing.admit(proxy))
        co_return;
    const auto address = co_await proxiedAddress(socket, state->limits.handshake);
    state->introducing.dismiss(proxy);
    if (address && !state->stopping.load())
        co_await converse(state, std::move(socket), address->isEmpty() ? proxy : *address);
}

template <typename State>
asio::awaitable<void> acceptAll(std::shared_ptr<State> state)
{
    while (!state->stopping.load()) {
        error_code error;
        tcp::socket socket = co_await state->acceptor.async_accept(asio::make_strand(state->context), ignoring(error));
        if (error == asio::error::operation_aborted || state->stopping.load())
            co_return;
        if (error) { // out of descriptors, or a peer that left already
            asio::steady_timer pause(state->context, std::chrono::milliseconds(50));
            co_await pause.async_wait(ignoring(error));
            continue;
        }
        const auto remote = socket.remote_endpoint(error);
        if (error)
            continue;
        socket.set_option(tcp::no_delay(true), error);
        const QString address = QString::fromStdString(remote.address().to_string());
        auto strand = socket.get_executor();
        if (state->limits.proxies.contains(address))
            asio::co_spawn(strand, introduce(state, std::move(socket), address), asio::detached);
        else
            asio::co_spawn(strand, converse(state, std::move(socket), address), asio::detached);
    }
}

} // namespace

Listener::Listener(std::shared_ptr<State> state) : m_state(std::move(state)) {}

Listener::~Listener()
{
    stop(std::chrono::milliseconds(0));
}

Result<std::unique_ptr<Listener>> Listener::open(const QString &address, quint16 port, const TlsMaterial &tls,
                                                 const WireLimits &limits, HttpService &service)
{
    const QString where = QStringLiteral("server.listen");
    const Result<SSL_CTX *> native = makeTlsContext(tls);
    if (!native)
        return failure(native.error());
    auto state = std::make_shared<State>(*native, limits, service);
    error_code error;
    const auto ip = asio::ip::make_address(address.toStdString(), error);
    if (error)
        return failure(Fault::BadArgument, where, address);
    // OpenSSL writes to the sockets by itself: a peer that is gone is an error like others.
    std::signal(SIGPIPE, SIG_IGN);
    const tcp::endpoint endpoint(ip, port);
    state->acceptor.open(endpoint.protocol(), error);
    if (!error)
        state->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        state->acceptor.bind(endpoint, error);
    if (!error)
        state->acceptor.listen(1024, error);
    if (error)
        return failure(Fault::CentreUnreachable, where, QString::fromStdString(error.message()));
    return std::unique_ptr<Listener>(new Listener(std::move(state)));
}

quint16 Listener::port() const
{
    error_code error;
    return m_state->acceptor.local_endpoint(error).port();
}

void Listener::start(int threads)
{
    asio::co_spawn(m_state->context, acceptAll(m_state), asio::detached);
    m_state->running = threads;
    for (int i = 0; i < threads; ++i) {
        m_state->threads.emplace_back([state = m_state] {
            state->context.run();
            --state->running;
        });
    }
}

void Listener::stop(std::chrono::milliseconds grace)
{
    if (m_state->stopping.exchange(true))
        return;
    asio::post(m_state->context, [state = m_state] {
        error_code error;
        state->acceptor.close(error);
    });
    for (const auto &connection : m_state->living())
        asio::post(connection->executor(), [connection] { connection->endIdle(); });
    const auto waitWhile = [](auto &&busy, std::chrono::milliseconds longest) {
        const auto end = std::chrono::steady_clock::now() + longest;
        while (busy() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    };
    waitWhile([this] { return !m_state->living().empty(); }, grace);
    for (const auto &connection : m_state->living())
        asio::post(connection->executor(), [connection] { connection->endNow(); });
    // With everything closed the threads run out of work by themselves.
    waitWhile([this] { return m_state->running.load() > 0; }, std::chrono::seconds(2));
    m_state->context.stop();
    for (std::thread &thread : m_state->threads)
        thread.join();
    m_state->threads.clear();
}

} // namespace yichuang::server
