// SPDX-License-Identifier: Apache-2.0
#include "app/base/ids.h"
#include "app/server/routes/handlers.h"
#include "app/server/store/epochs.h"
#include "app/server/store/tickets.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace yichuang::server
{
namespace
{

constexpr int mostOperations = 100;
constexpr int mostChanges = 1000;
constexpr qint64 mostChangeBytes = 4LL * 1024 * 1024;
constexpr int longestWaitSeconds = 25;

struct HallRow {
    qint64 epoch = 0;
    qint64 sequence = 0;
    qint64 backedUpThrough = 0;
};

HallRow hallRow(Sql &sql, const QString &hall)
{
    const auto row = sql.row("SELECT epoch, sequence, backed_up_through FROM hall WHERE hall = ?", {hall});
    if (!row)
        return {};
    return {row->at(0).toLongLong(), row->at(1).toLongLong(), row->at(2).toLongLong()};
}

/// Where a reader of the feed stands.
struct Cursor {
    qint64 after = 0;
    bool epochChanged = false;
    qint64 commonThrough = 0; ///< where it changed
};

std::optional<Cursor> readCursor(const QString &text, Sql &sql, const QString &hall)
{
    const qint64 epoch = hallRow(sql, hall).epoch;
    if (text.isEmpty())
        return Cursor{};
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    bool isEpoch = false;
    bool isSequence = false;
    const qint64 given = text.left(colon).toLongLong(&isEpoch);
    const qint64 after = text.mid(colon + 1).toLongLong(&isSequence);
    if (colon < 1 || !isEpoch || !isSequence || after < 0)
        return {};
    if (given == epoch)
        return Cursor{after};
    const qint64 common = std::min(after, commonThrough(sql, hall, given));
    return Cursor{common, true, common};
}

/// The changes of a feed's answer, and the rest of it.
struct Found {
    QByteArray changes; ///< between the brackets; each operation as it was stored
    QJsonObject rest;

    [[nodiscard]] Response reply() const
    {
        Response response = jsonReply(rest);
        response.body.chop(1);
        response.body += ",\"changes\":[" + changes + "]}";
        return response;
    }
};

/// Changes after the cursor from one consistent view of the store.
Found changesAfter(ServerState &state, Sql &sql, Cursor cursor)
{
    const QString &hall = state.configuration.hall;
    const HallRow standing = hallRow(sql, hall);
    QByteArray changes;
    qint64 last = cursor.after;
    for (const Row &row : sql.rows("SELECT sequence, case_version, sealed FROM case_operation WHERE hall = ?"
                                   " AND sequence > ? ORDER BY sequence LIMIT ?",
                                   {hall, cursor.after, mostChanges})) {
        last = row[0].toLongLong();
        const QByteArray body = operationBody(sql, hall, last, row[2].toByteArray());
        if (!changes.isEmpty())
            changes += ',';
        changes += "{\"sequence\":" + QByteArray::number(last)
                   + ",\"caseVersion\":" + QByteArray::number(row[1].toLongLong()) + ",\"operation\":" + body + '}';
        if (changes.size() > mostChangeBytes)
            break;
    }
    return {changes,
            {{QStringLiteral("cursor"), QStringLiteral("%1:%2").arg(standing.epoch).arg(last)},
             {QStringLiteral("epoch"), standing.epoch},
             {QStringLiteral("backedUpThrough"), standing.backedUpThrough},
             {QStringLiteral("epochChanged"), cursor.epochChanged},
             {QStringLiteral("commonThrough"), cursor.commonThrough},
             {QStringLiteral("queue"), toJson(queueStanding(sql, hall, state.clock.now()))}}};
}

/// The look at the end of the wait, whatever it finds.
void answerChanges(ServerState &state, Cursor cursor, const Answer &answer)
{
    const bool taken = state.readers.post([&state, cursor, answer](Sql &sql) {
        sql.clear();
        const Found found = changesAfter(state, sql, cursor);
        answer(sql.trouble() ? problem(503, Fault::CentreBusy) : found.reply());
    });
    if (!taken)
        answer(problem(503, Fault::CentreBusy));
}

} // namespace

void takeOperations(ServerState &state, const Call &call, Sql &sql, const Answer &answer)
{
    const auto body = bodyObject(call, 16 * 1024 * 1024);
    if (!body) {
        answer(problem(body.error()));
        return;
    }
    const QJsonArray operations = body->value(QStringLiteral("operations")).toArray();
    if (operations.isEmpty() || operations.size() > mostOperations) {
        answer(problem(operations.isEmpty() ? 400 : 413, operations.isEmpty() ? Fault::RequestRefused : Fault::TooLarge,
                       QStringLiteral("operations")));
        return;
    }
    QList<Incoming> batch;
    for (const QJsonValue &one : operations)
        batch.append(examine(sql, one.toObject(), *call.device));
    if (sql.trouble()) {
        answer(problem(statusOf(sql.trouble()->fault), sql.trouble()->fault));
        return;
    }
    state.take(
        batch,
        [&state](const QList<OperationVerdict> &verdicts, const LedgerRun::Standing &standing) {
            QJsonArray given;
            for (const OperationVerdict &verdict : verdicts)
                given.append(yichuang::toJson(verdict));
            return jsonReply({{QStringLiteral("epoch"), standing.epoch},
                              {QStringLiteral("time"), wireTime(state.clock.now())},
                              {QStringLiteral("backedUpThrough"), standing.backedUpThrough},
                              {QStringLiteral("verdicts"), given}});
        },
        answer);
}

void feedChanges(ServerState &state, const Call &call, Sql &sql, const Answer &answer)
{
    const auto cursor = readCursor(call.request.query.value(QStringLiteral("after")), sql, state.configuration.hall);
    bool isNumber = true;
    const QString waitText = call.request.query.value(QStringLiteral("wait"), QStringLiteral("0"));
    const int wait = waitText.toInt(&isNumber);
    if (!cursor || !isNumber || wait < 0) {
        answer(problem(400, Fault::RequestRefused, QStringLiteral("after or wait")));
        return;
    }
    const Found now = changesAfter(state, sql, *cursor);
    if (sql.trouble()) {
        answer(problem(503, Fault::CentreBusy));
        return;
    }
    if (wait == 0 || cursor->epochChanged || !now.changes.isEmpty()) {
        answer(now.reply());
        return;
    }
    const bool waits =
        state.feed.wait(state.configuration.hall, cursor->after, 1000LL * std::min(wait, longestWaitSeconds),
                        [&state, here = *cursor, answer] { answerChanges(state, here, answer); });
    if (!waits)
        answer(problem(503, Fault::CentreBusy));
}

Response searchCases(ServerState &state, const Call &call, Sql &sql)
{
    return jsonReply({{QStringLiteral("cases"), findCases(sql, state.configuration.hall,
                                                          call.request.query.value(QStringLiteral("text")), 50)}});
}

Response showCase(ServerState &state, const Call &call, Sql &sql)
{
    const auto record = loadCase(sql, state.configuration.hall, call.path.value(QStringLiteral("case")));
    if (!record)
        return problem(record.error());
    if (record->history.isEmpty())
        return problem(404, Fault::NotFound);
    QJsonArray operations;
    for (const Change &change : record->history)
        operations.append(changeToJson(change));
    QJsonObject json = caseToJson(record->state);
    json.insert(QStringLiteral("operations"), operations);
    return jsonReply(json);
}

Response actOnCase(ServerState &state, const Call &call, Sql &sql)
{
    const auto body = bodyObject(call);
    if (!body)
        return problem(body.error());
    const auto kind = operationNamed(body->value(QStringLiteral("kind")).toString());
    if (!kind)
        return problem(400, Fault::RequestRefused, QStringLiteral("kind"));
    const auto change = actAtCentre(sql, state.rules, call.path.value(QStringLiteral("case")), *kind,
                                    body->value(QStringLiteral("payload")).toObject(), call.session->login);
    if (!change)
        return problem(change.error());
    return jsonReply(changeToJson(*change));
}

} // namespace yichuang::server
