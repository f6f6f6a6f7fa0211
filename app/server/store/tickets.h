// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/ids.h"
#include "app/domain/ticket.h"
#include "app/server/sql/sql.h"

namespace yichuang::server
{

/// Takes a ticket: a letter for the business and a number of the day. In a transaction.
[[nodiscard]] Ticket takeTicket(Sql &sql, const QString &hall, const QString &business, TicketPriority priority,
                                const Clock &clock, const RandomSource &random);
/// Calls the next visitor for a window; one winner. QueueEmpty. In a transaction.
[[nodiscard]] Result<Ticket> callNextTicket(Sql &sql, const QString &hall, const QString &window, const QDateTime &now);
/// NotFound, TicketTaken where another window has it, TransitionRefused. In a transaction.
[[nodiscard]] Result<Ticket> ticketEvent(Sql &sql, const QString &hall, const QString &id, TicketEvent event,
                                         const QString &window, const QDateTime &now);
[[nodiscard]] QueueStanding queueStanding(Sql &sql, const QString &hall, const QDateTime &now);
[[nodiscard]] QJsonObject toJson(const QueueStanding &standing);
[[nodiscard]] std::optional<TicketPriority> ticketPriorityNamed(const QString &name);

} // namespace yichuang::server
