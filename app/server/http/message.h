// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QString>

#include <functional>

namespace yichuang::server
{

/// Who is at the other end of the connection, as far as TLS knows.
struct Peer {
    QString address;     ///< IP address in text
    QString device;      ///< common name of the client certificate; empty without one
    QString fingerprint; ///< SHA-256 of the certificate's DER, hex; empty without one
};

/// A request that has been read wholly and is within every limit. A plain value.
struct Request {
    QByteArray method;
    QString path;                         ///< decoded, without the query
    QMap<QString, QString> query;         ///< decoded
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    Peer peer;

    [[nodiscard]] QByteArray header(const char *name) const { return headers.value(name); }
};

/// What goes back. finish() adds the headers that every reply carries.
struct Response {
    int status = 200;
    QByteArray contentType = "application/json";
    QList<QPair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
    bool close = false; ///< the connection ends after this reply

    void add(const char *name, const QByteArray &value) { headers.append({QByteArray(name), value}); }
};

/// Called once, from any thread, with the reply to a request.
using Answer = std::function<void(Response)>;

/// Where a connection takes its requests. Any thread, several at once.
class HttpService
{
public:
    HttpService() = default;
    HttpService(const HttpService &) = delete;
    HttpService &operator=(const HttpService &) = delete;
    virtual ~HttpService() = default;

    /// The largest body, in bytes, that a request with this head may have.
    [[nodiscard]] virtual qint64 bodyLimit(const QByteArray &method, const QString &path) const = 0;
    /// Answers later or at once; never waits.
    virtual void serve(Request request, Answer answer) = 0;
    /// Adds the headers that every reply carries.
    virtual void finish(Response &response) const = 0;
};

/// A JSON object as a reply.
[[nodiscard]] Response jsonReply(const QJsonObject &json, int status = 200);
/// A problem document (RFC 9457) whose type names the fault.
[[nodiscard]] Response problem(int status, Fault fault, const QString &detail = {});
/// The same with the status that the fault usually has.
[[nodiscard]] Response problem(const Reason &reason);
/// The HTTP status that a fault usually has.
[[nodiscard]] int statusOf(Fault fault);
/// A reply without a body.
[[nodiscard]] Response emptyReply(int status);

} // namespace yichuang::server
