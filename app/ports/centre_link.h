// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre.h"

#include <QHash>
#include <QSet>

namespace yichuang
{

/// Why something that failed waits, and until when.
struct NextTry {
    QDateTime at; ///< UTC; invalid where no time is set: it goes on once the clerk has signed in
    Reason why;   ///< of the last attempt
    bool operator==(const NextTry &) const = default;
};

/// How the sending of cases stands.
struct SendingStanding {
    QSet<QString> underWay;          ///< cases of which something is on its way now
    std::optional<NextTry> all;      ///< nothing is sent until then
    QHash<QString, NextTry> resting; ///< by case: the centre failed on it alone, the others go on
    bool operator==(const SendingStanding &) const = default;
};

/// Something that was done to a ticket and is not with the queue.
struct QueueAct {
    QString request; ///< names the act
    QString number;  ///< of the ticket, as "A023"; empty for acts kept by an earlier version
    TicketEvent event = TicketEvent::Recall;
    std::optional<Reason> refused; ///< why the queue does not take it; none while it waits
    bool operator==(const QueueAct &) const = default;
};

/// How the way to the centre stands, as the window shows it. The caller's thread.
class CentreLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    [[nodiscard]] virtual LinkState link() const = 0;
    /// When the link was last seen to change, UTC.
    [[nodiscard]] virtual QDateTime since() const = 0;
    [[nodiscard]] virtual QueueStanding queue() const = 0;
    [[nodiscard]] virtual qint64 serverOffsetMs() const = 0;
    [[nodiscard]] virtual SendingStanding sending() const = 0;
    /// Tries everything that waits, now.
    virtual void sendNow() = 0;
    /// Tries this case now, whatever it waited for.
    virtual void sendCaseNow(const QString &caseId) = 0;
    /// Tells the queue what was done to a ticket; kept and told again until it is taken or refused. `number` is for
    /// people.
    virtual void tellQueue(const QString &ticketId, const QString &number, TicketEvent event) = 0;
    /// What the queue does not have yet, oldest first, and what it refused.
    [[nodiscard]] virtual QList<QueueAct> queueActs() const = 0;
    /// Tells a refused act once more.
    virtual void tellQueueAgain(const QString &request) = 0;
    /// Takes a refused act off the list, for good.
    virtual void dropQueueAct(const QString &request) = 0;

Q_SIGNALS:
    void linkChanged(yichuang::LinkState state);
    void sendingChanged();
    void queueActsChanged();
    void queueChanged(const yichuang::QueueStanding &queue);
    /// An act on a ticket is not with the queue: TicketActWaits, TicketActRefused, or why it could not be kept.
    void queueUntold(const yichuang::Reason &reason);
    void documentChanged(const QString &name);
    /// The session is over and cannot be renewed: the clerk must sign in on line once more.
    void sessionNeeded();
};

} // namespace yichuang
