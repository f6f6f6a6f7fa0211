// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ports/case_store.h"
#include "app/storage/database.h"

namespace yichuang
{

/// Papers that are to be printed, in the order in which they were asked for. One thread.
class PrintQueue
{
public:
    explicit PrintQueue(Database &database) : m_database(database) {}

    /// The copy is the number of times that this paper of this case was queued before. One that is `handedOver`, to be
    /// printed the moment it is durable, carries HelperCrashed from the start: until it is marked nobody knows whether
    /// it came out, least of all after a power cut.
    [[nodiscard]] Result<PrintJob> add(const QString &caseId, PaperKind paper, bool offline, bool handedOver,
                                       const QDateTime &now);
    [[nodiscard]] Result<QList<PrintJob>> open();
    /// A failure leaves it open, with the fault. NotFound.
    [[nodiscard]] Result<Done> mark(qint64 job, const std::optional<Reason> &failed, const QDateTime &now);

private:
    Database &m_database;
};

} // namespace yichuang
