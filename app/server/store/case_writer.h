// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/server/store/ledger.h"

#include <QHash>

namespace yichuang::server
{

/// Writes operations into the cases of a hall, in one transaction begun for it: since nobody else writes meanwhile,
/// what is read of the hall's own books (its chain, its serials, who has a receipt number) is read once. How the cases
/// stand then is written once each, when the writer goes: before the commit.
class CaseWriter
{
public:
    CaseWriter(Sql &sql, const LedgerRules &rules);
    CaseWriter(const CaseWriter &) = delete;
    CaseWriter &operator=(const CaseWriter &) = delete;
    ~CaseWriter();

    /// Asked for many at once instead of one by one: who has these receipt numbers, for Sql::together().
    [[nodiscard]] SqlQuery holderQuery(const QString &receipt) const;
    void foresee(const QString &receipt, const QList<Row> &holder);

    /// Folds and appends; the record moves on only when it worked. What the fold or admit() says, ReceiptAlreadyGiven.
    [[nodiscard]] Result<Change> apply(CaseRecord &record, const Operation &operation);
    /// An act of the centre, linked into the centre's chain. As apply().
    [[nodiscard]] Result<Change> act(CaseRecord &record, OperationKind kind, const QJsonObject &payload,
                                     const QString &clerk = {});
    /// What the centre does by itself once a case is accepted: its number, then the department.
    void moveOn(CaseRecord &record);

private:
    struct Link {
        qint64 sequence = 0;
        QString hash;
    };
    [[nodiscard]] QString holderOf(const QString &receipt);
    [[nodiscard]] Link lastLink();
    [[nodiscard]] Operation centreOperation(const Case &theCase, OperationKind kind, const QJsonObject &payload,
                                            const QString &clerk);
    [[nodiscard]] QString nextCaseNumber(const QString &matter);

    Sql &m_sql;
    const LedgerRules &m_rules;
    QHash<QString, Case> m_changed;
    QHash<QString, QString> m_holders;                    ///< case by receipt number
    std::optional<Link> m_last;                           ///< of the centre's chain
    QHash<std::pair<QString, QString>, qint64> m_serials; ///< the last given, by matter and day
};

} // namespace yichuang::server
