// SPDX-License-Identifier: Apache-2.0
#include "app/server/http/s3_line.h"

#include "app/server/store/blobs.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <exception>
#include <string>

namespace yichuang::server
{

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

namespace
{

const QString where = QStringLiteral("server.s3");
constexpr std::uint64_t largestAnswer =
    static_cast<std::uint64_t>(BlobStore::chunkBytes) * BlobStore::mostChunks + 1024 * 1024;

using Message = http::request<http::string_body>;
using Parser = http::response_parser<http::string_body>;

std::string text(const QByteArray &bytes)
{
    return bytes.toStdString();
}

template <typename Stream>
asio::awaitable<void> exchange(Stream &stream, const Message &message, Parser &parser)
{
    beast::flat_buffer buffer;
    co_await http::async_write(stream, message, asio::use_awaitable);
    co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
}

asio::awaitable<void> converse(const S3Service &service, const Message &message, Parser &parser)
{
    tcp::resolver resolver(co_await asio::this_coro::executor);
    const auto found =
        co_await resolver.async_resolve(service.host.toStdString(), std::to_string(service.port), asio::use_awaitable);
    if (!service.isTls) {
        beast::tcp_stream plain(co_await asio::this_coro::executor);
        plain.expires_after(service.deadline);
        co_await plain.async_connect(found, asio::use_awaitable);
        co_await exchange(plain, message, parser);
        co_return;
    }
    asio::ssl::context tls(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
    if (service.authorityPem.isEmpty())
        tls.set_default_verify_paths();
    else
        tls.add_certificate_authority(
            asio::buffer(service.authorityPem.constData(), static_cast<std::size_t>(service.authorityPem.size())));
    asio::ssl::stream<beast::tcp_stream> stream(co_await asio::this_coro::executor, tls);
    const std::string host = service.host.toStdString();
    stream.set_verify_mode(asio::ssl::verify_peer);
    stream.set_verify_callback(asio::ssl::host_name_verification(host));
    boost::system::error_code isName;
    (void)asio::ip::make_address(host, isName);
    if (isName)
        SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
    beast::get_lowest_layer(stream).expires_after(service.deadline);
    co_await beast::get_lowest_layer(stream).async_connect(found, asio::use_awaitable);
    co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
    co_await exchange(stream, message, parser);
}

Message messageOf(const S3Service &service, const Clock &clock, const S3Request &request)
{
    Message message(http::string_to_verb(text(request.method)), text(request.target()), 11);
    message.set(http::field::host, text(request.host));
    message.set(http::field::connection, "close");
    S3Headers more;
    if (!request.body.isEmpty())
        more.append({"content-md5", QCryptographicHash::hash(request.body, QCryptographicHash::Md5).toBase64()});
    for (const auto &[name, value] : signedHeaders(service.account, request, clock.now(), more))
        message.set(text(name), text(value));
    message.body() = text(request.body);
    message.prepare_payload();
    if (request.method == "PUT" && request.body.isEmpty())
        message.content_length(0);
    return message;
}

} // namespace

Result<S3Service> s3ServiceAt(const QString &url)
{
    static const QRegularExpression form(
        QStringLiteral("^(https?)://([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?((?:/[A-Za-z0-9._-]+)+)/?$"));
    const auto match = form.match(url);
    const uint port = match.captured(3).toUInt();
    if (!match.hasMatch() || port > 65535)
        return failure(Fault::BadArgument, where, QStringLiteral("address"));
    S3Service service;
    service.isTls = match.captured(1) == QLatin1String("https");
    service.host = match.captured(2);
    service.port = port > 0 ? static_cast<quint16>(port) : (service.isTls ? 443 : 80);
    service.path = match.captured(4).toLatin1();
    return service;
}

Result<S3Answer> askS3(const S3Service &service, const Clock &clock, const QByteArray &method, const QByteArray &key,
                       const QList<QPair<QByteArray, QByteArray>> &query, const QByteArray &body)
{
    const bool usualPort = service.port == (service.isTls ? 443 : 80);
    S3Request request;
    request.method = method;
    request.host = service.host.toLatin1() + (usualPort ? QByteArray() : ':' + QByteArray::number(service.port));
    request.path = key.isEmpty() ? service.path : service.path + '/' + key;
    request.query = query;
    request.body = body;
    try {
        Parser parser;
        parser.body_limit(largestAnswer);
        parser.skip(method == "HEAD");
        const Message message = messageOf(service, clock, request);
        asio::io_context context(1);
        std::optional<std::exception_ptr> ended;
        asio::co_spawn(context, converse(service, message, parser),
                       [&ended](std::exception_ptr error) { ended = std::move(error); });
        context.run_for(service.deadline + std::chrono::seconds(1)); // a name may take long to be found
        if (!ended)
            return failure(Fault::StoreUnavailable, where, QStringLiteral("too slow"));
        if (*ended)
            std::rethrow_exception(*ended);
        const std::string &answer = parser.get().body();
        return S3Answer{static_cast<int>(parser.get().result_int()),
                        QByteArray(answer.data(), static_cast<qsizetype>(answer.size()))};
    } catch (const std::exception &error) {
        return failure(Fault::StoreUnavailable, where, QString::fromUtf8(error.what()));
    }
}

} // namespace yichuang::server
