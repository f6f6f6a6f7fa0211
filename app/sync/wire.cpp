// SPDX-License-Identifier: Apache-2.0
#include "app/sync/wire.h"

#include "app/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace yichuang
{

namespace
{

constexpr qsizetype longestText = 64 * 1024;
constexpr qsizetype mostChanges = 1000;
constexpr int deepestJson = 32;

tl::unexpected<Reason> malformed(const char *member)
{
    return failure(Fault::ReplyMalformed, QStringLiteral("sync.wire"), QString::fromLatin1(member));
}

/// Reads members and remembers the first that is not what it must be.
class Members
{
public:
    explicit Members(const QJsonObject &json) : m_json(json) {}

    QString text(const char *name)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (!value.isString() || value.toString().isEmpty() || value.toString().size() > longestText)
            return wrong(name), QString();
        return value.toString();
    }
    /// A text that may be absent.
    QString optionalText(const char *name)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        return value.isUndefined() || value.isNull() ? QString() : text(name);
    }
    qint64 number(const char *name, qint64 least = 0)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        const qint64 number = value.toInteger(least - 1);
        if (number < least)
            wrong(name);
        return number;
    }
    int smallNumber(const char *name)
    {
        const qint64 value = number(name);
        if (value > 1'000'000'000)
            wrong(name);
        return m_wrong ? 0 : static_cast<int>(value);
    }
    QDateTime instant(const char *name)
    {
        const QDateTime value = QDateTime::fromString(text(name), Qt::ISODateWithMs);
        if (!value.isValid())
            wrong(name);
        return value.toUTC();
    }
    QByteArray base64(const char *name)
    {
        const auto decoded =
            QByteArray::fromBase64Encoding(text(name).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            wrong(name);
        return decoded.decoded;
    }
    QJsonArray list(const char *name, qsizetype most)
    {
        const QJsonValue value = m_json.value(QLatin1String(name));
        if (!value.isArray() || value.toArray().size() > most)
            wrong(name);
        return value.toArray();
    }
    void wrong(const char *name)
    {
        if (!m_wrong)
            m_wrong = name;
    }
    [[nodiscard]] const char *firstWrong() const { return m_wrong; }

private:
    QJsonObject m_json;
    const char *m_wrong = nullptr;
};

Result<QJsonObject> object(const QByteArray &body)
{
    auto json = parseJsonObject(body, {largestReply, deepestJson});
    if (!json)
        return failure(Fault::ReplyMalformed, QStringLiteral("sync.wire"), json.error().detail);
    return json;
}

QueueStanding standingOf(const QJsonObject &json, Members &members)
{
    Members own(json);
    QueueStanding standing;
    standing.waiting = own.smallNumber("waiting");
    standing.longestWaitSeconds = own.number("longestWaitSeconds");
    if (own.firstWrong())
        members.wrong(own.firstWrong());
    return standing;
}

} // namespace

bool isCursor(const QString &text)
{
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const auto isNumber = [](QStringView part) {
        return !part.isEmpty() && part.size() <= 18
               && std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    return colon > 0 && isNumber(QStringView(text).left(colon)) && isNumber(QStringView(text).mid(colon + 1));
}

Result<Enrolment> enrolmentFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    Members members(*json);
    Enrolment enrolment;
    enrolment.device = members.text("device");
    enrolment.hall = members.text("hall");
    enrolment.hallName = members.text("hallName");
    enrolment.window = members.smallNumber("window");
    enrolment.windowName = members.optionalText("windowName");
    enrolment.generation = members.smallNumber("generation");
    enrolment.certificate = members.text("certificate").toUtf8();
    enrolment.authority = members.text("authority").toUtf8();
    enrolment.centreKey = members.base64("centreKey");
    const QJsonValue policy = json->value(QLatin1String("policy"));
    if (!policy.isObject())
        members.wrong("policy");
    enrolment.policy = policy.toObject();
    if (const char *wrong = members.firstWrong())
        return malformed(wrong);
    return enrolment;
}

Result<QByteArray> certificateFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    Members members(*json);
    const QByteArray certificate = members.text("certificate").toUtf8();
    if (const char *wrong = members.firstWrong())
        return malformed(wrong);
    return certificate;
}

Result<Session> sessionFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    Members members(*json);
    Session session;
    session.clerk = members.text("clerk");
    session.clerkName = members.text("clerkName");
    session.role = members.text("role");
    session.accessToken = members.text("accessToken");
    session.refreshToken = members.text("refreshToken");
    session.accessUntil = members.instant("accessUntil");
    session.offlineGrant = members.optionalText("offlineGrant").toUtf8();
    if (!json->value(QLatin1String("hallKey")).isUndefined()) {
        session.hallKey = members.base64("hallKey");
        if (session.hallKey.size() != 32)
            members.wrong("hallKey");
    }
    // Tokens go into a request header: nothing but visible ASCII may be in them.
    const auto isToken = [](const QString &token) {
        return std::all_of(token.begin(), token.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
    };
    if (!isToken(session.accessToken))
        members.wrong("accessToken");
    if (const char *wrong = members.firstWrong())
        return malformed(wrong);
    return session;
}

Result<QList<OperationVerdict>> verdictsFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    Members members(*json);
    const QJsonArray list = members.list("verdicts", largestBatch);
    const qint64 epoch = json->value(QLatin1String("epoch")).toInteger();
    if (const char *wrong = members.firstWrong())
        return malformed(wrong);
    QList<OperationVerdict> verdicts;
    for (const QJsonValue &entry : list) {
        if (auto verdict = verdictFromJson(entry.toObject())) {
            verdict->epoch = epoch;
            verdicts.append(*std::move(verdict));
        }
    }
    return verdicts;
}

Result<ChangeBatch> changesFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    Members members(*json);
    ChangeBatch batch;
    batch.cursor = members.text("cursor");
    if (!isCursor(batch.cursor))
        members.wrong("cursor");
    batch.epochChanged = json->value(QLatin1String("epochChanged")).toBool();
    batch.commonThrough = std::max<qint64>(0, json->value(QLatin1String("commonThrough")).toInteger());
    const QJsonValue queue = json->value(QLatin1String("queue"));
    if (queue.isObject())
        batch.queue = standingOf(queue.toObject(), members);
    for (const QJsonValue &entry : members.list("changes", mostChanges)) {
        const QJsonObject row = entry.toObject();
        Members fields(row);
        Change change;
        change.sequence = fields.number("sequence", 1);
        change.caseVersion = fields.number("caseVersion");
        if (const char *wrong = fields.firstWrong())
            return malformed(wrong);
        const auto operation = operationFromJson(row.value(QLatin1String("operation")).toObject());
        if (!operation) {
            ++batch.unreadable;
            continue;
        }
        change.operation = *operation;
        batch.changes.append(change);
    }
    if (const char *wrong = members.firstWrong())
        return malformed(wrong);
    return batch;
}

Result<Ticket> ticketFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    auto ticket = ticketFromJson(*json);
    if (!ticket)
        return malformed("ticket");
    return ticket;
}

Result<QueueStanding> queueFrom(const QByteArray &body)
{
    const auto json = object(body);
    if (!json)
        return failure(json.error());
    Members members(*json);
    const QueueStanding standing = standingOf(*json, members);
    if (const char *wrong = members.firstWrong())
        return malformed(wrong);
    return standing;
}

Result<CountersignedHead> countersignedFrom(const QByteArray &body, const AuditHead &sent, const VerifyKey &centre)
{
    if (centre.isNull())
        return failure(Fault::NotEnrolled, QStringLiteral("sync.wire"), QStringLiteral("no key of the centre"));
    const auto json = parseJsonObject(body, {largestReply, deepestJson});
    if (!json)
        return failure(json.error());
    auto head = countersignedFromJson(*json);
    if (!head)
        return head;
    if (head->number != sent.number || head->hash != sent.hash)
        return malformed("head");
    if (!centre.verify(countersignedBytes(*head), head->signature))
        return malformed("signature");
    return head;
}

QSet<int> chunksFrom(const QByteArray &header, int chunkCount)
{
    QSet<int> chunks;
    for (const QByteArray &part : header.split(',')) {
        bool isNumber = false;
        const int chunk = part.trimmed().toInt(&isNumber);
        if (isNumber && chunk >= 0 && chunk < chunkCount)
            chunks.insert(chunk);
    }
    return chunks;
}

QByteArray enrolmentBody(const QString &code, const QByteArray &csr, const QByteArray &signingKey, const QString &suite)
{
    const QJsonObject json{{QStringLiteral("code"), code},
                           {QStringLiteral("csr"), QString::fromLatin1(csr)},
                           {QStringLiteral("signingKey"), QString::fromLatin1(signingKey.toBase64())},
                           {QStringLiteral("suite"), suite}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray operationsBody(const QList<Operation> &batch)
{
    QJsonArray list;
    for (const Operation &operation : batch)
        list.append(toJson(operation));
    return QJsonDocument(QJsonObject{{QStringLiteral("operations"), list}}).toJson(QJsonDocument::Compact);
}

} // namespace yichuang
