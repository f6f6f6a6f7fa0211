// SPDX-License-Identifier: Apache-2.0
#include "app/sync/http_line.h"

#include "app/crypto/digest.h"
#include "app/sync/prompt_sockets.h"
#include "app/sync/tls.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <utility>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("sync.line");

QString kindsOf(const QList<QSslError> &errors)
{
    QStringList kinds;
    for (const QSslError &error : errors)
        kinds.append(QString::number(error.error()));
    return QStringLiteral("tls=") + kinds.join(QLatin1Char(','));
}

/// True for an error of the connection; the others repeat an HTTP status.
bool isBroken(QNetworkReply::NetworkError error)
{
    return error != QNetworkReply::NoError
           && (error < QNetworkReply::ContentAccessDenied || error == QNetworkReply::ContentReSendError
               || error == QNetworkReply::ProtocolUnknownError || error == QNetworkReply::ProtocolFailure);
}

} // namespace

struct HttpLine::Exchange {
    Call call;
    Finished finished;
    QPointer<QNetworkReply> reply;
    QByteArray body;
    QElapsedTimer clock;
    QString tlsErrors;
    std::optional<Reason> givenUp;
    bool done = false;
};

HttpLine::HttpLine(CentreAddress address, CallLimits limits) : m_address(std::move(address)), m_limits(limits) {}

HttpLine::~HttpLine()
{
    for (const auto &exchange : std::as_const(m_open))
        exchange->done = true;
}

void HttpLine::setAddress(const CentreAddress &address)
{
    const auto open = std::exchange(m_open, {});
    for (const auto &exchange : open)
        exchange->done = true;
    m_address = address;
    m_tls = {};
    m_network.reset();
    for (const auto &exchange : open)
        exchange->finished(Outcome());
}

QNetworkRequest HttpLine::requestFor(const Call &call, const QByteArray &body) const
{
    QUrl url = m_address.url;
    const QUrl relative(call.path, QUrl::StrictMode);
    url.setPath(relative.path());
    url.setQuery(relative.query());
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setRawHeader("User-Agent", "Yichuang/" YICHUANG_VERSION);
    request.setRawHeader("Accept", "application/json, application/problem+json");
    // Named by us, so that Qt neither asks for compressed bodies nor unpacks one.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Yichuang-Protocol", protocolVersion);
    if (!call.accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + call.accessToken);
    for (const auto &[name, value] : call.headers)
        request.setRawHeader(name, value);
    if (call.body)
        request.setRawHeader("Content-Type", call.contentType);
    if (call.chunkDigest)
        request.setRawHeader("Yichuang-Chunk-Digest", "sha-256=" + sha256(body).toBase64());
    return request;
}

void HttpLine::send(const Call &call, const Finished &finished)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->call = call;
    exchange->finished = finished;
    exchange->clock.start();
    if (m_address.url.scheme() != QLatin1String("https") || m_address.url.host().isEmpty()) {
        Outcome outcome;
        outcome.answer = failure(Fault::ConfigMalformed, where, QStringLiteral("centre address"));
        return finished(outcome);
    }
    if (!m_network) {
        m_tls = tlsFor(m_address);
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    }
    const QByteArray body = call.body ? call.body() : QByteArray();
    const QNetworkRequest request = requestFor(call, body);
    QNetworkReply *reply = call.method == "HEAD" ? m_network->head(request)
                           : call.body           ? m_network->sendCustomRequest(request, call.method, body)
                                                 : m_network->sendCustomRequest(request, call.method);
    exchange->reply = reply;
    m_open.append(exchange);
    connect(reply, &QNetworkReply::encrypted, this,
            [port = m_address.url.port(443)] { sendAtOnce(static_cast<quint16>(port)); });
    connect(reply, &QNetworkReply::sslErrors, this,
            [exchange](const QList<QSslError> &errors) { exchange->tlsErrors = kindsOf(errors); });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, exchange] { judgeHead(exchange); });
    connect(reply, &QNetworkReply::readyRead, this, [this, exchange] { receive(exchange); });
    connect(reply, &QNetworkReply::finished, this, [this, exchange] { conclude(exchange); });
    // Of the reply's own: QTimer::singleShot would outlive it until the deadline, and with it the body.
    auto *deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, this,
            [this, exchange] { giveUp(exchange, Fault::NetworkTimeout, QStringLiteral("deadline")); });
    deadline->start(call.totalMs);
}

void HttpLine::abandon(quint64 number)
{
    for (const auto &exchange : QList<std::shared_ptr<Exchange>>(m_open)) {
        if (exchange->call.number == number)
            giveUp(exchange, Fault::NetworkTimeout, QStringLiteral("quiet"));
    }
}

void HttpLine::giveUp(const std::shared_ptr<Exchange> &exchange, Fault fault, const QString &detail)
{
    if (exchange->done || exchange->givenUp || !exchange->reply)
        return;
    exchange->givenUp = Reason{fault, where, detail};
    // Later, because Qt does not expect its reply to end inside its own signals.
    QMetaObject::invokeMethod(exchange->reply, &QNetworkReply::abort, Qt::QueuedConnection);
}

void HttpLine::judgeHead(const std::shared_ptr<Exchange> &exchange)
{
    if (!exchange->reply->hasRawHeader("Yichuang-Protocol")) {
        const int status = exchange->reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        return giveUp(exchange, Fault::NotOurServer, QStringLiteral("status=%1").arg(status));
    }
    if (exchange->reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_limits.replyBytes
        && exchange->call.method != "HEAD")
        giveUp(exchange, Fault::ReplyTooLarge, QStringLiteral("length"));
}

void HttpLine::receive(const std::shared_ptr<Exchange> &exchange)
{
    if (exchange->givenUp)
        return;
    exchange->body += exchange->reply->readAll();
    if (exchange->body.size() > m_limits.replyBytes) {
        exchange->body.clear();
        giveUp(exchange, Fault::ReplyTooLarge, QStringLiteral("body"));
    }
}

void HttpLine::conclude(const std::shared_ptr<Exchange> &exchange)
{
    if (exchange->done)
        return;
    if (!exchange->givenUp)
        receive(exchange);
    exchange->done = true;
    m_open.removeOne(exchange);
    QNetworkReply *reply = exchange->reply;
    reply->deleteLater();
    RawReply raw;
    raw.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    raw.body = exchange->body;
    raw.toHead = exchange->call.method == "HEAD";
    for (const auto &[name, value] : reply->rawHeaderPairs())
        raw.headers.insert(name.toLower(), value);
    Outcome outcome;
    outcome.tookMs = exchange->clock.elapsed();
    if (exchange->givenUp) {
        outcome.answer = failure(*exchange->givenUp);
    } else if (raw.status == 0 || isBroken(reply->error())) {
        const bool untrusted = !exchange->tlsErrors.isEmpty();
        const QString detail = untrusted ? exchange->tlsErrors : QStringLiteral("qt=%1").arg(reply->error());
        outcome.answer = failure(faultOf(reply->error(), untrusted, m_address.url.host()), where, detail);
    } else {
        outcome.answer = judge(raw, exchange->call.alsoGood);
        outcome.reached = isOurs(raw);
    }
    exchange->finished(outcome);
}

} // namespace yichuang
