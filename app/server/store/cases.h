// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/domain/case.h"
#include "app/server/sql/sql.h"

namespace yichuang::server
{

/// A case with everything that happened to it.
struct CaseRecord {
    Case state;
    QList<Change> history; ///< in the order of the centre
};

/// An operation's JSON, as appendOperation() sealed it; empty with trouble where it is not that.
[[nodiscard]] QByteArray operationBody(Sql &sql, const QString &hall, qint64 sequence, const QByteArray &sealed);

/// The case as folded from its stored operations; an empty record for an unknown one. StoreDamaged where what was
/// stored does not fold.
[[nodiscard]] Result<CaseRecord> loadCase(Sql &sql, const QString &hall, const QString &caseId);

/// What loadCase() asks, for Sql::together(), and what it makes of the rows.
[[nodiscard]] SqlQuery caseQuery(const QString &hall, const QString &caseId);
[[nodiscard]] Result<CaseRecord> caseFrom(Sql &sql, const QString &hall, const QList<Row> &rows);

/// The id of the case with this receipt number; empty where there is none.
[[nodiscard]] QString caseOfReceipt(Sql &sql, const QString &hall, const QString &receipt);

/// Adds an operation that was folded into `after`: the hall's sequence rises by one, without gaps. In a transaction.
[[nodiscard]] Change appendOperation(Sql &sql, const QString &hall, const Case &after, const Operation &operation,
                                     const QDateTime &now);
/// Writes how a case stands, for look-ups, after its last operation. In the same transaction.
void saveCase(Sql &sql, const QString &hall, const Case &theCase, const QDateTime &now);

/// Cases whose receipt number, case number or id begins with `text` or whose applicant has it as number, newest first;
/// all where it is empty.
/// No personal data.
[[nodiscard]] QJsonArray findCases(Sql &sql, const QString &hall, const QString &text, int limit);

/// What a look-up shows of a case.
[[nodiscard]] QJsonObject caseToJson(const Case &theCase);
[[nodiscard]] QJsonObject changeToJson(const Change &change);

} // namespace yichuang::server
