// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/sync/line.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

namespace yichuang
{

/// The HTTP side of the centre: HTTP/1.1 over TLS, kept alive, no redirects, no cookies, no proxy, no cache,
/// a total deadline and a size limit on each call. Lives in a thread of its own, so that TLS
/// handshakes hold nobody up; every member is for that thread.
class HttpLine final : public Line
{
    Q_OBJECT

public:
    HttpLine(CentreAddress address, CallLimits limits);
    ~HttpLine() override;

    void send(const Call &call, const Finished &finished) override;
    void abandon(quint64 number) override;
    void setAddress(const CentreAddress &address) override;

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
