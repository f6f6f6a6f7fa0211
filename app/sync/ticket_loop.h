// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/base/shift.h"
#include "app/sync/sync_parts.h"

#include <QSet>

namespace yichuang
{

/// Tells the centre's queue what was done to tickets at this window, in order for each ticket. Kept in the store until
/// the centre has taken it; told again with the same id, so that it has one effect. What the queue refuses is set aside
/// with the fault: kept, said once, no longer told. One thread.
class TicketLoop : public QObject
{
    Q_OBJECT

public:
    /// One thing that was done to a ticket.
    struct Act {
        QString request; ///< UUID version 7
        QString ticket;
        TicketEvent event = TicketEvent::Recall;
        QString fault;  ///< faultName() of the refusal; empty while it waits
        QString number; ///< of the ticket, for people; may be empty
        bool operator==(const Act &) const = default;
    };
    /// How many refused acts are kept; the oldest go first.
    static constexpr int mostSetAside = 200;

    explicit TicketLoop(const SyncParts &parts);

    void start();
    void stop();
    void hurry();
    void tell(const QString &ticket, const QString &number, TicketEvent event);
    /// One that was set aside, once more; with another id, because the centre keeps its answer to the first.
    void tellAgain(const QString &request);
    /// Forgets one that was set aside.
    void drop(const QString &request);
    /// Those that wait, oldest first, and those set aside.
    [[nodiscard]] const QList<Act> &acts() const { return m_acts; }

Q_SIGNALS:
    void contacted();
    void changed();
    /// The clerk must know: TicketActWaits where the centre answers and does not take an act, once an act;
    /// TicketActRefused where one was set aside; a fault of the store where acts could not be kept.
    void told(const yichuang::Reason &reason);
    void troubled(const yichuang::Reason &reason);

private:
    void readKept();
    void read(const QByteArray &kept);
    void keep();
    void next();
    void taken(const QString &request);
    void failed(const Act &act, const Reason &reason);
    void setAside(const QString &request, Fault fault);
    void letOthersPass(const QString &ticket);

    SyncParts m_parts;
    Pace m_pace;
    QList<Act> m_acts;
    QSet<QString> m_announced; ///< acts whose waiting was said
    bool m_runs = false;
    bool m_knows = false; ///< what the store kept has been read
    bool m_telling = false;
    Shift m_shift;
};

} // namespace yichuang
