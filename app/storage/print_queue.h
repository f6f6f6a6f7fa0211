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

    /// The copy is the number of times that this paper of this case was queued before.
    [[nodiscard]] Result<Done> add(const QString &caseId, PaperKind paper, bool offline, const QDateTime &now);
    [[nodiscard]] Result<QList<PrintJob>> open();
    /// A failure leaves it open, with the fault. NotFound.
    [[nodiscard]] Result<Done> mark(qint64 job, const std::optional<Reason> &failed, const QDateTime &now);

private:
    Database &m_database;
};

} // namespace yichuang
