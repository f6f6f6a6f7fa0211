// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/ledger.h"

#include "app/base/log.h"
#include "app/crypto/digest.h"
#include "app/domain/catalogue/versions.h"
#include "app/domain/transitions.h"
#include "app/server/store/epochs.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <array>

namespace yichuang::server
{
namespace
{

constexpr int mostAcceptedByTime = 200; ///< in one transaction

OperationVerdict refusedVerdict(const QString &id, Fault fault, const QString &detail)
{
    OperationVerdict verdict;
    verdict.operationId = id;
    verdict.kind = VerdictKind::Refused;
    verdict.fault = fault;
    verdict.detail = detail.left(200);
    return verdict;
}

OperationVerdict appliedVerdict(const Change &change)
{
    OperationVerdict verdict;
    verdict.operationId = change.operation.id;
    verdict.sequence = change.sequence;
    verdict.caseVersion = change.caseVersion;
    return verdict;
}

/// What the store has of the operations and cases of one batch, asked for on one way; the batch adds what it does.
class Before
{
public:
    struct Verdict {
        QString bodyHash;
        QString body;
    };
    struct Link {
        QString hash;
        QString previous;
    };
    Before(Sql &sql, const QString &hall, const QList<Incoming> &batch) : m_sql(sql), m_hall(hall)
    {
        QList<SqlQuery> queries;
        QStringList cases;
        for (const Incoming &incoming : batch) {
            if (!incoming.refusal && !cases.contains(incoming.operation.caseId))
                cases.append(incoming.operation.caseId);
        }
        for (const QString &caseId : std::as_const(cases))
            queries.append(caseQuery(hall, caseId));
        for (const Incoming &incoming : batch) {
            if (incoming.refusal)
                continue;
            const Operation &one = incoming.operation;
            queries.append({"SELECT operation_id, body_hash, body FROM verdict WHERE hall = ? AND operation_id = ?",
                            {hall, one.id}});
            queries.append({"SELECT device_sequence, hash, previous_hash, device FROM device_chain WHERE hall = ?"
                            " AND device = ? AND device_sequence BETWEEN ? AND ?",
                            {hall, one.device, one.deviceSequence - 1, one.deviceSequence + 1}});
        }
        const QList<QList<Row>> answers = sql.together(queries);
        for (qsizetype i = 0; i < cases.size(); ++i)
            m_rows.insert(cases[i], answers[i]);
        for (qsizetype i = cases.size(); i + 1 < answers.size(); i += 2) {
            for (const Row &row : answers[i])
                verdicts.insert(row[0].toString(), {row[1].toString(), row[2].toString()});
            for (const Row &row : answers[i + 1])
                links.insert({row[3].toString(), row[0].toLongLong()}, {row[1].toString(), row[2].toString()});
        }
    }
    Result<CaseRecord *> of(const QString &caseId)
    {
        const auto known = m_records.find(caseId);
        if (known != m_records.end())
            return &*known;
        auto loaded = caseFrom(m_sql, m_hall, m_rows.take(caseId));
        if (!loaded)
            return failure(loaded.error());
        return &*m_records.insert(caseId, *std::move(loaded));
    }

    QHash<QString, Verdict> verdicts;           ///< by operation
    QMap<QPair<QString, qint64>, Link> links{}; ///< by device and its sequence

private:
    Sql &m_sql;
    QString m_hall;
    QHash<QString, QList<Row>> m_rows;
    QHash<QString, CaseRecord> m_records;
};

std::optional<OperationVerdict> firstVerdict(const Before &before, const Incoming &incoming)
{
    const auto kept = before.verdicts.constFind(incoming.operation.id);
    if (kept == before.verdicts.constEnd())
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

void keepVerdict(Sql &sql, const QString &hall, Before &before, const Incoming &incoming,
                 const OperationVerdict &verdict)
{
    const QString body = QString::fromUtf8(QJsonDocument(toJson(verdict)).toJson(QJsonDocument::Compact));
    sql.run("INSERT INTO verdict (hall, operation_id, body_hash, body) VALUES (?, ?, ?, ?)",
            {hall, incoming.operation.id, incoming.hash, body});
    before.verdicts.insert(incoming.operation.id, {incoming.hash, body});
}

/// Links the operation into its maker's chain. Operations of different cases may arrive out of order, so each link is
/// checked as soon as both its ends are here. Empty when whole, else what is broken.
QString linkIntoChain(Sql &sql, const QString &hall, Before &before, const Incoming &incoming)
{
    const Operation &operation = incoming.operation;
    const QString previous = QString::fromLatin1(operation.previousHash);
    if (operation.deviceSequence < 1)
        return QStringLiteral("deviceSequence");
    if ((operation.deviceSequence == 1) != previous.isEmpty())
        return QStringLiteral("previousHash");
    for (const qint64 other : {operation.deviceSequence - 1, operation.deviceSequence, operation.deviceSequence + 1}) {
        const auto link = before.links.constFind({operation.device, other});
        if (link == before.links.constEnd())
            continue;
        if (other == operation.deviceSequence && link->hash != incoming.hash)
            return QStringLiteral("deviceSequence was used for another");
        if (other < operation.deviceSequence && link->hash != previous)
            return QStringLiteral("previousHash");
        if (other > operation.deviceSequence && link->previous != incoming.hash)
            return QStringLiteral("chain");
    }
    before.links.insert({operation.device, operation.deviceSequence}, {incoming.hash, previous});
    sql.run("INSERT INTO device_chain (hall, device, device_sequence, operation_id, hash, previous_hash)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hall, device, device_sequence) DO NOTHING",
            {hall, operation.device, operation.deviceSequence, operation.id, incoming.hash,
             previous.isNull() ? QStringLiteral("") : previous});
    return {};
}

/// Folds and appends; the record moves on only when it worked.
Result<Change> apply(Sql &sql, const LedgerRules &rules, CaseRecord &record, const Operation &operation)
{
    const Admission admission{*rules.calendar, rules.matterOf(record.state), hallDay(rules.clock->now()), rules.clocks};
    auto after = admit(record.state, operation, admission);
    if (!after)
        return failure(after.error());
    if (operation.kind == OperationKind::Received) {
        const QString holder = caseOfReceipt(sql, rules.hall, after->receiptNumber);
        if (!holder.isEmpty() && holder != operation.caseId)
            return failure(Fault::ReceiptAlreadyGiven, QStringLiteral("server.ledger"), after->receiptNumber);
    }
    Change change = appendOperation(sql, rules.hall, *after, operation, rules.clock->now());
    record.state = *std::move(after);
    record.history.append(change);
    return change;
}

/// The centre's own operation, linked into the centre's chain.
Operation centreOperation(Sql &sql, const LedgerRules &rules, const Case &theCase, OperationKind kind,
                          const QJsonObject &payload, const QString &clerk)
{
    const auto row = sql.row("SELECT centre_sequence, centre_hash FROM hall WHERE hall = ?", {rules.hall});
    Operation operation;
    operation.id = newId(*rules.clock, rules.random);
    operation.device = QStringLiteral("centre");
    operation.deviceSequence = row ? row->at(0).toLongLong() + 1 : 1;
    operation.caseId = theCase.id;
    operation.baseVersion = theCase.version;
    operation.catalogueHash = theCase.catalogueHash;
    operation.clerk = clerk;
    operation.actor = isOfTime(kind) ? Actor::Time : Actor::Centre;
    operation.wallTime = rules.clock->now().toUTC();
    operation.monotonicMs = rules.clock->monotonicMs();
    operation.kind = kind;
    operation.payload = payload;
    operation.previousHash = row ? row->at(1).toString().toLatin1() : QByteArray();
    return operation;
}

Result<Change> act(Sql &sql, const LedgerRules &rules, CaseRecord &record, OperationKind kind,
                   const QJsonObject &payload, const QString &clerk = {})
{
    const Operation operation = centreOperation(sql, rules, record.state, kind, payload, clerk);
    auto change = apply(sql, rules, record, operation);
    if (change) {
        sql.run("UPDATE hall SET centre_sequence = ?, centre_hash = ? WHERE hall = ?",
                {operation.deviceSequence, sha256Hex(canonicalBytes(operation)), rules.hall});
    }
    return change;
}

/// 办件编号: matter code (31) + yyyyMMdd + serial of the day (4).
QString nextCaseNumber(Sql &sql, const LedgerRules &rules, const QString &matter)
{
    const QString day = hallDay(rules.clock->now()).toString(QStringLiteral("yyyyMMdd"));
    const auto row = sql.row("INSERT INTO case_serial (hall, matter, day, serial) VALUES (?, ?, ?, ?)"
                             " ON CONFLICT (hall, matter, day) DO UPDATE SET serial = case_serial.serial + 1"
                             " RETURNING serial",
                             {rules.hall, matter, day, firstSerial(sql, rules.hall, rules.clock->now())});
    const qint64 serial = row ? row->first().toLongLong() : 0;
    return matter + day + QStringLiteral("%1").arg(serial, 4, 10, QLatin1Char('0'));
}

/// How long a played department takes before a step. At real pace: of the days that the matter promises a tenth until
/// somebody looks at it, half until the decision, a fifth for the licence, a tenth until it lies ready.
qint64 departmentDelay(const LedgerRules &rules, const Matter *matter, int step)
{
    if (!rules.departmentsAtRealPace)
        return rules.departmentDelaysMs.value(step, 2000);
    static constexpr std::array<qint64, 4> percents{10, 50, 20, 10};
    constexpr qint64 percentOfADayMs = 24LL * 3600 * 10;
    const qint64 days = matter != nullptr ? std::max(1, matter->promisedDays) : 1;
    return days * percents.at(static_cast<std::size_t>(std::clamp(step, 0, 3))) * percentOfADayMs;
}

/// What the centre does by itself once a case is accepted: its number, then the department.
void moveOn(Sql &sql, const LedgerRules &rules, CaseRecord &record)
{
    if (!allows(record.state.state, OperationKind::Routed, Actor::Centre))
        return;
    if (record.state.caseNumber.isEmpty()) {
        const auto numbered =
            act(sql, rules, record, OperationKind::Numbered,
                {{QStringLiteral("caseNumber"), nextCaseNumber(sql, rules, record.state.matterCode)}});
        if (!numbered)
            qCWarning(logServer) << "numbering refused:" << describe(numbered.error());
    }
    const Matter *matter = rules.matterOf(record.state);
    const QString department = matter != nullptr && !matter->department.isEmpty() ? matter->department : rules.hallName;
    const auto routed = act(sql, rules, record, OperationKind::Routed, {{QStringLiteral("department"), department}});
    if (!routed) {
        qCWarning(logServer) << "routing refused:" << describe(routed.error());
    } else if (rules.departmentsPlayed) {
        sql.run(
            "INSERT INTO department_task (hall, case_id, due_ms, step) VALUES (?, ?, ?, 0)"
            " ON CONFLICT (hall, case_id) DO NOTHING",
            {rules.hall, record.state.id, rules.clock->now().toMSecsSinceEpoch() + departmentDelay(rules, matter, 0)});
    }
}

/// What the played department gives with its step.
QJsonObject playedPayload(const LedgerRules &rules, const Matter *matter, int step)
{
    const auto orElse = [](const QString &text, const QString &otherwise) { return text.isEmpty() ? otherwise : text; };
    switch (step) {
    case 1:
        return {{QStringLiteral("granted"), true}};
    case 2:
        return {{QStringLiteral("licence"),
                 matter != nullptr ? orElse(matter->outcome, matter->name) : QStringLiteral("办理结果")}};
    case 3:
        return {
            {QStringLiteral("place"), matter != nullptr ? orElse(matter->collectAt, rules.hallName) : rules.hallName}};
    default:
        return {};
    }
}

void putOff(Sql &sql, const LedgerRules &rules, const QString &caseId, int step, qint64 dueMs)
{
    sql.run("UPDATE department_task SET step = ?, due_ms = ? WHERE hall = ? AND case_id = ?",
            {step, dueMs, rules.hall, caseId});
}

/// True where earlier operations of the same window were lost in a restore and may be on their way again.
bool lacksEarlier(Sql &sql, const LedgerRules &rules, const Operation &operation)
{
    if (!isRecovering(sql, rules.hall, rules.clock->now(), rules.recoverySeconds))
        return false;
    const auto row = sql.row("SELECT COUNT(*) FROM device_chain WHERE hall = ? AND device = ? AND device_sequence < ?",
                             {rules.hall, operation.device, operation.deviceSequence});
    return row && row->first().toLongLong() < operation.deviceSequence - 1;
}

OperationVerdict judge(Sql &sql, const LedgerRules &rules, Before &before, const Incoming &incoming)
{
    const Operation &operation = incoming.operation;
    if (const QString broken = linkIntoChain(sql, rules.hall, before, incoming); !broken.isEmpty())
        return refusedVerdict(operation.id, Fault::OperationInvalid, broken);
    const auto record = before.of(operation.caseId);
    if (!record)
        return refusedVerdict(operation.id, record.error().fault, record.error().detail);
    // What it builds on was lost in a restore, and another window may bring it: not a verdict, see mayWait().
    if (operation.baseVersion > (*record)->state.version
        && isRecovering(sql, rules.hall, rules.clock->now(), rules.recoverySeconds))
        return refusedVerdict(operation.id, Fault::CentreBusy, QStringLiteral("recovering"));
    if (const Change *other = conflictOf((*record)->history, operation)) {
        return refusedVerdict(
            operation.id, Fault::VersionConflict,
            QStringLiteral("version %1 %2").arg(other->caseVersion).arg(operationName(other->operation.kind)));
    }
    const auto change = apply(sql, rules, **record, operation);
    if (!change && lacksEarlier(sql, rules, operation))
        return refusedVerdict(operation.id, Fault::CentreBusy, QStringLiteral("recovering"));
    if (!change)
        return refusedVerdict(operation.id, change.error().fault, change.error().detail);
    moveOn(sql, rules, **record);
    return appliedVerdict(*change);
}

/// True for a refusal that is none: the window sends the operation again.
bool mayWait(const OperationVerdict &verdict)
{
    return verdict.kind == VerdictKind::Refused && verdict.fault == Fault::CentreBusy;
}

/// Refuses what cannot be a device's operation; empty when it may be one.
QString doubtful(const Operation &operation, const std::optional<DeviceRecord> &maker)
{
    if (!maker)
        return QStringLiteral("device");
    if (operation.actor == Actor::Centre)
        return QStringLiteral("actor");
    const auto signature = QByteArray::fromBase64Encoding(
        operation.signature, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!signature || !maker->signingKey.verify(canonicalBytes(operation), signature.decoded))
        return QStringLiteral("signature");
    return {};
}

} // namespace

const Matter *LedgerRules::matterOf(const Case &theCase) const
{
    QList<const Catalogue *> all{&catalogue};
    for (const Catalogue &earlier : earlierCatalogues)
        all.append(&earlier);
    return matterAsTaken(all, theCase.matterCode, theCase.catalogueHash);
}

Incoming examine(Sql &sql, const QJsonObject &json, const DeviceRecord &sender)
{
    Incoming incoming;
    const auto operation = operationFromJson(json);
    if (!operation) {
        incoming.refusal = refusedVerdict(json.value(QStringLiteral("id")).toString().left(64), Fault::OperationInvalid,
                                          operation.error().detail);
        return incoming;
    }
    incoming.operation = *operation;
    incoming.hash = sha256Hex(canonicalBytes(*operation));
    const auto maker =
        operation->device == sender.id ? std::optional(sender) : findDevice(sql, sender.hall, operation->device);
    if (const QString doubt = doubtful(*operation, maker); !doubt.isEmpty()) {
        incoming.refusal = refusedVerdict(
            operation->id, doubt == QLatin1String("actor") ? Fault::ActorRefused : Fault::OperationInvalid, doubt);
    }
    return incoming;
}

const Change *conflictOf(const QList<Change> &history, const Operation &operation)
{
    const QStringList mine = touchedParts(operation);
    for (const Change &change : history) {
        if (change.caseVersion <= operation.baseVersion || change.operation.device == operation.device)
            continue;
        for (const QString &part : touchedParts(change.operation)) {
            if (mine.contains(part))
                return &change;
        }
    }
    return nullptr;
}

QList<OperationVerdict> postOperations(Sql &sql, const LedgerRules &rules, const QList<Incoming> &batch)
{
    Before before(sql, rules.hall, batch);
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
        if (const auto first = firstVerdict(before, incoming)) {
            verdict = *first;
        } else if (stopped.contains(caseId)) {
            verdicts.append(refusedVerdict(incoming.operation.id, stopped.value(caseId),
                                           QStringLiteral("follows a refused operation")));
            continue;
        } else {
            verdict = judge(sql, rules, before, incoming);
            if (!mayWait(verdict))
                keepVerdict(sql, rules.hall, before, incoming, verdict);
        }
        if (verdict.kind == VerdictKind::Refused)
            stopped.insert(caseId, verdict.fault);
        verdicts.append(verdict);
    }
    return verdicts;
}

Result<Change> actAtCentre(Sql &sql, const LedgerRules &rules, const QString &caseId, OperationKind kind,
                           const QJsonObject &payload, const QString &clerk)
{
    auto record = loadCase(sql, rules.hall, caseId);
    if (!record)
        return failure(record.error());
    if (record->history.isEmpty())
        return failure(Fault::NotFound, QStringLiteral("server.ledger"));
    auto change = act(sql, rules, *record, kind, payload, clerk);
    if (change)
        moveOn(sql, rules, *record);
    return change;
}

int acceptByTime(Sql &sql, const LedgerRules &rules)
{
    const QDate today = hallDay(rules.clock->now());
    int accepted = 0;
    for (int i = 0; i < caseStates; ++i) {
        const auto state = static_cast<CaseState>(i);
        if (!allows(state, OperationKind::DeemedAccepted, Actor::Time))
            continue;
        for (const Row &row :
             sql.rows("SELECT case_id FROM case_file WHERE hall = ? AND state = ?", {rules.hall, stateName(state)})) {
            auto record = loadCase(sql, rules.hall, row[0].toString());
            const auto due =
                record ? deemedAcceptedAfter(record->state, *rules.calendar, today, rules.clocks) : std::nullopt;
            if (!due)
                continue;
            const auto change = act(sql, rules, *record, OperationKind::DeemedAccepted,
                                    {{QStringLiteral("due"), due->toString(Qt::ISODate)}});
            if (change) {
                moveOn(sql, rules, *record);
                ++accepted;
            }
            if (accepted >= mostAcceptedByTime)
                return accepted;
        }
    }
    return accepted;
}

bool playDepartments(Sql &sql, const LedgerRules &rules)
{
    static const OperationKind steps[] = {OperationKind::ReviewStarted, OperationKind::Decided,
                                          OperationKind::LicenceMade, OperationKind::Ready};
    const qint64 now = rules.clock->now().toMSecsSinceEpoch();
    bool any = false;
    for (const Row &row : sql.rows("SELECT case_id, step FROM department_task WHERE hall = ? AND due_ms <= ?"
                                   " ORDER BY due_ms LIMIT 50",
                                   {rules.hall, now})) {
        const QString caseId = row[0].toString();
        const int step = row[1].toInt();
        const auto record = loadCase(sql, rules.hall, caseId);
        const Matter *matter = record ? rules.matterOf(record->state) : nullptr;
        if (record && step == 1 && !record->state.isSupplied()) {
            // 容缺: the decision waits for what was let follow later.
            putOff(sql, rules, caseId, step, now + departmentDelay(rules, matter, step));
            continue;
        }
        const auto done =
            actAtCentre(sql, rules, caseId, steps[std::clamp(step, 0, 3)], playedPayload(rules, matter, step));
        any = any || done.has_value();
        if (!done || step >= 3) {
            sql.run("DELETE FROM department_task WHERE hall = ? AND case_id = ?", {rules.hall, caseId});
        } else {
            putOff(sql, rules, caseId, step + 1, now + departmentDelay(rules, matter, step + 1));
        }
    }
    return any;
}

} // namespace yichuang::server
