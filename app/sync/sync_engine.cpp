// SPDX-License-Identifier: Apache-2.0
#include "app/sync/sync_engine.h"

#include "app/base/log.h"

#include <utility>

namespace yichuang
{

SyncEngine::SyncEngine(Centre &centre, Outbox &outbox, const Clock &clock, const RandomSource &random, Timers &timers,
                       const SyncOptions &options, QObject *parent)
    : CentreLink(parent),
      m_centre(centre),
      m_clock(clock),
      m_gate(centre, timers, random, options.watch),
      m_parts{centre, outbox, clock, random, timers, options.retry, m_gate},
      m_operations(m_parts),
      m_feed({centre, outbox, clock, random, timers, options.watch, m_gate}),
      m_blobs(m_parts, [this] { return m_operations.isIdle(); }),
      m_documents(m_parts, options.documents),
      m_tickets(m_parts),
      m_probe(m_parts),
      m_since(clock.now())
{
    connect(&m_centre, &Centre::linkChanged, this, &SyncEngine::linkTurned);
    connect(&m_gate, &SessionGate::needed, this, &CentreLink::sessionNeeded);
    connect(&m_operations, &OperationLoop::idled, this, [this] { m_blobs.wake(); });
    connect(&m_documents, &DocumentLoop::changed, this, &CentreLink::documentChanged);
    connect(&m_feed, &FeedLoop::queueChanged, this, &SyncEngine::noteQueue);
    connect(&m_feed, &FeedLoop::recovered, this, [this] {
        m_operations.forgive();
        m_blobs.forgive();
        hurryAll();
    });
    connect(&m_feed, &FeedLoop::epochBegan, this, [this] {
        m_operations.forgive();
        m_blobs.forgive();
        m_operations.hurry();
        m_blobs.hurry();
    });
    connect(&m_operations, &OperationLoop::standingChanged, this, &CentreLink::sendingChanged);
    connect(&m_tickets, &TicketLoop::changed, this, &CentreLink::queueActsChanged);
    connect(&m_operations, &OperationLoop::contacted, this, &SyncEngine::noteContact);
    connect(&m_feed, &FeedLoop::contacted, this, &SyncEngine::noteContact);
    connect(&m_blobs, &BlobLoop::contacted, this, &SyncEngine::noteContact);
    connect(&m_documents, &DocumentLoop::contacted, this, &SyncEngine::noteContact);
    connect(&m_probe, &LinkProbe::contacted, this, &SyncEngine::noteContact);
    connect(&m_tickets, &TicketLoop::contacted, this, &SyncEngine::noteContact);
    connect(&m_tickets, &TicketLoop::told, this, &CentreLink::queueUntold);
    connect(&m_tickets, &TicketLoop::troubled, this, &SyncEngine::troubled);
    connect(&m_operations, &OperationLoop::troubled, this, &SyncEngine::troubled);
    connect(&m_feed, &FeedLoop::troubled, this, &SyncEngine::troubled);
    connect(&m_blobs, &BlobLoop::troubled, this, &SyncEngine::troubled);
    connect(&m_documents, &DocumentLoop::troubled, this, &SyncEngine::troubled);
    // Afterwards: the loop that says so is in the midst of it.
    connect(this, &SyncEngine::troubled, this, &SyncEngine::noteTrouble, Qt::QueuedConnection);
    connect(&m_gate, &SessionGate::turnedAway, this, &SyncEngine::troubled);
}

void SyncEngine::start()
{
    if (!std::exchange(m_runs, true))
        startAll();
}

void SyncEngine::startAll()
{
    m_operations.start();
    m_feed.start();
    m_documents.start();
    m_tickets.start();
    m_probe.start();
    m_blobs.start();
}

void SyncEngine::stop()
{
    m_runs = false;
    m_turnedAway.reset();
    stopAll();
}

void SyncEngine::stopAll()
{
    m_operations.stop();
    m_feed.stop();
    m_documents.stop();
    m_tickets.stop();
    m_probe.stop();
    m_blobs.stop();
    m_gate.clear();
}

void SyncEngine::wake()
{
    if (m_runs && !m_turnedAway)
        m_operations.wake();
}

SendingStanding SyncEngine::sending() const
{
    if (!m_turnedAway)
        return m_operations.standing();
    SendingStanding standing;
    standing.all = NextTry{{}, *m_turnedAway};
    return standing;
}

void SyncEngine::noteTrouble(const Reason &reason)
{
    if (reason.fault != Fault::DeviceRevoked || !m_runs || m_turnedAway)
        return;
    m_turnedAway = reason;
    stopAll();
    Q_EMIT sendingChanged();
}

bool SyncEngine::askAgain()
{
    if (!m_turnedAway)
        return false;
    m_turnedAway.reset();
    startAll();
    Q_EMIT sendingChanged();
    return true;
}

void SyncEngine::sendNow()
{
    if (!askAgain())
        hurryAll();
}

void SyncEngine::sendCaseNow(const QString &caseId)
{
    if (!m_runs || askAgain())
        return;
    m_gate.hurry();
    m_operations.hurryCase(caseId);
}

void SyncEngine::tellQueue(const QString &ticketId, const QString &number, TicketEvent event)
{
    m_tickets.tell(ticketId, number, event);
}

QList<QueueAct> SyncEngine::queueActs() const
{
    QList<QueueAct> acts;
    for (const TicketLoop::Act &act : m_tickets.acts()) {
        std::optional<Reason> refused;
        if (!act.fault.isEmpty())
            refused =
                Reason{faultNamed(act.fault).value_or(Fault::TicketActRefused), QStringLiteral("sync.tickets"), {}};
        acts.append({act.request, act.number, act.event, refused});
    }
    return acts;
}

void SyncEngine::tellQueueAgain(const QString &request)
{
    m_tickets.tellAgain(request);
}

void SyncEngine::dropQueueAct(const QString &request)
{
    m_tickets.drop(request);
}

void SyncEngine::sessionRestored()
{
    m_gate.restored();
    if (!askAgain())
        hurryAll();
}

void SyncEngine::hurryAll()
{
    if (!m_runs || m_turnedAway)
        return;
    m_gate.hurry();
    m_operations.hurry();
    m_feed.hurry();
    m_documents.hurry();
    m_tickets.hurry();
    m_blobs.hurry();
}

void SyncEngine::linkTurned(LinkState state)
{
    m_since = m_clock.now();
    Q_EMIT linkChanged(state);
    if (state == LinkState::Online)
        hurryAll();
}

void SyncEngine::noteContact()
{
    m_lastContact = m_clock.now();
    m_probe.noteContact();
    Q_EMIT contacted(m_lastContact);
}

void SyncEngine::noteQueue(const QueueStanding &queue)
{
    if (std::exchange(m_queue, queue) != queue)
        Q_EMIT queueChanged(queue);
}

} // namespace yichuang
