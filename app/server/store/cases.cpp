// SPDX-License-Identifier: Apache-2.0
#include "app/server/store/cases.h"

#include "app/server/store/page_book.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace yichuang::server
{
namespace
{

QString instant(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")) : QString();
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant(QMetaType(QMetaType::QString)) : QVariant(text);
}

QJsonObject materialToJson(const CaseMaterial &material)
{
    QJsonArray pages;
    for (const PageRef &page : material.pages) {
        pages.append(QJsonObject{{QStringLiteral("blob"), page.blob},
                                 {QStringLiteral("mime"), page.mime},
                                 {QStringLiteral("name"), page.name},
                                 {QStringLiteral("size"), page.size}});
    }
    return {{QStringLiteral("material"), material.id},
            {QStringLiteral("source"), sourceName(material.source)},
            {QStringLiteral("pages"), pages}};
}

SealSpot bodySpot(const QString &hall, qint64 sequence)
{
    return {"case_operation.sealed", hall, QString::number(sequence)};
}

} // namespace

QByteArray operationBody(Sql &sql, const QString &hall, qint64 sequence, const QByteArray &sealed)
{
    return sql.unsealed(bodySpot(hall, sequence), sealed);
}

SqlQuery caseQuery(const QString &hall, const QString &caseId)
{
    return {"SELECT sequence, case_version, sealed FROM case_operation WHERE hall = ? AND case_id = ?"
            " ORDER BY case_version",
            {hall, caseId}};
}

Result<CaseRecord> loadCase(Sql &sql, const QString &hall, const QString &caseId)
{
    return caseFrom(sql, hall, sql.together({caseQuery(hall, caseId)}).first());
}

Result<CaseRecord> caseFrom(Sql &sql, const QString &hall, const QList<Row> &rows)
{
    CaseRecord record;
    for (const Row &row : rows) {
        const QByteArray body = operationBody(sql, hall, row[0].toLongLong(), row[2].toByteArray());
        const auto operation = operationFromJson(QJsonDocument::fromJson(body).object());
        if (!operation)
            return failure(Fault::StoreDamaged, QStringLiteral("server.case"), operation.error().detail);
        auto after = fold(record.state, *operation);
        if (!after)
            return failure(Fault::StoreDamaged, QStringLiteral("server.case"), after.error().detail);
        record.state = *std::move(after);
        record.history.append({row[0].toLongLong(), row[1].toLongLong(), *operation});
    }
    return record;
}

QString caseOfReceipt(Sql &sql, const QString &hall, const QString &receipt)
{
    const auto row = sql.row("SELECT case_id FROM case_file WHERE hall = ? AND receipt = ?", {hall, receipt});
    return row ? row->first().toString() : QString();
}

Change appendOperation(Sql &sql, const QString &hall, const Case &after, const Operation &operation,
                       const QDateTime &now)
{
    const qint64 ms = now.toMSecsSinceEpoch();
    const Change change{sql.nextSequence(hall), after.version, operation};
    const QByteArray body =
        sql.sealed(bodySpot(hall, change.sequence), QJsonDocument(toJson(operation)).toJson(QJsonDocument::Compact));
    sql.run("INSERT INTO case_operation (hall, sequence, case_id, case_version, operation_id, device, sealed,"
            " applied_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            {hall, change.sequence, operation.caseId, change.caseVersion, operation.id, operation.device, body, ms});
    referToPages(sql, hall, pagesOf(operation));
    return change;
}

void saveCase(Sql &sql, const QString &hall, const Case &theCase, const QDateTime &now)
{
    sql.run("INSERT INTO case_file (hall, case_id, version, state, matter, receipt, case_number, department, opened_ms,"
            " changed_ms, applicant_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hall, case_id) DO "
            "UPDATE SET"
            " version = excluded.version, state = excluded.state, receipt = excluded.receipt,"
            " case_number = excluded.case_number, department = excluded.department, changed_ms = excluded.changed_ms,"
            " applicant_hash = excluded.applicant_hash",
            {hall, theCase.id, theCase.version, stateName(theCase.state), theCase.matterCode,
             orNull(theCase.receiptNumber), orNull(theCase.caseNumber),
             theCase.department.isNull() ? QStringLiteral("") : theCase.department,
             theCase.openedAt.toMSecsSinceEpoch(), now.toMSecsSinceEpoch(),
             orNull(sql.lookUpHash(theCase.applicant.idNumber))});
}

QJsonArray findCases(Sql &sql, const QString &hall, const QString &text, int limit)
{
    QString begin = text.trimmed().left(64).toLower();
    begin.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    begin.replace(QLatin1Char('%'), QLatin1String("\\%"));
    begin.replace(QLatin1Char('_'), QLatin1String("\\_"));
    begin.append(QLatin1Char('%'));
    QJsonArray cases;
    for (const Row &row :
         sql.rows("SELECT case_id, version, state, matter, receipt, case_number, department, changed_ms"
                  " FROM case_file WHERE hall = ? AND (LOWER(receipt) LIKE ? ESCAPE '\\' OR LOWER(case_number)"
                  " LIKE ? ESCAPE '\\' OR case_id LIKE ? ESCAPE '\\' OR applicant_hash = ?) ORDER BY changed_ms DESC "
                  "LIMIT ?",
                  {hall, begin, begin, begin, orNull(sql.lookUpHash(text)), limit})) {
        cases.append(QJsonObject{
            {QStringLiteral("id"), row[0].toString()},
            {QStringLiteral("version"), row[1].toLongLong()},
            {QStringLiteral("state"), row[2].toString()},
            {QStringLiteral("matter"), row[3].toString()},
            {QStringLiteral("receiptNumber"), row[4].toString()},
            {QStringLiteral("caseNumber"), row[5].toString()},
            {QStringLiteral("department"), row[6].toString()},
            {QStringLiteral("changedAt"), instant(QDateTime::fromMSecsSinceEpoch(row[7].toLongLong(), Qt::UTC))}});
    }
    return cases;
}

QJsonObject caseToJson(const Case &theCase)
{
    QJsonArray materials;
    for (const CaseMaterial &material : theCase.materials)
        materials.append(materialToJson(material));
    QJsonObject situation;
    for (auto it = theCase.situation.begin(); it != theCase.situation.end(); ++it)
        situation.insert(it.key(), it.value());
    return {{QStringLiteral("id"), theCase.id},
            {QStringLiteral("version"), theCase.version},
            {QStringLiteral("state"), stateName(theCase.state)},
            {QStringLiteral("matter"), theCase.matterCode},
            {QStringLiteral("catalogueHash"), theCase.catalogueHash},
            {QStringLiteral("situation"), situation},
            {QStringLiteral("source"), theCase.source},
            {QStringLiteral("applicant"), toJson(theCase.applicant)},
            {QStringLiteral("fields"), theCase.fields},
            {QStringLiteral("materials"), materials},
            {QStringLiteral("receiptNumber"), theCase.receiptNumber},
            {QStringLiteral("receivedAt"), instant(theCase.receivedAt)},
            {QStringLiteral("acceptedAt"), instant(theCase.acceptedAt)},
            {QStringLiteral("caseNumber"), theCase.caseNumber},
            {QStringLiteral("department"), theCase.department},
            {QStringLiteral("missing"), QJsonArray::fromStringList(theCase.missing)},
            {QStringLiteral("licence"), theCase.licence},
            {QStringLiteral("place"), theCase.place},
            {QStringLiteral("openedAt"), instant(theCase.openedAt)},
            {QStringLiteral("changedAt"), instant(theCase.changedAt)}};
}

QJsonObject changeToJson(const Change &change)
{
    return {{QStringLiteral("sequence"), change.sequence},
            {QStringLiteral("caseVersion"), change.caseVersion},
            {QStringLiteral("operation"), toJson(change.operation)}};
}

} // namespace yichuang::server
