// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/clock.h"
#include "app/sync/http_centre.h"
#include "tests/fakes/scripted_server.h"

#include <QTest>

namespace yichuang
{

/// A hall with its authority, a server on this machine and a centre that calls it.
struct HttpsBench {
    SystemClock clock;
    Credential authority = makeAuthority(QStringLiteral("Hall CA"), clock).value();
    Credential credential = serverCredential(authority, clock);
    ScriptedServer server{credential};
    CallLimits limits{2'000, 500, 60'000, 256 * 1024};
    CentreAddress address{server.url(), authority.certificatePem, {}, {}, {}};

    static Credential serverCredential(const Credential &ca, const Clock &clock,
                                       const QString &host = QStringLiteral("127.0.0.1"))
    {
        const bool isAddress = host.at(0).isDigit();
        return issueServerCertificate(
                   ca,
                   {host, isAddress ? QStringList() : QStringList{host}, isAddress ? QStringList{host} : QStringList()},
                   clock, 30)
            .value();
    }
    [[nodiscard]] std::unique_ptr<HttpCentre> centre() const
    {
        return std::make_unique<HttpCentre>(address, clock, limits);
    }
    /// Every request is answered with these bytes.
    void answer(const QByteArray &bytes, bool close = false)
    {
        server.script = [bytes, close](QSslSocket *socket, const ScriptedServer::Request &) {
            socket->write(bytes);
            if (close)
                socket->disconnectFromHost();
        };
    }
};

/// What a future gives, waited for with the event loop; Timeout where it does not end in ten seconds.
template <typename T>
Result<T> await(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        return failure(Fault::Timeout, QStringLiteral("test"));
    if (future.resultCount() == 0)
        return failure(Fault::Cancelled, QStringLiteral("test"));
    return future.result();
}

/// Why there is no value, for QVERIFY2.
template <typename T>
QByteArray why(const Result<T> &result)
{
    return result ? QByteArray() : describe(result.error()).toUtf8();
}

inline const QByteArray &queueBody()
{
    static const QByteArray body = "{\"waiting\":3,\"longestWaitSeconds\":60}";
    return body;
}

} // namespace yichuang
