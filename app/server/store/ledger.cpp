// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/ledger.h"

#include "app/crypto/digest.h"
#include "app/domain/catalogue/versions.h"
#include "app/domain/transitions.h"
#include "app/server/store/ledger_run.h"

namespace yichuang::server
{
namespace
{

constexpr int mostAcceptedByTime = 200; ///< in one transaction

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

OperationVerdict refusedVerdict(const QString &id, Fault fault, const QString &detail)
{
    OperationVerdict verdict;
    verdict.operationId = id;
    verdict.kind = VerdictKind::Refused;
    verdict.fault = fault;
    verdict.detail = detail.left(200);
    return verdict;
}

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
    return LedgerRun(sql, rules, {&batch}).post(batch);
}

Result<Change> actAtCentre(Sql &sql, const LedgerRules &rules, const QString &caseId, OperationKind kind,
                           const QJsonObject &payload, const QString &clerk)
{
    auto record = loadCase(sql, rules.hall, caseId);
    if (!record)
        return failure(record.error());
    if (record->history.isEmpty())
        return failure(Fault::NotFound, QStringLiteral("server.ledger"));
    CaseWriter writer(sql, rules);
    auto change = writer.act(*record, kind, payload, clerk);
    if (change)
        writer.moveOn(*record);
    return change;
}

int acceptByTime(Sql &sql, const LedgerRules &rules)
{
    const QDate today = hallDay(rules.clock->now());
    CaseWriter writer(sql, rules);
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
            const auto change = writer.act(*record, OperationKind::DeemedAccepted,
                                           {{QStringLiteral("due"), due->toString(Qt::ISODate)}});
            if (change) {
                writer.moveOn(*record);
                ++accepted;
            }
            if (accepted >= mostAcceptedByTime)
                return accepted;
        }
    }
    return accepted;
}

} // namespace yichuang::server
