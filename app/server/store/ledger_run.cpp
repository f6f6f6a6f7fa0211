// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/ledger_run.h"

#include "app/server/store/epochs.h"

#include <QJsonDocument>

namespace yichuang::server
{
namespace
{

/// True for a refusal that is none: the window sends the operation again.
bool mayWait(const OperationVerdict &verdict)
{
    return verdict.kind == VerdictKind::Refused && verdict.fault == Fault::CentreBusy;
}

OperationVerdict appliedVerdict(const Change &change)
{
    OperationVerdict verdict;
    verdict.operationId = change.operation.id;
    verdict.sequence = change.sequence;
    verdict.caseVersion = change.caseVersion;
    return verdict;
}

} // namespace

LedgerRun::LedgerRun(Sql &sql, const LedgerRules &rules, const QList<const QList<Incoming> *> &batches)
    : m_sql(sql),
      m_rules(rules),
      m_writer(sql, rules)
{
    QList<SqlQuery> queries;
    QList<std::function<void(const QList<Row> &)>> takers;
    QSet<QString> cases;
    const auto ask = [&](const SqlQuery &query, std::function<void(const QList<Row> &)> take) {
        queries.append(query);
        takers.append(std::move(take));
    };
    ask({"SELECT epoch, backed_up_through FROM hall WHERE hall = ?", {rules.hall}}, [this](const QList<Row> &rows) {
        for (const Row &row : rows)
            m_standing = {row[0].toLongLong(), row[1].toLongLong()};
    });
    for (const QList<Incoming> *batch : batches) {
        for (const Incoming &incoming : *batch) {
            if (incoming.refusal)
                continue;
            const Operation &one = incoming.operation;
            if (!cases.contains(one.caseId)) {
                cases.insert(one.caseId);
                ask(caseQuery(rules.hall, one.caseId),
                    [this, id = one.caseId](const QList<Row> &rows) { m_rows.insert(id, rows); });
            }
            ask({"SELECT body_hash, body FROM verdict WHERE hall = ? AND operation_id = ?", {rules.hall, one.id}},
                [this, id = one.id](const QList<Row> &rows) {
                    for (const Row &row : rows)
                        m_verdicts.insert(id, {row[0].toString(), row[1].toString()});
                });
            ask({"SELECT device_sequence, hash, previous_hash FROM device_chain WHERE hall = ?"
                 " AND device = ? AND device_sequence BETWEEN ? AND ?",
                 {rules.hall, one.device, one.deviceSequence - 1, one.deviceSequence + 1}},
                [this, device = one.device](const QList<Row> &rows) {
                    for (const Row &row : rows)
                        m_links.insert({device, row[0].toLongLong()}, {row[1].toString(), row[2].toString()});
                });
            if (one.kind != OperationKind::Received)
                continue;
            const QString receipt = one.payload.value(QLatin1String("receipt")).toString();
            ask(m_writer.holderQuery(receipt),
                [this, receipt](const QList<Row> &rows) { m_writer.foresee(receipt, rows); });
        }
    }
    const QList<QList<Row>> answers = sql.together(queries);
    for (qsizetype i = 0; i < answers.size(); ++i)
        takers[i](answers[i]);
}

Result<CaseRecord *> LedgerRun::caseOf(const QString &caseId)
{
    const auto known = m_records.find(caseId);
    if (known != m_records.end())
        return &*known;
    auto loaded = caseFrom(m_sql, m_rules.hall, m_rows.take(caseId));
    if (!loaded)
        return failure(loaded.error());
    return &*m_records.insert(caseId, *std::move(loaded));
}

std::optional<OperationVerdict> LedgerRun::firstVerdict(const Incoming &incoming) const
{
    const auto kept = m_verdicts.constFind(incoming.operation.id);
    if (kept == m_verdicts.constEnd())
        return {};
    if (kept->bodyHash != incoming.hash)
        return refusedVerdict(incoming.operation.id, Fault::OperationInvalid,
                              QStringLiteral("id was used for another"));
    auto verdict = verdictFromJson(QJsonDocument::fromJson(kept->body.toUtf8()).object());
    if (!verdict)
        return refusedVerdict(incoming.operation.id, Fault::OperationInvalid, QStringLiteral("verdict"));
    if (verdict->kind == VerdictKind::Applied)
        verdict->kind = VerdictKind::SeenBefore;
    return *verdict;
}

void LedgerRun::keepVerdict(const Incoming &incoming, const OperationVerdict &verdict)
{
    const QString body = QString::fromUtf8(QJsonDocument(toJson(verdict)).toJson(QJsonDocument::Compact));
    m_sql.run("INSERT INTO verdict (hall, operation_id, body_hash, body) VALUES (?, ?, ?, ?)",
              {m_rules.hall, incoming.operation.id, incoming.hash, body});
    m_verdicts.insert(incoming.operation.id, {incoming.hash, body});
}

/// Links the operation into its maker's chain. Operations of different cases may arrive out of order, so each link is
/// checked as soon as both its ends are here. Empty when whole, else what is broken.
QString LedgerRun::linkIntoChain(const Incoming &incoming)
{
    const Operation &operation = incoming.operation;
    const QString previous = QString::fromLatin1(operation.previousHash);
    if (operation.deviceSequence < 1)
        return QStringLiteral("deviceSequence");
    if ((operation.deviceSequence == 1) != previous.isEmpty())
        return QStringLiteral("previousHash");
    for (const qint64 other : {operation.deviceSequence - 1, operation.deviceSequence, operation.deviceSequence + 1}) {
        const auto link = m_links.constFind({operation.device, other});
        if (link == m_links.constEnd())
            continue;
        if (other == operation.deviceSequence && link->hash != incoming.hash)
            return QStringLiteral("deviceSequence was used for another");
        if (other < operation.deviceSequence && link->hash != previous)
            return QStringLiteral("previousHash");
        if (other > operation.deviceSequence && link->previous != incoming.hash)
            return QStringLiteral("chain");
    }
    m_links.insert({operation.device, operation.deviceSequence}, {incoming.hash, previous});
    m_sql.run("INSERT INTO device_chain (hall, device, device_sequence, operation_id, hash, previous_hash)"
              " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hall, device, device_sequence) DO NOTHING",
              {m_rules.hall, operation.device, operation.deviceSequence, operation.id, incoming.hash,
               previous.isNull() ? QStringLiteral("") : previous});
    return {};
}

/// True where earlier operations of the same window were lost in a restore and may be on their way again.
bool LedgerRun::lacksEarlier(const Operation &operation)
{
    if (!isRecovering(m_sql, m_rules.hall, m_rules.clock->now(), m_rules.recoverySeconds))
        return false;
    const auto row =
        m_sql.row("SELECT COUNT(*) FROM device_chain WHERE hall = ? AND device = ? AND device_sequence < ?",
                  {m_rules.hall, operation.device, operation.deviceSequence});
    return row && row->first().toLongLong() < operation.deviceSequence - 1;
}

OperationVerdict LedgerRun::judge(const Incoming &incoming)
{
    const Operation &operation = incoming.operation;
    if (const QString broken = linkIntoChain(incoming); !broken.isEmpty())
        return refusedVerdict(operation.id, Fault::OperationInvalid, broken);
    const auto record = caseOf(operation.caseId);
    if (!record)
        return refusedVerdict(operation.id, record.error().fault, record.error().detail);
    // What it builds on was lost in a restore, and another window may bring it: not a verdict, see mayWait().
    if (operation.baseVersion > (*record)->state.version
        && isRecovering(m_sql, m_rules.hall, m_rules.clock->now(), m_rules.recoverySeconds))
        return refusedVerdict(operation.id, Fault::CentreBusy, QStringLiteral("recovering"));
    if (const Change *other = conflictOf((*record)->history, operation)) {
        return refusedVerdict(
            operation.id, Fault::VersionConflict,
            QStringLiteral("version %1 %2").arg(other->caseVersion).arg(operationName(other->operation.kind)));
    }
    const auto change = m_writer.apply(**record, operation);
    if (!change && lacksEarlier(operation))
        return refusedVerdict(operation.id, Fault::CentreBusy, QStringLiteral("recovering"));
    if (!change)
        return refusedVerdict(operation.id, change.error().fault, change.error().detail);
    m_writer.moveOn(**record);
    return appliedVerdict(*change);
}

QList<OperationVerdict> LedgerRun::post(const QList<Incoming> &batch)
{
    QHash<QString, Fault> stopped;
    QList<OperationVerdict> verdicts;
    for (const Incoming &incoming : batch) {
        const QString &caseId = incoming.operation.caseId;
        if (incoming.refusal) {
            verdicts.append(*incoming.refusal);
            stopped.insert(caseId, incoming.refusal->fault);
            continue;
        }
        OperationVerdict verdict;
        if (const auto first = firstVerdict(incoming)) {
            verdict = *first;
        } else if (stopped.contains(caseId)) {
            verdicts.append(refusedVerdict(incoming.operation.id, stopped.value(caseId),
                                           QStringLiteral("follows a refused operation")));
            continue;
        } else {
            verdict = judge(incoming);
            if (!mayWait(verdict))
                keepVerdict(incoming, verdict);
        }
        if (verdict.kind == VerdictKind::Refused)
            stopped.insert(caseId, verdict.fault);
        verdicts.append(verdict);
    }
    return verdicts;
}

} // namespace yichuang::server
