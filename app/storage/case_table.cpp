// SPDX-License-Identifier: Apache-2.0
#include "app/storage/case_table.h"

#include "app/domain/identifiers/masking.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

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
                     {QStringLiteral("waitingPages"), summary.waitingPages},
                     {QStringLiteral("waitingPageBytes"), summary.waitingPageBytes},
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
    summary.waitingPages = json.value(QStringLiteral("waitingPages")).toInt();
    summary.waitingPageBytes = json.value(QStringLiteral("waitingPageBytes")).toInteger();
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
        for (const PageRef &page : pagesOf(one.operation)) {
            ++summary.waitingPages;
            summary.waitingPageBytes += page.size;
        }
        if (!entry.oldestWaiting.isValid() || one.operation.wallTime < entry.oldestWaiting)
            entry.oldestWaiting = one.operation.wallTime;
    }
    return entry;
}

bool isPressing(const CaseEntry &entry)
{
    const CaseSummary &summary = entry.summary;
    return summary.state == CaseState::Draft || summary.waiting > 0 || summary.attention;
}

CaseSummary shownIn(const CaseEntry &entry)
{
    CaseSummary summary = entry.summary;
    summary.applicantName = maskName(summary.applicantName);
    return summary;
}

Result<Done> CaseTable::put(const CaseEntry &entry)
{
    const CaseSummary &summary = entry.summary;
    auto sealed = m_seals.sealObject(spotOf(summary.id), toJson(entry));
    if (!sealed)
        return failure(sealed.error());
    auto put = m_database.change(
        "INSERT INTO office_case(id, receipt, holder_hash, changed_at, attention, pressing, sealed) "
        "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET receipt = excluded.receipt, "
        "holder_hash = excluded.holder_hash, changed_at = excluded.changed_at, attention = excluded.attention, "
        "pressing = excluded.pressing, sealed = excluded.sealed",
        {summary.id, summary.receiptNumber, entry.holderHash, toMs(summary.changedAt), summary.attention ? 1 : 0,
         isPressing(entry) ? 1 : 0, *sealed});
    if (!put)
        return failure(put.error());
    return Done{};
}

/// Of the columns id, holder_hash, sealed.
Result<CaseEntry> CaseTable::unsealed(const Row &row)
{
    auto json = m_seals.unsealObject(spotOf(row[0].toString()), row[2].toByteArray());
    if (!json)
        return failure(json.error());
    CaseEntry entry = fromJson(row[0].toString(), *json);
    entry.holderHash = row[1].toByteArray();
    return entry;
}

Result<QList<CaseEntry>> CaseTable::unsealed(const Result<Rows> &rows)
{
    if (!rows)
        return failure(rows.error());
    QList<CaseEntry> entries;
    entries.reserve(rows->size());
    for (const Row &row : *rows) {
        auto entry = unsealed(row);
        if (!entry)
            return failure(entry.error());
        entries.append(*std::move(entry));
    }
    return entries;
}

Result<QList<CaseEntry>> CaseTable::all()
{
    return unsealed(m_database.rows("SELECT id, holder_hash, sealed FROM office_case"));
}

Result<QList<CaseEntry>> CaseTable::pressing()
{
    return unsealed(m_database.rows("SELECT id, holder_hash, sealed FROM office_case WHERE pressing = 1"));
}

Result<QList<CaseEntry>> CaseTable::some(const QStringList &ids)
{
    const QByteArray wanted = QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact);
    auto found = unsealed(m_database.rows("SELECT id, holder_hash, sealed FROM office_case "
                                          "WHERE id IN (SELECT value FROM json_each(?))",
                                          {QString::fromUtf8(wanted)}));
    if (!found)
        return found;
    QHash<QString, qsizetype> places;
    for (qsizetype at = 0; at < ids.size(); ++at)
        places.insert(ids[at], at);
    std::sort(found->begin(), found->end(), [&places](const CaseEntry &one, const CaseEntry &other) {
        return places.value(one.summary.id) < places.value(other.summary.id);
    });
    return found;
}

Result<QList<CaseEntry>> CaseTable::next(Mark &mark, int count)
{
    const auto rows = m_database.rows("SELECT id, holder_hash, sealed, rowid FROM office_case WHERE rowid > ? "
                                      "ORDER BY rowid LIMIT ?",
                                      {mark.row, count});
    if (rows && !rows->isEmpty())
        mark.row = rows->last()[3].toLongLong();
    mark.isEnd = rows && rows->size() < count;
    return unsealed(rows);
}

Result<QList<CaseEntry>> CaseTable::newest(const CaseEntry *last, int count)
{
    const qint64 changedMs = last == nullptr ? std::numeric_limits<qint64>::max() : toMs(last->summary.changedAt);
    const QString id = last == nullptr ? QString() : last->summary.id;
    return unsealed(m_database.rows("SELECT id, holder_hash, sealed FROM office_case WHERE changed_at <= ? "
                                    "AND (changed_at < ? OR id > ?) ORDER BY changed_at DESC, id LIMIT ?",
                                    {changedMs, changedMs, id, count}));
}

} // namespace yichuang
