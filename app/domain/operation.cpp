// SPDX-License-Identifier: Apache-2.0
#include "app/domain/operation.h"

#include "app/base/ids.h"
#include "app/base/json.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace yichuang
{
namespace
{

constexpr qsizetype longestText = 4096;
constexpr qsizetype largestPayload = 256 * 1024;

struct KindRow {
    OperationKind kind;
    const char *name;
};
constexpr std::array kindRows = std::to_array<KindRow>({
    {OperationKind::Opened, "opened"},
    {OperationKind::ApplicantSet, "applicantSet"},
    {OperationKind::SituationSet, "situationSet"},
    {OperationKind::FieldsSet, "fieldsSet"},
    {OperationKind::MaterialAdded, "materialAdded"},
    {OperationKind::MaterialRemoved, "materialRemoved"},
    {OperationKind::Received, "received"},
    {OperationKind::CheckStarted, "checkStarted"},
    {OperationKind::CorrectionAsked, "correctionAsked"},
    {OperationKind::Accepted, "accepted"},
    {OperationKind::ToleranceAccepted, "toleranceAccepted"},
    {OperationKind::NotAccepted, "notAccepted"},
    {OperationKind::DeemedAccepted, "deemedAccepted"},
    {OperationKind::Numbered, "numbered"},
    {OperationKind::Routed, "routed"},
    {OperationKind::ReviewStarted, "reviewStarted"},
    {OperationKind::Suspended, "suspended"},
    {OperationKind::Resumed, "resumed"},
    {OperationKind::Extended, "extended"},
    {OperationKind::Decided, "decided"},
    {OperationKind::LicenceMade, "licenceMade"},
    {OperationKind::Ready, "ready"},
    {OperationKind::Delivered, "delivered"},
    {OperationKind::Rated, "rated"},
    {OperationKind::Withdrawn, "withdrawn"},
    {OperationKind::Terminated, "terminated"},
    {OperationKind::Voided, "voided"},
    {OperationKind::PaperPrinted, "paperPrinted"},
    {OperationKind::Noted, "noted"},
});

tl::unexpected<Reason> invalid(const QString &member)
{
    return failure(Fault::OperationInvalid, QStringLiteral("operation.read"), member);
}

Result<QString> text(const QJsonObject &json, const QString &key, bool needed)
{
    const QJsonValue value = json.value(key);
    if (value.isUndefined() && !needed)
        return QString();
    if (!value.isString() || value.toString().size() > longestText || (needed && value.toString().isEmpty()))
        return invalid(key);
    return value.toString();
}

Result<qint64> whole(const QJsonObject &json, const QString &key, qint64 least)
{
    const QJsonValue value = json.value(key);
    if (!value.isDouble() || static_cast<double>(value.toInteger(least - 1)) != value.toDouble())
        return invalid(key);
    if (value.toInteger() < least)
        return invalid(key);
    return value.toInteger();
}

QString instant(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

QJsonObject withoutSignature(const Operation &operation)
{
    return {{QStringLiteral("id"), operation.id},
            {QStringLiteral("device"), operation.device},
            {QStringLiteral("deviceSequence"), operation.deviceSequence},
            {QStringLiteral("caseId"), operation.caseId},
            {QStringLiteral("baseVersion"), operation.baseVersion},
            {QStringLiteral("catalogueHash"), operation.catalogueHash},
            {QStringLiteral("clerk"), operation.clerk},
            {QStringLiteral("actor"), actorName(operation.actor)},
            {QStringLiteral("wallTime"), instant(operation.wallTime)},
            {QStringLiteral("monotonicMs"), operation.monotonicMs},
            {QStringLiteral("serverOffsetMs"), operation.serverOffsetMs},
            {QStringLiteral("kind"), operationName(operation.kind)},
            {QStringLiteral("payload"), operation.payload},
            {QStringLiteral("previousHash"), QString::fromLatin1(operation.previousHash)}};
}

std::optional<Actor> actorNamed(const QString &name)
{
    for (const Actor actor : {Actor::Clerk, Actor::Centre, Actor::Time}) {
        if (actorName(actor) == name)
            return actor;
    }
    return std::nullopt;
}

Result<Done> readTexts(const QJsonObject &json, Operation &operation)
{
    const std::array<std::tuple<const char *, QString *, bool>, 5> texts{
        {{"id", &operation.id, true},
         {"device", &operation.device, true},
         {"caseId", &operation.caseId, true},
         {"catalogueHash", &operation.catalogueHash, false},
         {"clerk", &operation.clerk, false}}};
    for (const auto &[key, target, needed] : texts) {
        auto value = text(json, QLatin1String(key), needed);
        if (!value)
            return failure(value.error());
        *target = *value;
    }
    if (!isId(operation.id))
        return invalid(QStringLiteral("id"));
    if (!isId(operation.caseId))
        return invalid(QStringLiteral("caseId"));
    return Done{};
}

Result<Done> readNumbers(const QJsonObject &json, Operation &operation)
{
    const std::array<std::tuple<const char *, qint64 *, qint64>, 4> numbers{
        {{"deviceSequence", &operation.deviceSequence, 0},
         {"baseVersion", &operation.baseVersion, 0},
         {"monotonicMs", &operation.monotonicMs, 0},
         {"serverOffsetMs", &operation.serverOffsetMs, std::numeric_limits<qint64>::min() / 4}}};
    for (const auto &[key, target, least] : numbers) {
        auto value = whole(json, QLatin1String(key), least);
        if (!value)
            return failure(value.error());
        *target = *value;
    }
    return Done{};
}

} // namespace

QString operationName(OperationKind kind)
{
    return QLatin1String(kindRows.at(static_cast<std::size_t>(kind)).name);
}

std::optional<OperationKind> operationNamed(const QString &name)
{
    for (const KindRow &row : kindRows) {
        if (QLatin1String(row.name) == name)
            return row.kind;
    }
    return std::nullopt;
}

QString actorName(Actor actor)
{
    switch (actor) {
    case Actor::Clerk:
        return QStringLiteral("clerk");
    case Actor::Centre:
        return QStringLiteral("centre");
    case Actor::Time:
        return QStringLiteral("time");
    }
    return {};
}

QByteArray canonicalBytes(const Operation &operation)
{
    return canonicalJson(withoutSignature(operation));
}

QJsonObject toJson(const Operation &operation)
{
    QJsonObject json = withoutSignature(operation);
    json.insert(QStringLiteral("signature"), QString::fromLatin1(operation.signature));
    return json;
}

Result<Operation> operationFromJson(const QJsonObject &json)
{
    Operation operation;
    if (auto read = readTexts(json, operation); !read)
        return failure(read.error());
    if (auto read = readNumbers(json, operation); !read)
        return failure(read.error());
    const auto kind = operationNamed(json.value(QStringLiteral("kind")).toString());
    if (!kind)
        return invalid(QStringLiteral("kind"));
    operation.kind = *kind;
    const auto actor = actorNamed(json.value(QStringLiteral("actor")).toString());
    if (!actor)
        return invalid(QStringLiteral("actor"));
    operation.actor = *actor;
    operation.wallTime =
        QDateTime::fromString(json.value(QStringLiteral("wallTime")).toString(), Qt::ISODateWithMs).toUTC();
    if (!operation.wallTime.isValid())
        return invalid(QStringLiteral("wallTime"));
    if (!json.value(QStringLiteral("payload")).isObject())
        return invalid(QStringLiteral("payload"));
    operation.payload = json.value(QStringLiteral("payload")).toObject();
    if (QJsonDocument(operation.payload).toJson(QJsonDocument::Compact).size() > largestPayload)
        return failure(Fault::TooLarge, QStringLiteral("operation.read"), QStringLiteral("payload"));
    for (const auto &[key, target] :
         {std::pair{"previousHash", &operation.previousHash}, {"signature", &operation.signature}}) {
        auto value = text(json, QLatin1String(key), false);
        if (!value)
            return failure(value.error());
        *target = value->toLatin1();
    }
    return operation;
}

QStringList touchedParts(const Operation &operation)
{
    QStringList parts;
    switch (operation.kind) {
    case OperationKind::PaperPrinted:
    case OperationKind::Noted:
    case OperationKind::Numbered:
    case OperationKind::Rated:
        break;
    case OperationKind::ApplicantSet:
        parts.append(QStringLiteral("applicant"));
        break;
    case OperationKind::FieldsSet:
        for (const QString &key : operation.payload.value(QStringLiteral("fields")).toObject().keys())
            parts.append(QStringLiteral("field:") + key);
        break;
    case OperationKind::MaterialAdded:
    case OperationKind::MaterialRemoved:
        parts.append(QStringLiteral("material:") + operation.payload.value(QStringLiteral("material")).toString());
        break;
    case OperationKind::SituationSet:
        parts.append(QStringLiteral("situation"));
        break;
    default:
        parts.append(QStringLiteral("state"));
        break;
    }
    return parts;
}

namespace
{
constexpr std::array<const char *, 3> verdictNames{"applied", "seenBefore", "refused"};
}

QJsonObject toJson(const OperationVerdict &verdict)
{
    QJsonObject json{
        {QStringLiteral("operation"), verdict.operationId},
        {QStringLiteral("verdict"), QLatin1String(verdictNames.at(static_cast<std::size_t>(verdict.kind)))}};
    if (verdict.kind == VerdictKind::Refused) {
        json.insert(QStringLiteral("fault"), faultName(verdict.fault));
        json.insert(QStringLiteral("detail"), verdict.detail);
    } else {
        json.insert(QStringLiteral("sequence"), verdict.sequence);
        json.insert(QStringLiteral("caseVersion"), verdict.caseVersion);
    }
    return json;
}

Result<OperationVerdict> verdictFromJson(const QJsonObject &json)
{
    OperationVerdict verdict;
    auto id = text(json, QStringLiteral("operation"), true);
    if (!id || !isId(*id))
        return invalid(QStringLiteral("operation"));
    verdict.operationId = *id;
    const QString name = json.value(QStringLiteral("verdict")).toString();
    const auto *found = std::find_if(verdictNames.begin(), verdictNames.end(),
                                     [&](const char *row) { return QLatin1String(row) == name; });
    if (found == verdictNames.end())
        return invalid(QStringLiteral("verdict"));
    verdict.kind = static_cast<VerdictKind>(found - verdictNames.begin());
    if (verdict.kind == VerdictKind::Refused) {
        verdict.fault = faultNamed(json.value(QStringLiteral("fault")).toString()).value_or(Fault::OperationInvalid);
        verdict.detail = json.value(QStringLiteral("detail")).toString().left(longestText);
        return verdict;
    }
    const auto sequence = whole(json, QStringLiteral("sequence"), 1);
    const auto version = whole(json, QStringLiteral("caseVersion"), 1);
    if (!sequence || !version)
        return invalid(QStringLiteral("sequence"));
    verdict.sequence = *sequence;
    verdict.caseVersion = *version;
    return verdict;
}

} // namespace yichuang
