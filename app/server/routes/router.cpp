// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/router.h"

#include "app/base/ids.h"
#include "app/base/json.h"
#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/server/store/answered.h"

#include <QStringList>

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
    call.device = admittedDevice(sql, hall, call.request.peer.device, call.request.peer.fingerprint);
    if (!call.device)
        return problem(403, Fault::NotEnrolled, QStringLiteral("client certificate"));
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

/// True for answers that say what became of the request; another one may be asked for again.
bool isFinal(const Response &response, bool known)
{
    return response.status < 300 || (known && response.status < 500 && response.status != 429);
}

/// One effect a request id: the first answer is kept with it, and given again.
Response answerOnce(ServerState &state, const Route &route, const Call &call, Sql &sql)
{
    const QString request = QString::fromLatin1(call.request.header("yichuang-request").left(64));
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

Response storeProblem(const Reason &reason)
{
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
    const QByteArray protocol = request.header("yichuang-protocol");
    if (!protocol.isEmpty() && protocol != "1") {
        answer(problem(400, Fault::ProtocolUnknown, QString::fromLatin1(protocol.left(16))));
        return;
    }
    onLane(*found.route, Call{std::move(request), std::move(found.parts), {}, {}}, answer);
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
        break;
    }
    const bool taken = m_state.readers.post([this, &route, shared, answer](Sql &sql) {
        sql.clear();
        auto refused = admit(m_state, route, *shared, sql);
        if (sql.trouble()) {
            answer(storeProblem(*sql.trouble()));
        } else if (refused) {
            answer(*std::move(refused));
        } else if (route.longHandler != nullptr) {
            route.longHandler(m_state, *shared, sql, answer);
        } else {
            Response response = route.handler(m_state, *shared, sql);
            answer(sql.trouble() ? storeProblem(*sql.trouble()) : std::move(response));
        }
    });
    if (!taken)
        answer(problem(503, Fault::CentreBusy));
}

void Router::finish(Response &response) const
{
    response.add("Yichuang-Protocol", "1");
    response.add("Yichuang-Epoch", QByteArray::number(m_state.epoch.load()));
    response.add("Yichuang-Time", wireTime(m_state.clock.now()).toLatin1());
    response.add("Yichuang-Digest", "sha-256=" + sha256(response.body).toBase64());
    response.add("X-Content-Type-Options", "nosniff");
    if (response.status == 503)
        response.add("Retry-After", "2");
    bool cached = false;
    for (const auto &header : std::as_const(response.headers))
        cached = cached || header.first == "ETag";
    response.add("Cache-Control", cached ? "no-cache" : "no-store");
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
