// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/answer.h"
#include "app/sync/centre_address.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QSslConfiguration>

namespace yichuang
{

/// One request, as a value.
struct Call {
    QByteArray method = "GET";
    QString path;                     ///< absolute, with its query
    std::function<QByteArray()> body; ///< made on the line's thread; none: no body
    QByteArray contentType = "application/json";
    QByteArray accessToken; ///< empty: no Authorization
    QList<QPair<QByteArray, QByteArray>> headers;
    QList<int> alsoGood;      ///< statuses beside 2xx that the caller understands
    bool chunkDigest = false; ///< adds Yichuang-Chunk-Digest over the body
    int totalMs = 30'000;
};

/// What became of a call.
struct Outcome {
    Result<Answer> answer = failure(Fault::Cancelled, QStringLiteral("sync.line"));
    bool reached = false; ///< a reply of the centre came, good or bad
    qint64 tookMs = 0;
};

/// The HTTP side of the centre: HTTP/1.1 over TLS, kept alive, no redirects, no cookies, no proxy, no cache,
/// a total deadline and a size limit on each call. Lives in a thread of its own, so that TLS
/// handshakes hold nobody up; every member is for that thread.
class HttpLine : public QObject
{
    Q_OBJECT

public:
    using Finished = std::function<void(const Outcome &)>;

    HttpLine(CentreAddress address, CallLimits limits);
    ~HttpLine() override;

    /// `finished` is called exactly once, unless the line is destroyed first.
    void send(const Call &call, const Finished &finished);
    /// Ends every call and goes on with another address.
    void setAddress(const CentreAddress &address);

private:
    struct Exchange;
    [[nodiscard]] QNetworkRequest requestFor(const Call &call, const QByteArray &body) const;
    void receive(const std::shared_ptr<Exchange> &exchange);
    void judgeHead(const std::shared_ptr<Exchange> &exchange);
    void conclude(const std::shared_ptr<Exchange> &exchange);
    void giveUp(const std::shared_ptr<Exchange> &exchange, Fault fault, const QString &detail);

    CentreAddress m_address;
    CallLimits m_limits;
    QSslConfiguration m_tls;
    std::unique_ptr<QNetworkAccessManager> m_network;
    QList<std::shared_ptr<Exchange>> m_open;
};

} // namespace yichuang
