// SPDX-License-Identifier: Apache-2.0
#include "app/storage/case_table.h"

namespace yichuang
{

namespace
{

SealedRows::Spot spotOf(const QString &caseId)
{
    return {"office_case", caseId};
}

qint64 toMs(const QDateTime &at)
{
    return at.isValid() ? at.toMSecsSinceEpoch() : 0;
}

QDateTime fromMs(const QJsonValue &value)
{
    const qint64 ms = value.toInteger();
    return ms == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

QJsonObject toJson(const CaseEntry &entry)
{
    const CaseSummary &summary = entry.summary;
    QJsonObject json{{QStringLiteral("receipt"), summary.receiptNumber},
                     {QStringLiteral("number"), summary.caseNumber},
                     {QStringLiteral("matter"), summary.matterCode},
                     {QStringLiteral("name"), summary.applicantName},
                     {QStringLiteral("state"), stateName(summary.state)},
                     {QStringLiteral("word"), static_cast<int>(summary.word)},
                     {QStringLiteral("received"), toMs(summary.receivedAt)},
                     {QStringLiteral("changed"), toMs(summary.changedAt)},
                     {QStringLiteral("waiting"), summary.waiting},
                     {QStringLiteral("oldest"), toMs(entry.oldestWaiting)},
                     {QStringLiteral("clerk"), summary.clerk}};
    if (summary.attention) {
        json.insert(QStringLiteral("fault"), faultName(summary.attention->fault));
        json.insert(QStringLiteral("where"), summary.attention->where);
        json.insert(QStringLiteral("detail"), summary.attention->detail);
    }
    return json;
}

CaseEntry fromJson(const QString &id, const QJsonObject &json)
{
    CaseEntry entry;
    CaseSummary &summary = entry.summary;
    summary.id = id;
    summary.receiptNumber = json.value(QStringLiteral("receipt")).toString();
    summary.caseNumber = json.value(QStringLiteral("number")).toString();
    summary.matterCode = json.value(QStringLiteral("matter")).toString();
    summary.applicantName = json.value(QStringLiteral("name")).toString();
    summary.state = stateNamed(json.value(QStringLiteral("state")).toString()).value_or(CaseState::None);
    summary.word = static_cast<SyncWord>(json.value(QStringLiteral("word")).toInt());
    summary.receivedAt = fromMs(json.value(QStringLiteral("received")));
    summary.changedAt = fromMs(json.value(QStringLiteral("changed")));
    summary.waiting = json.value(QStringLiteral("waiting")).toInt();
    summary.clerk = json.value(QStringLiteral("clerk")).toString();
    entry.oldestWaiting = fromMs(json.value(QStringLiteral("oldest")));
    if (json.contains(QStringLiteral("fault"))) {
        summary.attention =
            Reason{faultNamed(json.value(QStringLiteral("fault")).toString()).value_or(Fault::OperationInvalid),
                   json.value(QStringLiteral("where")).toString(), json.value(QStringLiteral("detail")).toString()};
    }
    return entry;
}

} // namespace

CaseEntry entryOf(const HeldCase &held, const SealedRows &seals)
{
    const Case &theCase = held.file.current;
    CaseEntry entry;
    CaseSummary &summary = entry.summary;
    summary.id = theCase.id;
    summary.receiptNumber = theCase.receiptNumber;
    summary.caseNumber = theCase.caseNumber;
    summary.matterCode = theCase.matterCode;
    summary.applicantName = theCase.applicant.name;
    summary.state = theCase.state;
    summary.word = held.file.word;
    summary.receivedAt = theCase.receivedAt;
    summary.changedAt = theCase.changedAt;
    summary.waiting = held.file.waiting;
    summary.clerk = theCase.clerk;
    if (held.file.word == SyncWord::NeedsAttention)
        summary.attention = held.file.attention;
    entry.holderHash = seals.lookUpHash(theCase.applicant.idNumber);
    for (const HeldOperation &one : held.waiting) {
        if (!entry.oldestWaiting.isValid() || one.operation.wallTime < entry.oldestWaiting)
            entry.oldestWaiting = one.operation.wallTime;
    }
    return entry;
}

Result<Done> CaseTable::put(const CaseEntry &entry)
{
    const CaseSummary &summary = entry.summary;
    auto sealed = m_seals.sealObject(spotOf(summary.id), toJson(entry));
    if (!sealed)
        return failure(sealed.error());
    auto put = m_database.change(
        "INSERT INTO office_case(id, receipt, holder_hash, changed_at, attention, sealed) VALUES(?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(id) DO UPDATE SET receipt = excluded.receipt, holder_hash = excluded.holder_hash, "
        "changed_at = excluded.changed_at, attention = excluded.attention, sealed = excluded.sealed",
        {summary.id, summary.receiptNumber, entry.holderHash, toMs(summary.changedAt), summary.attention ? 1 : 0,
         *sealed});
    if (!put)
        return failure(put.error());
    return Done{};
}

Result<QList<CaseEntry>> CaseTable::all()
{
    auto found = m_database.rows("SELECT id, holder_hash, sealed FROM office_case");
    if (!found)
        return failure(found.error());
    QList<CaseEntry> entries;
    entries.reserve(found->size());
    for (const Row &row : *found) {
        auto json = m_seals.unsealObject(spotOf(row[0].toString()), row[2].toByteArray());
        if (!json)
            return failure(json.error());
        CaseEntry entry = fromJson(row[0].toString(), *json);
        entry.holderHash = row[1].toByteArray();
        entries.append(std::move(entry));
    }
    return entries;
}

} // namespace yichuang
