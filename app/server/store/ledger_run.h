// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/store/case_writer.h"

#include <QMap>
#include <QSet>

namespace yichuang::server
{

/// Batches of operations that are taken in by one transaction, one after another. What the store has of all of them is
/// asked for on one way to the database, at the beginning; each batch sees what those before it did. Nothing else may
/// write into the hall's cases between the first batch and the last.
class LedgerRun
{
public:
    /// The hall as the transaction found it.
    struct Standing {
        qint64 epoch = 0;
        qint64 backedUpThrough = 0;
    };
    LedgerRun(Sql &sql, const LedgerRules &rules, const QList<const QList<Incoming> *> &batches);

    /// See postOperations(); one of the batches that were foreseen.
    [[nodiscard]] QList<OperationVerdict> post(const QList<Incoming> &batch);
    [[nodiscard]] const Standing &standing() const { return m_standing; }

private:
    struct Verdict {
        QString bodyHash;
        QString body;
    };
    struct Link {
        QString hash;
        QString previous;
    };
    [[nodiscard]] std::optional<OperationVerdict> firstVerdict(const Incoming &incoming) const;
    [[nodiscard]] OperationVerdict judge(const Incoming &incoming);
    [[nodiscard]] QString linkIntoChain(const Incoming &incoming);
    [[nodiscard]] bool lacksEarlier(const Operation &operation);
    [[nodiscard]] Result<CaseRecord *> caseOf(const QString &caseId);
    void keepVerdict(const Incoming &incoming, const OperationVerdict &verdict);

    Sql &m_sql;
    const LedgerRules &m_rules;
    CaseWriter m_writer;
    Standing m_standing;
    QHash<QString, Verdict> m_verdicts;             ///< by operation
    QMap<std::pair<QString, qint64>, Link> m_links; ///< by device and its sequence
    QHash<QString, QList<Row>> m_rows;              ///< of cases that nobody looked at yet
    QHash<QString, CaseRecord> m_records;
};

} // namespace yichuang::server
