// SPDX-License-Identifier: Apache-2.0
#include "app/sync/ticket_loop.h"

#include "app/base/json.h"
#include "app/base/log.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace yichuang
{

namespace
{

const QString where = QStringLiteral("sync.tickets");
const QString keptName = QStringLiteral("ticketActs");
constexpr qsizetype largestKept = 1024 * 1024;

/// The queue has looked at the act and will never take it.
bool isRefusal(Fault fault)
{
    return fault == Fault::TransitionRefused || fault == Fault::TicketTaken || fault == Fault::NotFound
           || fault == Fault::NotAllowed || nextStep(fault) == NextStep::SetAside;
}

QByteArray written(const QList<TicketLoop::Act> &acts)
{
    QJsonArray list;
    for (const TicketLoop::Act &act : acts) {
        list.append(QJsonObject{{QStringLiteral("request"), act.request},
                                {QStringLiteral("ticket"), act.ticket},
                                {QStringLiteral("event"), ticketEventName(act.event)},
                                {QStringLiteral("fault"), act.fault},
                                {QStringLiteral("number"), act.number}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("acts"), list}}).toJson(QJsonDocument::Compact);
}

} // namespace

TicketLoop::TicketLoop(const SyncParts &parts) : m_parts(parts), m_pace(parts.timers, parts.random, parts.policy) {}

void TicketLoop::start()
{
    if (std::exchange(m_runs, true))
        return;
    m_knows = false;
    readKept();
}

void TicketLoop::readKept()
{
    m_shift.await(this, m_parts.outbox.document(keptName), [this](const Result<QPair<QByteArray, QString>> &kept) {
        if (!kept && kept.error().fault != Fault::NotFound) {
            // What is kept must not be written over unread.
            Q_EMIT told(kept.error());
            return m_pace.retry(kept.error(), [this] { readKept(); });
        }
        m_pace.succeeded();
        const bool hasNew = !m_acts.isEmpty();
        if (kept)
            read(kept->first);
        m_knows = true;
        if (hasNew)
            keep();
        next();
    });
}

void TicketLoop::stop()
{
    m_shift.change();
    m_runs = false;
    m_telling = false;
    m_pace.cancel();
}

void TicketLoop::hurry()
{
    m_pace.hurry();
}

void TicketLoop::read(const QByteArray &kept)
{
    const auto json = parseJsonObject(kept, {largestKept, 8});
    if (!json)
        return Q_EMIT told(Reason{Fault::StoreDamaged, where, json.error().detail});
    QList<Act> acts;
    for (const QJsonValue &value : json->value(QStringLiteral("acts")).toArray()) {
        const Act act{value[QStringLiteral("request")].toString(), value[QStringLiteral("ticket")].toString(),
                      ticketEventNamed(value[QStringLiteral("event")].toString()).value_or(TicketEvent::Recall),
                      value[QStringLiteral("fault")].toString(), value[QStringLiteral("number")].toString()};
        const bool here =
            std::any_of(m_acts.cbegin(), m_acts.cend(), [&](const Act &one) { return one.request == act.request; });
        if (isId(act.request) && !here)
            acts.append(act);
    }
    // What was done since is newer than what was kept.
    m_acts = acts + m_acts;
    Q_EMIT changed();
}

void TicketLoop::keep()
{
    Q_EMIT changed();
    m_shift.await(this, m_parts.outbox.keepDocument(keptName, written(m_acts), {}), [this](const Result<Done> &kept) {
        if (!kept)
            Q_EMIT told(kept.error());
    });
}

void TicketLoop::tell(const QString &ticket, const QString &number, TicketEvent event)
{
    m_acts.append(Act{newId(m_parts.clock, m_parts.random), ticket, event, {}, number});
    if (m_knows)
        keep();
    next();
}

void TicketLoop::tellAgain(const QString &request)
{
    for (Act &act : m_acts) {
        if (act.request != request || act.fault.isEmpty())
            continue;
        act.fault.clear();
        act.request = newId(m_parts.clock, m_parts.random);
    }
    keep();
    next();
}

void TicketLoop::drop(const QString &request)
{
    m_acts.removeIf([&](const Act &act) { return act.request == request && !act.fault.isEmpty(); });
    keep();
}

void TicketLoop::next()
{
    if (!m_runs || !m_knows || m_telling || m_pace.waits())
        return;
    const auto waiting =
        std::find_if(m_acts.cbegin(), m_acts.cend(), [](const Act &act) { return act.fault.isEmpty(); });
    if (waiting == m_acts.cend())
        return;
    m_telling = true;
    const Act act = *waiting;
    m_shift.await(this, m_parts.centre.ticketEvent(act.request, act.ticket, act.event),
                  [this, act](const Result<Ticket> &ticket) {
                      m_telling = false;
                      if (ticket)
                          taken(act.request);
                      else
                          failed(act, ticket.error());
                  });
}

void TicketLoop::taken(const QString &request)
{
    m_pace.succeeded();
    m_parts.gate.confirmed();
    m_announced.remove(request);
    m_acts.removeIf([&](const Act &one) { return one.request == request; });
    keep();
    Q_EMIT contacted();
    next();
}

void TicketLoop::failed(const Act &act, const Reason &reason)
{
    if (nextStep(reason.fault) == NextStep::RenewSession) {
        m_telling = true;
        m_parts.gate.await([this, run = m_shift.number()] {
            if (run != m_shift.number())
                return;
            m_telling = false;
            next();
        });
        return;
    }
    if (isRefusal(reason.fault)) {
        setAside(act.request, reason.fault);
        return next();
    }
    // Off line is said by the link itself, calmly.
    if (m_parts.centre.link() == LinkState::Online && !m_announced.contains(act.request)) {
        m_announced.insert(act.request);
        Q_EMIT told(Reason{Fault::TicketActWaits, where, faultName(reason.fault)});
    }
    if (mayBePoison(reason.fault))
        letOthersPass(act.ticket);
    m_pace.retry(reason, [this] { next(); });
    Q_EMIT troubled(reason);
}

void TicketLoop::setAside(const QString &request, Fault fault)
{
    int aside = 0;
    for (Act &act : m_acts) {
        if (act.request == request)
            act.fault = faultName(fault);
        aside += act.fault.isEmpty() ? 0 : 1;
    }
    while (aside > mostSetAside) {
        const auto oldest =
            std::find_if(m_acts.begin(), m_acts.end(), [](const Act &act) { return !act.fault.isEmpty(); });
        qCWarning(logSync) << "an act on a ticket that the queue refused is forgotten:" << oldest->ticket
                           << ticketEventName(oldest->event) << oldest->fault;
        m_acts.erase(oldest);
        --aside;
    }
    m_announced.remove(request);
    keep();
    Q_EMIT told(Reason{Fault::TicketActRefused, where, faultName(fault)});
}

void TicketLoop::letOthersPass(const QString &ticket)
{
    std::stable_partition(m_acts.begin(), m_acts.end(), [&](const Act &act) { return act.ticket != ticket; });
}

} // namespace yichuang
