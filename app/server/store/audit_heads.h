// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/audit_head.h"
#include "app/server/sql/sql.h"

namespace yichuang::server
{

/// The newest head of a window's audit that the centre countersigned; nothing before the first.
[[nodiscard]] std::optional<CountersignedHead> lastAuditHead(Sql &sql, const QString &hall, const QString &device);
/// The one of that number, where it was countersigned.
[[nodiscard]] std::optional<CountersignedHead> auditHeadAt(Sql &sql, const QString &hall, const QString &device,
                                                           qint64 number);
/// Keeps a head for good. In a transaction.
void keepAuditHead(Sql &sql, const QString &hall, const CountersignedHead &head);
/// Every countersigned head of a window, by number.
[[nodiscard]] QList<CountersignedHead> auditHeads(Sql &sql, const QString &hall, const QString &device);

} // namespace yichuang::server
