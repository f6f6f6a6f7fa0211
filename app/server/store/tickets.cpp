// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/tickets.h"

#include <QJsonDocument>

#include <array>

namespace yichuang::server
{
namespace
{

constexpr std::array<const char *, 3> priorityNames{"normal", "appointment", "priority"};

QString stateText(const Ticket &ticket)
{
    return yichuang::toJson(ticket).value(QStringLiteral("state")).toString();
}

std::optional<Ticket> ticketOf(const QString &body)
{
    const auto ticket = ticketFromJson(QJsonDocument::fromJson(body.toUtf8()).object());
    return ticket ? std::optional(*ticket) : std::nullopt;
}

QString bodyOf(const Ticket &ticket)
{
    return QString::fromUtf8(QJsonDocument(yichuang::toJson(ticket)).toJson(QJsonDocument::Compact));
}

QString orEmpty(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

void keep(Sql &sql, const QString &hall, const Ticket &ticket)
{
    sql.run("UPDATE ticket SET state = ?, hall_window = ?, body = ? WHERE hall = ? AND id = ?",
            {stateText(ticket), orEmpty(ticket.window), bodyOf(ticket), hall, ticket.id});
}

/// A letter for a business class: the first visitor of a class decides nothing, the name does.
QChar letterOf(const QString &business)
{
    if (business == QLatin1String("comprehensive"))
        return QLatin1Char('A');
    uint sum = 0;
    for (const QChar c : business)
        sum += c.unicode();
    return QChar(static_cast<char16_t>(u'B' + sum % 10));
}

} // namespace

Ticket takeTicket(Sql &sql, const QString &hall, const QString &business, TicketPriority priority, const Clock &clock,
                  const RandomSource &random)
{
    Ticket ticket;
    ticket.id = newId(clock, random);
    ticket.business = business;
    ticket.priority = priority;
    ticket.takenAt = clock.now().toUTC();
    const QString day = ticket.takenAt.toOffsetFromUtc(8 * 3600).toString(QStringLiteral("yyyyMMdd"));
    const QString letter(letterOf(business));
    sql.run(
        "INSERT INTO ticket_serial (hall, business, day, serial) VALUES (?, ?, ?, 1) ON CONFLICT (hall, business, day)"
        " DO UPDATE SET serial = ticket_serial.serial + 1",
        {hall, letter, day});
    const auto row =
        sql.row("SELECT serial FROM ticket_serial WHERE hall = ? AND business = ? AND day = ?", {hall, letter, day});
    ticket.number = letter + QStringLiteral("%1").arg(row ? row->first().toInt() : 0, 3, 10, QLatin1Char('0'));
    sql.run("INSERT INTO ticket (hall, id, number, business, state, priority, taken_ms, hall_window, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
            {hall, ticket.id, ticket.number, business, stateText(ticket), static_cast<int>(priority),
             ticket.takenAt.toMSecsSinceEpoch(), bodyOf(ticket)});
    return ticket;
}

Result<Ticket> callNextTicket(Sql &sql, const QString &hall, const QString &window, const QDateTime &now)
{
    const auto row = sql.row("SELECT body FROM ticket WHERE hall = ? AND state = 'waiting'"
                             " ORDER BY priority DESC, taken_ms, number LIMIT 1",
                             {hall});
    const auto waiting = row ? ticketOf(row->first().toString()) : std::nullopt;
    if (!waiting)
        return failure(Fault::QueueEmpty, QStringLiteral("server.queue"));
    auto called = stepTicket(*waiting, TicketEvent::Call, window, now);
    if (called)
        keep(sql, hall, *called);
    return called;
}

Result<Ticket> ticketEvent(Sql &sql, const QString &hall, const QString &id, TicketEvent event, const QString &window,
                           const QDateTime &now)
{
    const auto row = sql.row("SELECT body FROM ticket WHERE hall = ? AND id = ?", {hall, id.left(64)});
    const auto before = row ? ticketOf(row->first().toString()) : std::nullopt;
    if (!before)
        return failure(Fault::NotFound, QStringLiteral("server.queue"));
    const bool held = before->state == TicketState::Called || before->state == TicketState::Serving;
    if (held && before->window != window)
        return failure(Fault::TicketTaken, QStringLiteral("server.queue"));
    auto after = stepTicket(*before, event, window, now);
    if (after)
        keep(sql, hall, *after);
    return after;
}

QueueStanding queueStanding(Sql &sql, const QString &hall, const QDateTime &now)
{
    const auto row = sql.row("SELECT COUNT(*), MIN(taken_ms) FROM ticket WHERE hall = ? AND state = 'waiting'", {hall});
    QueueStanding standing;
    if (row && row->first().toInt() > 0) {
        standing.waiting = row->first().toInt();
        standing.longestWaitSeconds = std::max<qint64>(0, (now.toMSecsSinceEpoch() - row->at(1).toLongLong()) / 1000);
    }
    return standing;
}

QJsonObject toJson(const QueueStanding &standing)
{
    return {{QStringLiteral("waiting"), standing.waiting},
            {QStringLiteral("longestWaitSeconds"), standing.longestWaitSeconds}};
}

std::optional<TicketPriority> ticketPriorityNamed(const QString &name)
{
    for (std::size_t i = 0; i < priorityNames.size(); ++i) {
        if (QLatin1String(priorityNames.at(i)) == name)
            return static_cast<TicketPriority>(i);
    }
    return {};
}

} // namespace yichuang::server
