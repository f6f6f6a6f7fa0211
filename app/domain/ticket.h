// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/result.h"

#include <QDateTime>
#include <QJsonObject>

namespace yichuang
{

enum class TicketState { Waiting, Called, Serving, Served, Passed, Abandoned, Transferred };
enum class TicketPriority { Normal, Appointment, Priority };

/// 号票: a visitor's place in the queue.
struct Ticket {
    QString id;
    QString number;   ///< as "A023"; "L…" for one made at the window while off line
    QString business; ///< business class, as "comprehensive"
    TicketState state = TicketState::Waiting;
    TicketPriority priority = TicketPriority::Normal;
    QDateTime takenAt;
    QDateTime calledAt;
    QString window;
    int calls = 0; ///< times called
    bool operator==(const Ticket &) const = default;
};
[[nodiscard]] QJsonObject toJson(const Ticket &ticket);
[[nodiscard]] Result<Ticket> ticketFromJson(const QJsonObject &json);

/// What a clerk does with a ticket, and the centre with the queue.
enum class TicketEvent { Call, Recall, Serve, Finish, Pass, Abandon, Transfer, Requeue };
/// "call", "recall", … as on the wire.
[[nodiscard]] QString ticketEventName(TicketEvent event);
[[nodiscard]] std::optional<TicketEvent> ticketEventNamed(const QString &name);
/// TransitionRefused where the ticket's state does not allow it.
[[nodiscard]] Result<Ticket> stepTicket(const Ticket &ticket, TicketEvent event, const QString &window,
                                        const QDateTime &now);

/// What the desk shows of the queue.
struct QueueStanding {
    int waiting = 0;
    qint64 longestWaitSeconds = 0;
    bool operator==(const QueueStanding &) const = default;
};

} // namespace yichuang
