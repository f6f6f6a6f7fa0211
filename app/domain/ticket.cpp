// SPDX-License-Identifier: Apache-2.0
#include "app/domain/ticket.h"

#include <array>

namespace yichuang
{
namespace
{

constexpr std::array<const char *, 7> stateNames{"waiting", "called",    "serving",    "served",
                                                 "passed",  "abandoned", "transferred"};
constexpr std::array<const char *, 3> priorityNames{"normal", "appointment", "priority"};

constexpr std::array<const char *, 8> eventNames{"call", "recall",  "serve",    "finish",
                                                 "pass", "abandon", "transfer", "requeue"};

struct Step {
    TicketState from;
    TicketEvent event;
    TicketState to;
};
constexpr std::array steps = std::to_array<Step>({
    {TicketState::Waiting, TicketEvent::Call, TicketState::Called},
    {TicketState::Called, TicketEvent::Recall, TicketState::Called},
    {TicketState::Called, TicketEvent::Serve, TicketState::Serving},
    {TicketState::Called, TicketEvent::Pass, TicketState::Passed},
    {TicketState::Called, TicketEvent::Transfer, TicketState::Transferred},
    {TicketState::Called, TicketEvent::Finish, TicketState::Served},
    {TicketState::Serving, TicketEvent::Finish, TicketState::Served},
    {TicketState::Serving, TicketEvent::Transfer, TicketState::Transferred},
    {TicketState::Passed, TicketEvent::Requeue, TicketState::Waiting},
    {TicketState::Passed, TicketEvent::Abandon, TicketState::Abandoned},
    {TicketState::Transferred, TicketEvent::Requeue, TicketState::Waiting},
});

QString instant(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")) : QString();
}

template <std::size_t N>
std::optional<std::size_t> indexOf(const std::array<const char *, N> &names, const QString &name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (QLatin1String(names.at(i)) == name)
            return i;
    }
    return std::nullopt;
}

} // namespace

QJsonObject toJson(const Ticket &ticket)
{
    return {{QStringLiteral("id"), ticket.id},
            {QStringLiteral("number"), ticket.number},
            {QStringLiteral("business"), ticket.business},
            {QStringLiteral("state"), QLatin1String(stateNames.at(static_cast<std::size_t>(ticket.state)))},
            {QStringLiteral("priority"), QLatin1String(priorityNames.at(static_cast<std::size_t>(ticket.priority)))},
            {QStringLiteral("takenAt"), instant(ticket.takenAt)},
            {QStringLiteral("calledAt"), instant(ticket.calledAt)},
            {QStringLiteral("window"), ticket.window},
            {QStringLiteral("calls"), ticket.calls}};
}

Result<Ticket> ticketFromJson(const QJsonObject &json)
{
    const auto state = indexOf(stateNames, json.value(QStringLiteral("state")).toString());
    const auto priority =
        indexOf(priorityNames, json.value(QStringLiteral("priority")).toString(QStringLiteral("normal")));
    Ticket ticket;
    ticket.id = json.value(QStringLiteral("id")).toString();
    ticket.number = json.value(QStringLiteral("number")).toString();
    ticket.takenAt = QDateTime::fromString(json.value(QStringLiteral("takenAt")).toString(), Qt::ISODateWithMs).toUTC();
    if (!state || !priority || ticket.id.isEmpty() || ticket.id.size() > 64 || ticket.number.isEmpty()
        || ticket.number.size() > 16 || !ticket.takenAt.isValid())
        return failure(Fault::ReplyMalformed, QStringLiteral("ticket.read"));
    ticket.state = static_cast<TicketState>(*state);
    ticket.priority = static_cast<TicketPriority>(*priority);
    ticket.business = json.value(QStringLiteral("business")).toString().left(64);
    ticket.calledAt =
        QDateTime::fromString(json.value(QStringLiteral("calledAt")).toString(), Qt::ISODateWithMs).toUTC();
    ticket.window = json.value(QStringLiteral("window")).toString().left(64);
    ticket.calls = json.value(QStringLiteral("calls")).toInt();
    return ticket;
}

QString ticketEventName(TicketEvent event)
{
    return QLatin1String(eventNames.at(static_cast<std::size_t>(event)));
}

std::optional<TicketEvent> ticketEventNamed(const QString &name)
{
    const auto found = indexOf(eventNames, name);
    return found ? std::optional(static_cast<TicketEvent>(*found)) : std::nullopt;
}

Result<Ticket> stepTicket(const Ticket &ticket, TicketEvent event, const QString &window, const QDateTime &now)
{
    const auto *found = std::find_if(
        steps.begin(), steps.end(), [&](const Step &step) { return step.from == ticket.state && step.event == event; });
    if (found == steps.end())
        return failure(Fault::TransitionRefused, QStringLiteral("ticket.step"), ticket.number);
    Ticket next = ticket;
    next.state = found->to;
    if (event == TicketEvent::Call || event == TicketEvent::Recall) {
        next.window = window;
        next.calls += 1;
        next.calledAt = now;
    }
    if (event == TicketEvent::Requeue || event == TicketEvent::Transfer)
        next.window.clear();
    return next;
}

} // namespace yichuang
