// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/case_writer.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/domain/transitions.h"
#include "app/server/store/departments.h"
#include "app/server/store/epochs.h"

namespace yichuang::server
{

CaseWriter::CaseWriter(Sql &sql, const LedgerRules &rules) : m_sql(sql), m_rules(rules) {}

CaseWriter::~CaseWriter()
{
    for (const Case &one : std::as_const(m_changed))
        saveCase(m_sql, m_rules.hall, one, m_rules.clock->now());
}

SqlQuery CaseWriter::holderQuery(const QString &receipt) const
{
    return {"SELECT case_id FROM case_file WHERE hall = ? AND receipt = ?", {m_rules.hall, receipt}};
}

void CaseWriter::foresee(const QString &receipt, const QList<Row> &holder)
{
    m_holders.insert(receipt, holder.isEmpty() ? QString() : holder.first().first().toString());
}

QString CaseWriter::holderOf(const QString &receipt)
{
    const auto known = m_holders.constFind(receipt);
    return known != m_holders.constEnd() ? *known : caseOfReceipt(m_sql, m_rules.hall, receipt);
}

Result<Change> CaseWriter::apply(CaseRecord &record, const Operation &operation)
{
    const Admission admission{*m_rules.calendar, m_rules.matterOf(record.state), hallDay(m_rules.clock->now()),
                              m_rules.clocks};
    auto after = admit(record.state, operation, admission);
    if (!after)
        return failure(after.error());
    if (operation.kind == OperationKind::Received) {
        const QString holder = holderOf(after->receiptNumber);
        if (!holder.isEmpty() && holder != operation.caseId)
            return failure(Fault::ReceiptAlreadyGiven, QStringLiteral("server.ledger"), after->receiptNumber);
        m_holders.insert(after->receiptNumber, operation.caseId);
    }
    Change change = appendOperation(m_sql, m_rules.hall, *after, operation, m_rules.clock->now());
    record.state = *std::move(after);
    m_changed.insert(operation.caseId, record.state);
    record.history.append(change);
    return change;
}

CaseWriter::Link CaseWriter::lastLink()
{
    if (!m_last) {
        const auto row = m_sql.row("SELECT centre_sequence, centre_hash FROM hall WHERE hall = ?", {m_rules.hall});
        m_last = row ? Link{row->at(0).toLongLong(), row->at(1).toString()} : Link();
    }
    return *m_last;
}

Operation CaseWriter::centreOperation(const Case &theCase, OperationKind kind, const QJsonObject &payload,
                                      const QString &clerk)
{
    const Link last = lastLink();
    Operation operation;
    operation.id = newId(*m_rules.clock, m_rules.random);
    operation.device = QStringLiteral("centre");
    operation.deviceSequence = last.sequence + 1;
    operation.caseId = theCase.id;
    operation.baseVersion = theCase.version;
    operation.catalogueHash = theCase.catalogueHash;
    operation.clerk = clerk;
    operation.actor = isOfTime(kind) ? Actor::Time : Actor::Centre;
    operation.wallTime = m_rules.clock->now().toUTC();
    operation.monotonicMs = m_rules.clock->monotonicMs();
    operation.kind = kind;
    operation.payload = payload;
    operation.previousHash = last.hash.toLatin1();
    return operation;
}

Result<Change> CaseWriter::act(CaseRecord &record, OperationKind kind, const QJsonObject &payload, const QString &clerk)
{
    const Operation operation = centreOperation(record.state, kind, payload, clerk);
    auto change = apply(record, operation);
    if (change) {
        m_last = Link{operation.deviceSequence, sha256Hex(canonicalBytes(operation))};
        m_sql.run("UPDATE hall SET centre_sequence = ?, centre_hash = ? WHERE hall = ?",
                  {m_last->sequence, m_last->hash, m_rules.hall});
    }
    return change;
}

/// 办件编号: matter code (31) + yyyyMMdd + serial of the day (4).
QString CaseWriter::nextCaseNumber(const QString &matter)
{
    const QDateTime now = m_rules.clock->now();
    const QString day = hallDay(now).toString(QStringLiteral("yyyyMMdd"));
    auto last = m_serials.find({matter, day});
    if (last == m_serials.end()) {
        const auto row = m_sql.row("SELECT serial FROM case_serial WHERE hall = ? AND matter = ? AND day = ?",
                                   {m_rules.hall, matter, day});
        last = m_serials.insert({matter, day},
                                row ? row->first().toLongLong() : firstSerial(m_sql, m_rules.hall, now) - 1);
    }
    m_sql.run("INSERT INTO case_serial (hall, matter, day, serial) VALUES (?, ?, ?, ?)"
              " ON CONFLICT (hall, matter, day) DO UPDATE SET serial = excluded.serial",
              {m_rules.hall, matter, day, ++*last});
    return matter + day + QStringLiteral("%1").arg(*last, 4, 10, QLatin1Char('0'));
}

void CaseWriter::moveOn(CaseRecord &record)
{
    if (!allows(record.state.state, OperationKind::Routed, Actor::Centre))
        return;
    if (record.state.caseNumber.isEmpty()) {
        const auto numbered = act(record, OperationKind::Numbered,
                                  {{QStringLiteral("caseNumber"), nextCaseNumber(record.state.matterCode)}});
        if (!numbered)
            qCWarning(logServer) << "numbering refused:" << describe(numbered.error());
    }
    const Matter *matter = m_rules.matterOf(record.state);
    const QString department =
        matter != nullptr && !matter->department.isEmpty() ? matter->department : m_rules.hallName;
    const auto routed = act(record, OperationKind::Routed, {{QStringLiteral("department"), department}});
    if (!routed)
        qCWarning(logServer) << "routing refused:" << describe(routed.error());
    else if (m_rules.departmentsPlayed)
        giveToDepartment(m_sql, m_rules, record.state.id, matter);
}

} // namespace yichuang::server
