// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre_link.h"
#include "app/sync/blob_loop.h"
#include "app/sync/document_loop.h"
#include "app/sync/feed_loop.h"
#include "app/sync/link_probe.h"
#include "app/sync/operation_loop.h"
#include "app/sync/ticket_loop.h"

namespace yichuang
{

/// What sync is set to.
struct SyncOptions {
    RetryPolicy retry;
    /// Of the feed and of sign-in, which find out that the centre is well again: then everything else that waits goes
    /// at once. At most some 200 times an hour, however long the trouble lasts.
    RetryPolicy watch{1'000, 25'000};
    QStringList documents{QStringLiteral("catalogue"), QStringLiteral("calendar"), QStringLiteral("policy"),
                          QStringLiteral("keys")};
};

/// Keeps this window and the centre of one mind: sends what waits, follows the change feed, sends page files after
/// the operations, keeps the published documents, tells the queue. Each of the five goes on by itself; failures are
/// retried for ever, ever more slowly, and at once when the link returns or the clerk says so. Once the centre has
/// taken the window's certificate back (DeviceRevoked), nothing is asked any more until the clerk says so or signs in
/// on line; sending() says why. The thread that made it; what it is given must live longer.
class SyncEngine final : public CentreLink
{
    Q_OBJECT

public:
    SyncEngine(Centre &centre, Outbox &outbox, const Clock &clock, const RandomSource &random, Timers &timers,
               const SyncOptions &options = {}, QObject *parent = nullptr);

    void start();
    /// What is under way ends unheard; the store has what it needs to go on.
    void stop();
    /// There may be something new to send.
    void wake();
    /// The clerk has signed in again.
    void sessionRestored();

    [[nodiscard]] LinkState link() const override { return m_centre.link(); }
    [[nodiscard]] QDateTime since() const override { return m_since; }
    [[nodiscard]] QueueStanding queue() const override { return m_queue; }
    [[nodiscard]] qint64 serverOffsetMs() const override { return m_centre.serverOffsetMs(); }
    [[nodiscard]] SendingStanding sending() const override;
    void sendNow() override;
    void sendCaseNow(const QString &caseId) override;
    void tellQueue(const QString &ticketId, const QString &number, TicketEvent event) override;
    [[nodiscard]] QList<QueueAct> queueActs() const override;
    void tellQueueAgain(const QString &request) override;
    void dropQueueAct(const QString &request) override;
    /// When the centre last answered, UTC; invalid before the first time.
    [[nodiscard]] QDateTime lastContact() const { return m_lastContact; }

Q_SIGNALS:
    void contacted(const QDateTime &when);
    /// Something failed and is retried; for the log and the diagnosis.
    void troubled(const yichuang::Reason &reason);

private:
    void linkTurned(LinkState state);
    void noteContact();
    void noteQueue(const QueueStanding &queue);
    void noteTrouble(const Reason &reason);
    void startAll();
    void stopAll();
    /// Asks again where the centre had turned the window away; whether it had.
    bool askAgain();
    void hurryAll();

    Centre &m_centre;
    const Clock &m_clock;
    SessionGate m_gate;
    SyncParts m_parts;
    OperationLoop m_operations;
    FeedLoop m_feed;
    BlobLoop m_blobs;
    DocumentLoop m_documents;
    TicketLoop m_tickets;
    LinkProbe m_probe;
    QDateTime m_since;
    QDateTime m_lastContact;
    QueueStanding m_queue;
    std::optional<Reason> m_turnedAway; ///< by the centre: nothing runs
    bool m_runs = false;
};

} // namespace yichuang
