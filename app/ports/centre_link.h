// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/centre.h"

namespace yichuang
{

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
    /// Tries everything that waits, now.
    virtual void sendNow() = 0;
    /// Tells the queue what was done to a ticket; kept and told again until it is taken or refused.
    virtual void tellQueue(const QString &ticketId, TicketEvent event) = 0;

Q_SIGNALS:
    void linkChanged(yichuang::LinkState state);
    void queueChanged(const yichuang::QueueStanding &queue);
    /// An act on a ticket is not with the queue: TicketActWaits, TicketActRefused, or why it could not be kept.
    void queueUntold(const yichuang::Reason &reason);
    void documentChanged(const QString &name);
    /// The session is over and cannot be renewed: the clerk must sign in on line once more.
    void sessionNeeded();
};

} // namespace yichuang
