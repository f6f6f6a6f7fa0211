// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/server_state.h"
#include "app/server/store/clerks.h"

namespace yichuang::server
{

/// The versions of the protocol that are spoken; which has what is in resources/protocol/openapi.yaml.
inline constexpr int newestProtocol = 3;
inline constexpr int oldestProtocol = newestProtocol - 2;
/// From this one on every POST whose effect a repetition must not have again carries Yichuang-Request.
inline constexpr int requestsSinceProtocol = 2;

/// What a route asks of its caller.
enum class Access { Open, Device, Session };

/// A request whose caller is known as far as the route asks.
struct Call {
    Request request;
    QMap<QString, QString> path; ///< the parts in braces
    std::optional<DeviceRecord> device;
    std::optional<SessionRecord> session;
    int protocol = newestProtocol; ///< that the caller speaks
};

/// Where a handler runs: at once, on a reading connection, on one beside them for what waits for the store of page
/// files, or in the writer's transaction.
enum class Lane { None, Read, Pages, Write };

using Handler = Response (*)(ServerState &state, const Call &call, Sql &sql);
using InstantHandler = Response (*)(ServerState &state, const Call &call);
/// Begins on a reading connection and answers when it can.
using LongHandler = void (*)(ServerState &state, const Call &call, Sql &sql, const Answer &answer);

/// One route. Exactly one of the handlers is set.
struct Route {
    const char *method;
    const char *pattern; ///< as "/v1/blobs/{blob}/chunks/{number}"
    Access access;
    QList<Role> roles; ///< who may; empty: everybody
    qint64 bodyLimit;
    Lane lane;
    Handler handler = nullptr;
    InstantHandler instant = nullptr;
    LongHandler longHandler = nullptr;
    bool once = false; ///< asks for Yichuang-Request: a repetition gets the first answer and has no effect
};

/// Every route of the server: the one place that says who may call what.
[[nodiscard]] const QList<Route> &routeTable();

/// Takes requests to their routes.
class Router final : public HttpService
{
public:
    explicit Router(ServerState &state) : m_state(state) {}
    [[nodiscard]] qint64 bodyLimit(const QByteArray &method, const QString &path) const override;
    void serve(Request request, Answer answer) override;
    void finish(Response &response) const override;

private:
    void onLane(const Route &route, Call call, const Answer &answer);

    ServerState &m_state;
};

/// Refuses for now: 429 with the seconds to wait.
[[nodiscard]] Response waitFor(int seconds, Fault fault);

/// The body as a JSON object within the route's limits, or the problem to answer with.
[[nodiscard]] Result<QJsonObject> bodyObject(const Call &call, qsizetype limit = 1024 * 1024);

} // namespace yichuang::server
