// SPDX-License-Identifier: Apache-2.0
#include "app/server/routes/handlers.h"
#include "app/server/store/tickets.h"

namespace yichuang::server
{
namespace
{

/// How the queue names a window.
QString windowOf(const Call &call)
{
    return call.device->windowName.isEmpty() ? QString::number(call.device->window) : call.device->windowName;
}

Response ticketReply(const Result<Ticket> &ticket)
{
    return ticket ? jsonReply(yichuang::toJson(*ticket)) : problem(ticket.error());
}

} // namespace

Response giveTicket(ServerState &state, const Call &call, Sql &sql)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const QString business = body->value(QStringLiteral("business")).toString();
    const auto priority =
        ticketPriorityNamed(body->value(QStringLiteral("priority")).toString(QStringLiteral("normal")));
    if (business.isEmpty() || business.size() > 64 || !priority)
        return problem(400, Fault::RequestRefused, QStringLiteral("business or priority"));
    return jsonReply(
        yichuang::toJson(takeTicket(sql, state.configuration.hall, business, *priority, state.clock, state.random)));
}

Response callNext(ServerState &state, const Call &call, Sql &sql)
{
    return ticketReply(callNextTicket(sql, state.configuration.hall, windowOf(call), state.clock.now()));
}

Response stepOneTicket(ServerState &state, const Call &call, Sql &sql)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const auto event = ticketEventNamed(body->value(QStringLiteral("event")).toString());
    if (!event)
        return problem(400, Fault::RequestRefused, QStringLiteral("event"));
    return ticketReply(ticketEvent(sql, state.configuration.hall, call.path.value(QStringLiteral("ticket")), *event,
                                   windowOf(call), state.clock.now()));
}

Response showQueue(ServerState &state, const Call &, Sql &sql)
{
    return jsonReply(toJson(queueStanding(sql, state.configuration.hall, state.clock.now())));
}

} // namespace yichuang::server
