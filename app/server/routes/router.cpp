// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/router.h"

#include "app/base/ids.h"
#include "app/base/json.h"
#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/server/store/answered.h"

#include <QStringList>

#include <algorithm>

namespace yichuang::server
{
namespace
{

constexpr qint64 smallBody = 1024 * 1024;

/// The parts in braces, or nothing where the path does not fit the pattern.
std::optional<QMap<QString, QString>> fit(const char *pattern, const QString &path)
{
    const QStringList wanted = QString::fromLatin1(pattern).split(QLatin1Char('/'));
    const QStringList given = path.split(QLatin1Char('/'));
    if (wanted.size() != given.size())
        return {};
    QMap<QString, QString> parts;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString &want = wanted[i];
        if (want.startsWith(QLatin1Char('{'))) {
            if (given[i].isEmpty() || given[i].size() > 128)
                return {};
            parts.insert(want.mid(1, want.size() - 2), given[i]);
        } else if (want != given[i]) {
            return {};
        }
    }
    return parts;
}

struct Found {
    const Route *route = nullptr;
    QMap<QString, QString> parts;
    bool otherMethod = false;
};

Found findRoute(const QByteArray &method, const QString &path)
{
    Found found;
    for (const Route &route : routeTable()) {
        auto parts = fit(route.pattern, path);
        if (!parts)
            continue;
        if (method == route.method)
            return {&route, *std::move(parts), false};
        found.otherMethod = true;
    }
    return found;
}

/// Finds out who calls; the problem where it is not who the route asks for.
std::optional<Response> admit(ServerState &state, const Route &route, Call &call, Sql &sql)
{
    if (route.access == Access::Open)
        return {};
    const QString &hall = state.configuration.hall;
    call.device = presentedDevice(sql, hall, call.request.peer.device, call.request.peer.fingerprint);
    if (!call.device)
        return problem(403, Fault::NotEnrolled, QStringLiteral("client certificate"));
    if (call.device->revoked)
        return problem(403, Fault::DeviceRevoked, call.device->id);
    const QByteArray bearer = call.request.header("authorization");
    if (bearer.startsWith("Bearer "))
        call.session = findSession(sql, hall, QString::fromLatin1(bearer.mid(7)), call.device->id, state.clock.now());
    if (route.access == Access::Device)
        return {};
    if (!call.session)
        return problem(401, Fault::SessionExpired);
    if (!route.roles.isEmpty() && !route.roles.contains(call.session->role))
        return problem(403, Fault::NotAllowed, roleName(call.session->role));
    return {};
}

/// The version that a caller speaks; the newest where it names none (a browser), 0 where it is not spoken here.
int protocolOf(const QByteArray &asked)
{
    if (asked.isEmpty())
        return newestProtocol;
    bool isNumber = false;
    const int protocol = asked.toInt(&isNumber);
    return isNumber && protocol >= oldestProtocol && protocol <= newestProtocol ? protocol : 0;
}

bool has(const Response &response, const QByteArray &name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&name](const auto &header) { return header.first == name; });
}

/// True for answers that say what became of the request; another one may be asked for again.
bool isFinal(const Response &response, bool known)
{
    return response.status < 300 || (known && response.status < 500 && response.status != 429);
}

/// One effect a request id: the first answer is kept with it, and given again.
Response answerOnce(ServerState &state, const Route &route, const Call &call, Sql &sql)
{
    const QString request = QString::fromLatin1(call.request.header("yichuang-request").left(64));
    if (request.isEmpty() && call.protocol < requestsSinceProtocol)
        return route.handler(state, call, sql);
    if (!isId(request))
        return problem(400, Fault::RequestRefused, QStringLiteral("Yichuang-Request"));
    const QByteArray asks = call.request.path.toUtf8() + '\n' + call.request.body;
    const AskedOnce asked{state.configuration.hall, call.device ? call.device->id : QStringLiteral("open"), request,
                          sha256Hex(asks)};
    const auto before = answeredBefore(sql, asked);
    if (!before)
        return problem(before.error());
    if (*before)
        return **before;
    Response response = route.handler(state, call, sql);
    if (isFinal(response, call.device.has_value()))
        keepAnswer(sql, asked, response, state.clock.now());
    return response;
}

Response storeProblem(ServerState &state, const Reason &reason)
{
    state.metrics.storeFailed();
    qCCritical(logServer) << "store:" << describe(reason);
    return problem(statusOf(reason.fault), reason.fault);
}

} // namespace

qint64 Router::bodyLimit(const QByteArray &method, const QString &path) const
{
    const Found found = findRoute(method, path);
    return found.route != nullptr ? found.route->bodyLimit : smallBody;
}

void Router::serve(Request request, Answer answer)
{
    Found found = findRoute(request.method, request.path);
    if (found.route == nullptr && request.method == "GET" && request.path.startsWith(QLatin1String("/s/")))
        found = {findRoute("GET", QStringLiteral("/s/-")).route, {}, false}; // malformed looks like unknown
    if (found.route == nullptr) {
        answer(found.otherMethod ? problem(405, Fault::Unsupported) : problem(404, Fault::NotFound));
        return;
    }
    const QByteArray asked = request.header("yichuang-protocol");
    const int protocol = protocolOf(asked);
    if (protocol == 0) {
        answer(problem(400, Fault::ProtocolUnknown, QString::fromLatin1(asked.left(16))));
        return;
    }
    const qint64 began = m_state.clock.monotonicMs();
    onLane(*found.route, Call{std::move(request), std::move(found.parts), {}, {}, protocol},
           [this, route = found.route, began, protocol, answer = std::move(answer)](Response response) {
               m_state.metrics.answered(route->method, route->pattern, response.status,
                                        m_state.clock.monotonicMs() - began);
               response.add("Yichuang-Protocol", QByteArray::number(protocol));
               answer(std::move(response));
           });
}

void Router::onLane(const Route &route, Call call, const Answer &answer)
{
    auto shared = std::make_shared<Call>(std::move(call));
    switch (route.lane) {
    case Lane::None:
        answer(route.instant(m_state, *shared));
        return;
    case Lane::Write:
        m_state.write(
            [this, &route, shared](Sql &sql) {
                if (auto refused = admit(m_state, route, *shared, sql))
                    return *std::move(refused);
                return route.once ? answerOnce(m_state, route, *shared, sql) : route.handler(m_state, *shared, sql);
            },
            answer);
        return;
    case Lane::Read:
    case Lane::Pages:
        break;
    }
    SqlWorkers &workers = route.lane == Lane::Pages ? m_state.pages : m_state.readers;
    const bool taken = workers.post([this, &route, shared, answer](Sql &sql) {
        sql.clear();
        auto refused = admit(m_state, route, *shared, sql);
        if (sql.trouble()) {
            answer(storeProblem(m_state, *sql.trouble()));
        } else if (refused) {
            answer(*std::move(refused));
        } else if (route.longHandler != nullptr) {
            route.longHandler(m_state, *shared, sql, answer);
        } else {
            Response response = route.handler(m_state, *shared, sql);
            answer(sql.trouble() ? storeProblem(m_state, *sql.trouble()) : std::move(response));
        }
    });
    if (!taken)
        answer(problem(503, Fault::CentreBusy));
}

void Router::finish(Response &response) const
{
    if (!has(response, "Yichuang-Protocol"))
        response.add("Yichuang-Protocol", QByteArray::number(newestProtocol));
    response.add("Yichuang-Epoch", QByteArray::number(m_state.epoch.load()));
    response.add("Yichuang-Time", wireTime(m_state.clock.now()).toLatin1());
    response.add("Yichuang-Digest", "sha-256=" + sha256(response.body).toBase64());
    response.add("X-Content-Type-Options", "nosniff");
    if (response.status == 503)
        response.add("Retry-After", "2");
    response.add("Cache-Control", has(response, "ETag") ? "no-cache" : "no-store");
}

Response waitFor(int seconds, Fault fault)
{
    Response response = problem(429, fault);
    response.add("Retry-After", QByteArray::number(seconds));
    return response;
}

Result<QJsonObject> bodyObject(const Call &call, qsizetype limit)
{
    auto json = parseJsonObject(call.request.body, {limit, 32});
    if (!json) {
        const Fault fault = json.error().fault == Fault::TooLarge ? Fault::TooLarge : Fault::RequestRefused;
        return failure(fault, QStringLiteral("server.body"), json.error().detail);
    }
    return json;
}

} // namespace yichuang::server
